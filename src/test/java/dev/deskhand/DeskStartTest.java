package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk as a person starts it: a process, a working directory, a {@code .env}, its output. */
class DeskStartTest {

  private static final Pattern READY =
      Pattern.compile("Deskhand is ready at http://localhost:(\\d+) - (.*)");

  @TempDir private Path folder;

  @Test
  void oneLineSaysWhereAndAsWhomAndASecondDeskLeavesWithOneLine() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        """
        # as copied from .env.example
        SERVER_PORT=0
        DESKHAND_DATA_DIR="kept here"
        SPRING_DATASOURCE_URL=
        """);
    Process desk = start("first.log");
    try {
      Matcher ready = readyLine(desk, "first.log");
      assertThat(ready.group(2))
          .isEqualTo("demo mode: be the employee, the agent, the manager or the admin there");
      assertThat(folder.resolve("kept here/postgresql/PG_VERSION")).exists();
      assertThat(get(ready.group(1), "/actuator/health/readiness").body()).contains("\"UP\"");

      Process second = start("second.log");
      assertThat(second.waitFor()).isEqualTo(1);
      assertThat(output("second.log"))
          .singleElement()
          .asString()
          .contains("Deskhand cannot start: another desk (process " + desk.pid() + ")");
      assertThat(get(ready.group(1), "/actuator/health/liveness").statusCode()).isEqualTo(200);
    } finally {
      desk.destroy();
      desk.waitFor();
    }
    assertThat(folder.resolve("kept here/postgresql/postmaster.pid")).doesNotExist();
    assertThat(output("first.log")).noneMatch(line -> line.contains("Exception"));
  }

  @Test
  void aDeskThatOthersCanReachHasNoDemo() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        """
        export SERVER_PORT=0
        DESKHAND_DATA_DIR=elsewhere
        SERVER_ADDRESS=0.0.0.0
        """);
    Process desk = start("only.log");
    try {
      assertThat(readyLine(desk, "only.log").group(2))
          .isEqualTo("demo mode is off, because the server listens to other machines too");
    } finally {
      desk.destroy();
      desk.waitFor();
    }
  }

  private Process start(String log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", mainClassPath(), DeskhandApplication.class.getName()));
    command.add(
        "--deskhand.database.binaries-dir="
            + Path.of("target/postgresql-binaries").toAbsolutePath());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(log).toFile());
    builder.environment().keySet().removeIf(name -> name.matches("(SPRING|SLACK|DISCORD|DESK).*"));
    return builder.start();
  }

  /** What users have: the desk and its libraries, without the tests' own configuration. */
  private static String mainClassPath() {
    return System.getProperty("java.class.path").replaceAll("[^:]*test-classes[^:]*:?", "");
  }

  private Matcher readyLine(Process desk, String log) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> !desk.isAlive() || output(log).stream().anyMatch(READY.asPredicate()));
    List<Matcher> found =
        output(log).stream().map(READY::matcher).filter(matcher -> matcher.find()).toList();
    assertThat(found).as("ready lines in %s", output(log)).hasSize(1);
    return found.getFirst();
  }

  private List<String> output(String log) {
    try {
      return Files.readAllLines(folder.resolve(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> get(String port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
