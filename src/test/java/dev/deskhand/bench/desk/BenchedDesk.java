package dev.deskhand.bench.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A packaged desk that runs with its own durable PostgreSQL, as users run it: {@code java -jar} in
 * a folder of its own. Closing it stops it as SIGTERM does.
 */
public final class BenchedDesk implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("Deskhand is ready at http://localhost:(\\d+)");

  /** Whatever the environment of the benchmark says of a desk or of Java is not meant for these. */
  private static final Pattern NOT_FOR_IT =
      Pattern.compile("(SPRING|SERVER|SLACK|DISCORD|DESKHAND|JAVA_TOOL|JDK_JAVA)_.*");

  private static final Duration LONGEST_START = Duration.ofMinutes(15);

  private final Jar jar;
  private final Path folder;
  private final Process process;
  private final int port;
  private final Duration startedIn;
  private final DeskDatabase database;

  private BenchedDesk(Jar jar, Path folder, Process process, Ready ready, DeskDatabase database) {
    this.jar = jar;
    this.folder = folder;
    this.process = process;
    this.port = ready.port();
    this.startedIn = ready.after();
    this.database = database;
  }

  private record Ready(int port, Duration after) {}

  /**
   * Starts it and waits until it says that it is ready.
   *
   * @param folder where it has its data, and what it logs in {@code desk.log}
   * @param settings beside the port, which is any that is free
   */
  public static BenchedDesk start(Jar jar, Path folder, Map<String, String> settings)
      throws IOException, InterruptedException, SQLException {
    Files.createDirectories(folder);
    long begun = System.nanoTime();
    Process process = command(jar, folder, settings, List.of()).start();
    CompletableFuture<Ready> ready = new CompletableFuture<>();
    Path log = folder.resolve("desk.log");
    Thread.ofPlatform().daemon().start(() -> listen(process, log, begun, ready));
    try {
      Ready said = ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
      Path data = folder.resolve("data");
      int port = Integer.parseInt(Files.readString(data.resolve("postgresql.port")).strip());
      String password = Files.readString(data.resolve("postgresql.password")).strip();
      return new BenchedDesk(jar, folder, process, said, new DeskDatabase(port, password));
    } catch (ExecutionException | TimeoutException | IOException | SQLException e) {
      stop(process);
      throw new IOException("%s did not start; see %s".formatted(jar.name(), log), e);
    }
  }

  private static ProcessBuilder command(
      Jar jar, Path folder, Map<String, String> settings, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", jar.path().toAbsolutePath().toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> NOT_FOR_IT.matcher(name).matches());
    builder.environment().put("SERVER_PORT", "0");
    builder.environment().putAll(settings);
    return builder;
  }

  private static void listen(
      Process process, Path log, long begun, CompletableFuture<Ready> ready) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log), true)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = READY.matcher(line);
        if (matcher.find()) {
          ready.complete(
              new Ready(
                  Integer.parseInt(matcher.group(1)), Duration.ofNanos(System.nanoTime() - begun)));
        }
        copy.println(line);
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
  }

  /** What its figures are listed under. */
  public String name() {
    return jar.name();
  }

  public int port() {
    return port;
  }

  /** How long it was from the start of its process until it said that it is ready. */
  public Duration startedIn() {
    return startedIn;
  }

  public DeskDatabase database() {
    return database;
  }

  /** The memory of its processes, PostgreSQL apart, in megabytes. */
  public double residentMegabytes() {
    return Processes.residentMegabytes(Processes.java(process.toHandle()));
  }

  /** What its processes, PostgreSQL apart, took of the processors so far. */
  public Duration processorTime() {
    return Processes.processorTime(Processes.java(process.toHandle()));
  }

  /** What its PostgreSQL took of the processors so far. */
  public Duration processorTimeOfPostgres() throws IOException {
    return Processes.processorTime(Processes.postgres(folder.resolve("data")));
  }

  /**
   * Gives one of the jar's commands beside the running desk, and waits for its end.
   *
   * @return how long it took
   */
  public Duration run(List<String> command) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Path log = folder.resolve("command.log");
    Process beside = command(jar, folder, Map.of(), command).redirectOutput(log.toFile()).start();
    int code = beside.waitFor();
    if (code != 0) {
      throw new IOException(
          "%s: %s ended with %d: %s"
              .formatted(jar.name(), command, code, Files.readString(log).strip()));
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
    stop(process);
  }
}
