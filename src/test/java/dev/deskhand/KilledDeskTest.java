package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Promises 1 and 2: what was answered is kept through {@code kill -9}, and nothing happens twice.
 */
@DesksInProcesses
class KilledDeskTest {

  private static final int REPORTS = 60;
  private static final int ANSWERED_BEFORE_THE_KILL = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();

  @TempDir Path folder;

  @Test
  void killedBetweenTwoCommandsTheDeskKeepsWhatItAnsweredAndDoesTheRestOnce() throws Exception {
    Files.writeString(folder.resolve(".env"), "SERVER_PORT=0\n");
    DeskProcess.hasRunBefore(folder);
    Map<Integer, String> answered = new ConcurrentHashMap<>();
    try (DeskProcess desk = DeskProcess.start(folder, "killed.log")) {
      int port = desk.port();
      // what a desk on Discord would hold for a while yet
      database("insert into leader_lock values ('discord', now() + '1 h', now(), 'killed')");
      AtomicInteger next = new AtomicInteger();
      Thread[] reporters =
          IntStream.range(0, 4)
              .mapToObj(reporter -> Thread.ofVirtual().start(() -> report(port, next, answered)))
              .toArray(Thread[]::new);
      await().until(() -> answered.size() >= ANSWERED_BEFORE_THE_KILL);
      desk.kill();
      for (Thread reporter : reporters) {
        reporter.join();
      }
    }
    assertThat(answered).hasSizeBetween(ANSWERED_BEFORE_THE_KILL, REPORTS - 1);

    try (DeskProcess desk = DeskProcess.start(folder, "started-again.log")) {
      int port = desk.port();
      assertThat(database("delete from leader_lock"))
          .as("rights that nobody can have any more")
          .isZero();
      for (var incident : answered.entrySet()) {
        assertThat(ask(port, "agent", "show " + incident.getValue(), "").text())
            .contains(words(incident.getKey()));
      }
      for (int number = 0; number < REPORTS; number++) {
        ask(port, "employee", "report " + words(number), "event-" + number);
      }
      assertThat(ask(port, "agent", "queue", "").text()).contains(REPORTS + " in all");
      // a delivery that the kill interrupted is taken up once its heartbeat has been missed
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(get(port, "/actuator/prometheus"))
                      .containsPattern("deskhand_outbox_depth\\S* 0\\.0"));
    }
  }

  private void report(int port, AtomicInteger next, Map<Integer, String> answered) {
    try {
      for (int number = next.getAndIncrement(); number < REPORTS; number = next.getAndIncrement()) {
        answered.put(
            number, ask(port, "employee", "report " + words(number), "event-" + number).key());
      }
    } catch (IOException killed) {
      // what this one asked for is asked for again
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a statement in the desk's own database; returns how many rows it concerned. */
  private int database(String statement) throws IOException, SQLException {
    Path data = folder.resolve("data");
    String url =
        "jdbc:postgresql://127.0.0.1:%s/deskhand"
            .formatted(Files.readString(data.resolve("postgresql.port")).strip());
    String password = Files.readString(data.resolve("postgresql.password")).strip();
    try (Connection connection = DriverManager.getConnection(url, "deskhand", password);
        Statement sql = connection.createStatement()) {
      return sql.executeUpdate(statement);
    }
  }

  private static String words(int number) {
    return "thing " + number + " of room " + (1000 + number) + " is broken";
  }

  private record Answer(String text, String key) {}

  private Answer ask(int port, String who, String words, String eventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/chat"))
            .header("Authorization", "Bearer demo-" + who)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(Map.of("text", words))));
    if (!eventId.isEmpty()) {
      request.header("Idempotency-Key", eventId);
    }
    JsonNode reply =
        json.readTree(client.send(request.build(), BodyHandlers.ofString()).body())
            .path("replies")
            .path(0);
    return new Answer(reply.path("text").asString(), reply.path("keys").path(0).asString());
  }

  private String get(int port, String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
            BodyHandlers.ofString())
        .body();
  }
}
