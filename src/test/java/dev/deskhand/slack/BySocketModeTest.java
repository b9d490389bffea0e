package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.connection.SocketMode;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.inbound.SlackListening;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackPerson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.test.context.TestPropertySource;

/** What Slack sends by Socket Mode: no signing secret, no address. */
@TestPropertySource(
    properties = {"deskhand.slack.app-token=xapp-standin", "deskhand.slack.signing-secret="})
class BySocketModeTest extends EveryWayIn {

  private static final Duration PATIENCE = Duration.ofSeconds(25);

  @Autowired SocketMode socketMode;
  @Autowired SlackListening listening;

  static {
    slack.sockets();
  }

  @Override
  void comeIn() {
    slack.connectBySocket();
  }

  @Test
  void aDroppedConnectionIsSeenComesBackAndNothingIsLostOrDoneTwice() {
    // whose conversation with the desk has nothing in it but this
    SlackPerson dora = slack.person("U0DORA", "Dora Dropped");
    heardAllOfOtherTests();
    heardAll();
    SlackAck first = dora.directMessage("report my lamp flickers");
    slack.faults().next("apps.connections.open", 1, Fault.refused("internal_error"));
    slack.sockets().drop();
    SlackAck unheard = dora.directMessage("report my lamp is dark");
    assertThat(unheard.accepted()).isFalse();
    await().atMost(PATIENCE).until(() -> workspace.health().getStatus().equals(Status.DOWN));
    assertThat(workspace.health().getDetails().toString()).contains("Socket Mode");

    slack.sockets().await();
    assertThat(slack.redeliver(first, 1, "timeout")).matches(SlackAck::accepted, "accepted");
    await().atMost(PATIENCE).until(() -> workspace.health().getStatus().equals(Status.UP));
    await().until(() -> incidents() == 2);
    assertThat(slack.redeliver(unheard, 1, "timeout").accepted()).isTrue();
    heardAll();
    assertThat(incidents()).isEqualTo(2);
  }

  @Test
  void whatIsWrittenWhileTheDeskIsDownIsTakenInWhenItIsBack() {
    SlackPerson dan = slack.person("U0DAN", "Dan Downtime");
    heardAllOfOtherTests();
    heardAll();
    dan.directMessage("report my clock is slow");
    socketMode.stop();
    listening.stop();
    assertThat(dan.directMessage("report my clock is late").accepted()).isFalse();
    listening.start();
    socketMode.start();
    slack.sockets().await();
    await().until(() -> incidents() == 2);
    heardAll();
    assertThat(incidents()).isEqualTo(2);
  }

  /** Until the desk is sure of it. */
  private void heardAll() {
    later(Duration.ofSeconds(1));
    listening.stop();
    listening.start();
    await()
        .until(
            () ->
                places
                    .listenedUntil(SlackPlatform.NAME)
                    .filter(until -> !until.isBefore(clock.instant()))
                    .isPresent());
  }

  @Test
  void theDeskGoesWhereSlackSendsItAndNothingIsDoneTwice() {
    SlackPerson dirk = slack.person("U0DIRK", "Dirk Directed");
    heardAllOfOtherTests();
    SlackAck first = dirk.directMessage("report my lamp flickers");
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
