package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desk as a person starts it: a process, a working directory, a {@code .env}, its output. */
@DesksInProcesses
class DeskStartTest {

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
    try (DeskProcess desk = DeskProcess.start(folder, "first.log")) {
      assertThat(desk.asWhom())
          .isEqualTo("demo mode: be the employee, the agent, the manager or the admin there");
      assertThat(folder.resolve("kept here/postgresql/PG_VERSION")).exists();
      awaitReady(desk.port());

      try (DeskProcess second = DeskProcess.start(folder, "second.log")) {
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
            .singleElement()
            .asString()
            .contains("Deskhand cannot start: another desk (process " + desk.pid() + ")");
      }
      assertThat(get(desk.port(), "/actuator/health/liveness").statusCode()).isEqualTo(200);
    }
    assertThat(folder.resolve("kept here/postgresql/postmaster.pid")).doesNotExist();
    assertThat(Files.readString(folder.resolve("first.log"))).doesNotContain("Exception");
  }

  @Test
  void aDeskThatOthersCanReachHasNoDemoAndStartsAgainAfterItWasKilled() throws Exception {
    Files.writeString(
        folder.resolve(".env"),
        """
        export SERVER_PORT=0
        DESKHAND_DATA_DIR=elsewhere
        SERVER_ADDRESS=0.0.0.0
        """);
    try (DeskProcess first = DeskProcess.start(folder, "first.log")) {
      assertThat(first.asWhom())
          .isEqualTo("demo mode is off, because the server listens to other machines too");
      first.kill();
    }
    try (DeskProcess next = DeskProcess.start(folder, "next.log")) {
      awaitReady(next.port());
    }
  }

  private static void awaitReady(int port) {
    await()
        .untilAsserted(
            () -> assertThat(get(port, "/actuator/health/readiness").body()).contains("\"UP\""));
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          BodyHandlers.ofString());
    }
  }
}
