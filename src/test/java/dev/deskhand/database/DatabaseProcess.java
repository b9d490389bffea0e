package dev.deskhand.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process of its own that opens the database and keeps it, as a desk does. */
final class DatabaseProcess implements AutoCloseable {

  private static final String OPEN = "open ";

  private final Process process;
  private final String url;

  private DatabaseProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** What runs in the other process: opens the database and waits for the end of its input. */
  public static void main(String[] args) throws IOException {
    try (EmbeddedDatabase database = open(Path.of(args[0]), false)) {
      System.out.println(OPEN + database.getJdbcUrl());
      while (System.in.read() >= 0) {
        // stays until its input ends or it is killed
      }
    }
  }

  static DatabaseProperties on(Path dataDir, boolean join) {
    return new DatabaseProperties(
        dataDir,
        Path.of("target", "postgresql-binaries"),
        join,
        Duration.ofSeconds(60),
        20,
        Duration.ofMillis(50),
        Duration.ofSeconds(1));
  }

  /** Opens it in this process; a server that cannot be kept running is a mistake here. */
  static EmbeddedDatabase open(Path dataDir, boolean join) {
    return EmbeddedDatabase.open(
        on(dataDir, join),
        why -> {
          throw new AssertionError(why);
        });
  }

  /** Answers once the database is open. */
  static DatabaseProcess start(Path dataDir) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DatabaseProcess.class.getName(),
                    dataDir.toString()))
            .redirectErrorStream(true)
            .start();
    StringBuilder said = new StringBuilder();
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(OPEN)) {
        return new DatabaseProcess(process, line.substring(OPEN.length()));
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("the database did not open: " + said);
  }

  String url() {
    return url;
  }

  long pid() {
    return process.pid();
  }

  /** Ends the process as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets it end by itself, which stops the database. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }
}
