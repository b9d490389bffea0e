package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.test.context.TestPropertySource;

/** What Slack sends by Socket Mode: no signing secret, no address. */
@TestPropertySource(
    properties = {"deskhand.slack.app-token=xapp-standin", "deskhand.slack.signing-secret="})
class BySocketModeTest extends EveryWayIn {

  private static final Duration PATIENCE = Duration.ofSeconds(25);

  static {
    slack.sockets();
  }

  @Override
  void comeIn() {
    slack.connectBySocket();
  }

  @Test
  void aDroppedConnectionIsSeenComesBackAndNothingIsDoneTwice() {
    SlackAck first = rita.directMessage("report my lamp flickers");
    slack.faults().next("apps.connections.open", 1, Fault.refused("internal_error"));
    slack.sockets().drop();
    await().atMost(PATIENCE).until(() -> workspace.health().getStatus().equals(Status.DOWN));
    assertThat(workspace.health().getDetails().toString()).contains("Socket Mode");

    slack.sockets().await();
    assertThat(slack.redeliver(first, 1, "timeout")).matches(SlackAck::accepted, "accepted");
    await().atMost(PATIENCE).until(() -> workspace.health().getStatus().equals(Status.UP));
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void theDeskGoesWhereSlackSendsItAndNothingIsDoneTwice() {
    SlackAck first = rita.directMessage("report my lamp flickers");
    slack.sockets().askToReconnect("refresh_requested");
    slack.sockets().await();
    assertThat(slack.redeliver(first, 1, "timeout")).matches(SlackAck::accepted, "accepted");
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void thereIsNoAddressThatTakesWhatIsNotSigned() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/slack/events".formatted(port)))
            .POST(HttpRequest.BodyPublishers.ofString("{\"type\":\"event_callback\"}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(404);
    }
  }
}
