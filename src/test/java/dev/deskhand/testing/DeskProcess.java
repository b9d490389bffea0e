package dev.deskhand.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The desk as a process of its own, in a working directory of its own, with a {@code .env} for its
 * settings: as a person starts it, without the tests' configuration. Closing it stops it as SIGTERM
 * does.
 */
public final class DeskProcess implements AutoCloseable {

  private static final Pattern READY =
      Pattern.compile("Deskhand is ready at http://localhost:(\\d+) - (.*)");

  /** In the environment of every desk, as its tokens are, and of nothing that it starts. */
  public static final String SECRET = "a-token-that-is-the-desks-alone";

  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Process process;
  private final Path log;

  private DeskProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it; a {@code .env} in the folder should set {@code SERVER_PORT=0} at least.
   *
   * @param log the name of the file in the folder that gets what the desk prints
   * @param arguments what follows on the command line, such as a sub-command
   */
  public static DeskProcess start(Path folder, String log, String... arguments) {
    return run(folder, log, DeskProgram.startedWith(List.of()), arguments);
  }

  /**
   * Puts the data of a desk into a folder that has run and was stopped, so that one that starts
   * there need not make its database first.
   */
  public static void hasRunBefore(Path folder) throws IOException {
    Path data = DeskProgram.data();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path each : all.toList()) {
        Files.copy(
            each,
            folder.resolve("data").resolve(data.relativize(each)),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /**
   * Starts a packaged desk, as {@code java -jar} does.
   *
   * @param options of the virtual machine, before {@code -jar}
   */
  public static DeskProcess startJar(
      Path jar, Path folder, String log, List<String> options, String... arguments) {
    List<String> program = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    program.addAll(options);
    program.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    return run(folder, log, program, arguments);
  }

  static DeskProcess run(Path folder, String log, List<String> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(DeskProgram.java());
    command.addAll(program);
    command.addAll(List.of(arguments));
    Path output = folder.resolve(log);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.matches("(SPRING|SERVER|SLACK|DISCORD|DESKHAND)_.*"));
    builder.environment().put("DESKHAND_TEST_TOKEN", SECRET);
    try {
      return new DeskProcess(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it is ready at; waits for that, and fails with what it printed if it ends before. */
  public int port() {
    return Integer.parseInt(ready().group(1));
  }

  /** What the line at start says after the address. */
  public String asWhom() {
    return ready().group(2);
  }

  private MatchResult ready() {
    await()
        .atMost(READY_WITHIN)
        .until(() -> !process.isAlive() || output().stream().anyMatch(READY.asPredicate()));
    return output().stream()
        .flatMap(line -> READY.matcher(line).results())
        .findFirst()
        .orElseThrow(() -> new AssertionError("the desk did not start: " + output()));
  }

  public List<String> output() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for it to end by itself and answers how it did. */
  public int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** Ends it as SIGTERM does and answers how it ended. */
  public int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
