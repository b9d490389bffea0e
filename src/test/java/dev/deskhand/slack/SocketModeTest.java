package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.MessageEvent;
import dev.deskhand.slack.connection.PayloadCheck;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.connection.SlackProperties;
import dev.deskhand.slack.connection.SocketMode;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** The connection by Socket Mode: how it comes about, is lost, and comes back. */
@LooksAtOutput
class SocketModeTest {

  private final SlackStandIn slack = SlackStandIn.start();
  private final SlackPerson rita = slack.person("U1", "Rita");
  private final Slack sdk = new SlackConfiguration().slack(Settings.of(slack));
  private final SlackHealth health = new SlackHealth(new SettableClock());
  private final App app =
      new App(
          AppConfig.builder().slack(sdk).requestVerificationEnabled(false).build(), sdk, List.of());
  private final AtomicInteger heard = new AtomicInteger();
  private SocketMode socket = socket(SlackStandIn.APP_TOKEN);

  SocketModeTest() {
    slack.sockets();
    app.event(
        MessageEvent.class,
        (payload, context) ->
            switch (payload.getEvent().getText()) {
              case "unkept" -> Response.builder().statusCode(503).body("").build();
              default -> {
                heard.incrementAndGet();
                yield context.ack();
              }
            });
  }

  private SocketMode socket(String appToken) {
    PayloadCheck check = new PayloadCheck(SlackStandIn.TEAM::equals);
    SlackProperties properties =
        Settings.of(
            Map.of(
                "deskhand.slack.app-token",
                appToken,
                "deskhand.slack.timeouts.reconnect",
                "300ms"));
    return new SocketMode(sdk, app, properties, check, health);
  }

  @AfterEach
  void close() throws Exception {
    socket.stop();
    slack.close();
    sdk.close();
  }

  private void start() {
    socket.start();
    slack.connectBySocket();
  }

  @Test
  void anEventIsAcknowledgedOnceItIsKeptAndNotBefore() {
    start();
    assertThat(rita.directMessage("kept").status()).isEqualTo(200);
    slack.sockets().waitsFor(Duration.ofSeconds(2));
    assertThat(rita.directMessage("unkept").status()).isZero();
    assertThat(heard).hasValue(1);
  }

  @Test
  void theDeskGoesWhereSlackSendsIt() {
    start();
    for (String reason : new String[] {"warning", "refresh_requested"}) {
      slack.sockets().askToReconnect(reason);
      slack.sockets().await();
      assertThat(rita.directMessage("after " + reason).status()).isEqualTo(200);
    }
    assertThat(slack.calls("apps.connections.open")).hasSize(3);
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void aSlackThatIsDownHoldsUpNothingAndIsTriedAgain(CapturedOutput output) {
    slack.faults().next("apps.connections.open", 1, Fault.status(503));
    socket.start();
    assertThat(socket.isRunning()).isTrue();
    await().until(() -> output.getOut().contains("no address for Socket Mode (HTTP 503)"));
    slack.connectBySocket();
    assertThat(rita.directMessage("at last").status()).isEqualTo(200);
    assertThat(output).doesNotContain("\tat ");
  }

  @Test
  void aWrongTokenIsToldInOneLineThatSaysWhatToDo(CapturedOutput output) {
    socket = socket("xapp-wrong");
    socket.start();
    await().until(() -> output.getOut().contains("SLACK_APP_TOKEN"));
    assertThat(output.getOut().lines().filter(line -> line.contains("SLACK_APP_TOKEN")))
        .singleElement()
        .asString()
        .contains("invalid_auth", "connections:write", "restart the desk");
    assertThat(output).doesNotContain("xapp-wrong").doesNotContain("\tat ");
  }

  @Test
  void socketModeThatIsSwitchedOffIsTold(CapturedOutput output) {
    start();
    slack.sockets().askToReconnect("link_disabled");
    await().until(() -> output.getOut().contains("Socket Mode is switched off for the app"));
    assertThat(slack.calls("apps.connections.open")).hasSize(1);
  }

  @Test
  void whatIsNoEnvelopeIsPassedOver(CapturedOutput output) {
    start();
    for (String text : new String[] {"{", "[]", "{}", "{\"type\":7}", "{\"type\":\"x\"}"}) {
      slack.sockets().send(text);
    }
    slack.sockets().send("{\"type\":\"telepathy\",\"envelope_id\":\"e1\",\"payload\":7}");
    assertThat(rita.directMessage("still here").status()).isEqualTo(200);
    assertThat(output).doesNotContain("\tat ");
  }

  @Test
  void theDeskLeavesWhenItStopsAndComesBackWhenItStarts() {
    start();
    socket.stop();
    slack.sockets().waitsFor(Duration.ofSeconds(2));
    await().until(() -> rita.directMessage("nobody there").status() == 0);
    slack.sockets().waitsFor(Duration.ofSeconds(20));
    start();
    assertThat(rita.directMessage("back").status()).isEqualTo(200);
  }
}
