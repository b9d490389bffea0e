package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of a running desk when its own PostgreSQL is killed, told to stop, frozen, or
 * changed by a newer desk.
 */
@DesksInProcesses
class DatabaseAwayTest {

  private static final String DOWN = "\"status\":\"DOWN\"";

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void itIsStartedAgainAndMeanwhileTheDeskAnswersAndANewerSchemaEndsIt() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        "SERVER_PORT=0\nDESKHAND_DATABASE_POOL_SIZE=4\nDESKHAND_BACKUP_FOLDER=backups\n");
    DeskProcess.hasRunBefore(folder);
    try (DeskProcess desk = DeskProcess.start(folder, "desk.log")) {
      int port = desk.port();
      assertThat(say(port, "report the VPN is down")).contains("INC-1");
      assertThat(environment()).doesNotContain(DeskProcess.SECRET);

      for (String signal : List.of("KILL", "INT")) {
        ProcessHandle before = postmaster();
        signal(signal, before);
        await().atMost(Duration.ofSeconds(60)).until(() -> !before.isAlive());
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(say(port, "show INC-1")).contains("the VPN is down"));
        assertThat(postmaster().pid()).isNotEqualTo(before.pid());
      }

      frozen(port);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(get(port, "/actuator/health/readiness").statusCode()).isEqualTo(200));
      assertThat(say(port, "show INC-1")).contains("the VPN is down");
      assertThat(get(port, "/api/v1/status").body()).doesNotContain("ageSeconds");
      assertThat(desk.output())
          .as("no storm of traces, and no start of what was only frozen")
          .noneMatch(line -> line.startsWith("\tat "))
          .filteredOn(line -> line.contains("PostgreSQL ended"))
          .hasSize(2);
      assertThat(desk.output()).filteredOn(line -> line.contains(" WARN ")).hasSizeLessThan(12);

      newerSchema();
      assertThat(desk.exitCode()).isEqualTo(1);
      assertThat(desk.output())
          .filteredOn(line -> line.contains("Deskhand ends: the database belongs to a newer"))
          .singleElement()
          .asString()
          .contains("version 900");
    }
    assertThat(folder.resolve("data/postgresql/postmaster.pid")).doesNotExist();

    try (DeskProcess older = DeskProcess.start(folder, "older.log")) {
      assertThat(older.exitCode()).isEqualTo(1);
      assertThat(older.output())
          .filteredOn(line -> line.contains("ERROR"))
          .singleElement()
          .asString()
          .contains("Deskhand cannot start: the database belongs to a newer Deskhand")
          .contains("version 900");
    }
  }

  private void frozen(int port) throws Exception {
    // the postmaster first: it makes no further backend then
    ProcessHandle first = postmaster();
    signal("STOP", first);
    List<ProcessHandle> all = Stream.concat(Stream.of(first), first.descendants()).toList();
    for (ProcessHandle one : all) {
      signal("STOP", one);
    }
    try {
      // twice: while the first question is unanswered, and once there is one that hangs
      for (int time = 0; time < 2; time++) {
        assertThat(promptly(port, "/actuator/health/liveness").statusCode()).isEqualTo(200);
        HttpResponse<String> health = promptly(port, "/actuator/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(health.body()).contains(DOWN, "\"db\"", "\"outbox\"", "\"backup\"");
        assertThat(promptly(port, "/actuator/health/readiness").statusCode()).isEqualTo(503);
        assertThat(promptly(port, "/actuator/prometheus").body()).contains("deskhand_outbox_depth");
        HttpResponse<String> status = promptly(port, "/api/v1/status");
        assertThat(status.statusCode()).isEqualTo(200);
        assertThat(status.body()).contains("\"ageSeconds\":", "\"VPN\"");
        assertThat(promptly(port, "/status").body())
            .contains(" ago. The desk cannot find out at the moment how it is now.");
      }
    } finally {
      for (ProcessHandle one : all) {
        signal("CONT", one);
      }
    }
  }

  private HttpResponse<String> promptly(int port, String path) throws Exception {
    long begun = System.nanoTime();
    HttpResponse<String> answer = get(port, path);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Patience.AT_ONCE);
    return answer;
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        BodyHandlers.ofString());
  }

  private String say(int port, String words) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/chat"))
                .header("Authorization", "Bearer demo-employee")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\":\"" + words + "\"}"))
                .build(),
            BodyHandlers.ofString())
        .body();
  }

  private ProcessHandle postmaster() throws IOException {
    return ProcessHandle.of(
            Long.parseLong(
                Files.readAllLines(folder.resolve("data/postgresql/postmaster.pid"))
                    .getFirst()
                    .strip()))
        .orElseThrow();
  }

  private String environment() throws IOException {
    Path file = Path.of("/proc", Long.toString(postmaster().pid()), "environ");
    return Files.isReadable(file) ? Files.readString(file) : "";
  }

  private static void signal(String name, ProcessHandle to) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  private void newerSchema() throws IOException, SQLException {
    Path data = folder.resolve("data");
    String url =
        "jdbc:postgresql://127.0.0.1:%s/deskhand"
            .formatted(Files.readString(data.resolve("postgresql.port")).strip());
    String password = Files.readString(data.resolve("postgresql.password")).strip();
    try (Connection connection = DriverManager.getConnection(url, "deskhand", password);
        Statement sql = connection.createStatement()) {
      sql.executeUpdate(
          "insert into flyway_schema_history (installed_rank, version, description, type, script,"
              + " checksum, installed_by, execution_time, success)"
              + " values (9999, '900', 'newer', 'SQL', 'V900__newer.sql', 1, 'newer', 1, true)");
    }
  }
}
