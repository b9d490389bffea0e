package dev.deskhand.slack.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final SlackStandIn slack = SlackStandIn.start();
  private final Slack sdk = slack(false);
  private final MethodsClient api = sdk.methods(SlackStandIn.BOT_TOKEN);

  private Slack slack(boolean retryOnConnectionFailure) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.apiUrl());
    config.setStatsEnabled(false);
    OkHttpClient http =
        new OkHttpClient.Builder().retryOnConnectionFailure(retryOnConnectionFailure).build();
    return Slack.getInstance(config, new SlackHttpClient(http));
  }

  @BeforeEach
  void channel() {
    slack.channel("C1", "triage");
  }

  @AfterEach
  void close() throws Exception {
    sdk.close();
    slack.close();
  }

  private String post(String text) throws IOException, SlackApiException {
    return api.chatPostMessage(r -> r.channel("C1").text(text)).getError();
  }

  @Test
  void aRateLimitSaysWhenToComeBackAndEnds() throws Exception {
    slack.faults().next("chat.postMessage", 2, Fault.rateLimited(Duration.ofSeconds(7)));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> post("x"))
          .isInstanceOfSatisfying(
              SlackApiException.class,
              refused -> {
                assertThat(refused.getResponse().code()).isEqualTo(429);
                assertThat(refused.getResponse().header("Retry-After")).isEqualTo("7");
              });
    }
    assertThat(post("x")).isNull();
    assertThat(slack.messages("C1")).hasSize(1);
    assertThat(slack.calls("chat.postMessage"))
        .extracting(SlackCall::outcome)
        .containsExactly("429", "429", "ok");
  }

  @Test
  void anOutageHitsOnlyWhatFitsAndUntilItIsCleared() throws Exception {
    slack.channel("C2", "other");
    slack
        .faults()
        .when(call -> call.param("channel").equals("C1"), Integer.MAX_VALUE, Fault.status(503));
    assertThatThrownBy(() -> post("x")).isInstanceOf(SlackApiException.class);
    assertThatThrownBy(() -> post("x")).isInstanceOf(SlackApiException.class);
    assertThat(api.chatPostMessage(r -> r.channel("C2").text("x")).isOk()).isTrue();
    slack.faults().clear();
    assertThat(post("x")).isNull();
  }

  @Test
  void aScriptedErrorWordIsAnswered() throws Exception {
    slack.faults().next("chat.postMessage", Fault.refused("account_inactive"));
    assertThat(post("x")).isEqualTo("account_inactive");
    assertThat(slack.messages("C1")).isEmpty();
  }

  @Test
  void aConnectionLostBeforeLeavesNothing() throws Exception {
    slack.faults().next("chat.postMessage", Fault.lostBefore());
    assertThatThrownBy(() -> post("x")).isInstanceOf(IOException.class);
    assertThat(slack.messages("C1")).isEmpty();
  }

  @Test
  void aConnectionLostAfterLeavesTheMessage() throws Exception {
    assertThat(post("warm")).isNull();
    slack.faults().next("chat.postMessage", Fault.lostAfter());
    assertThatThrownBy(() -> post("x")).isInstanceOf(IOException.class);
    assertThat(slack.messages("C1")).extracting(SlackMessage::text).containsExactly("warm", "x");
  }

  /** Why the desk's client must not retry by itself: on a reused connection it posts twice. */
  @Test
  void aClientThatRetriesBySilenceSaysThingsTwice() throws Exception {
    try (Slack eager = slack(true)) {
      MethodsClient methods = eager.methods(SlackStandIn.BOT_TOKEN);
      methods.chatPostMessage(r -> r.channel("C1").text("warm"));
      slack.faults().next("chat.postMessage", Fault.lostAfter());
      methods.chatPostMessage(r -> r.channel("C1").text("x"));
    }
    assertThat(slack.messages("C1"))
        .extracting(SlackMessage::text)
        .containsExactly("warm", "x", "x");
  }

  @Test
  void aHeldCallIsAnsweredWhenTheGateOpens() throws Exception {
    Fault.Gate gate = new Fault.Gate();
    slack.faults().next("chat.postMessage", Fault.held(gate));
    CompletableFuture<Void> posting =
        CompletableFuture.runAsync(
            () -> {
              try {
                assertThat(post("x")).isNull();
              } catch (IOException | SlackApiException failed) {
                throw new IllegalStateException(failed);
              }
            });
    assertThat(gate.awaitCall(Duration.ofSeconds(5))).isTrue();
    assertThat(posting).isNotDone();
    assertThat(slack.messages("C1")).isEmpty();
    gate.open();
    posting.get();
    assertThat(slack.messages("C1")).hasSize(1);
  }

  @Test
  void aSlowCallIsAnsweredLater() throws Exception {
    slack.faults().next("chat.postMessage", Fault.slow(Duration.ofMillis(150)));
    long start = System.nanoTime();
    assertThat(post("x")).isNull();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(149));
  }
}
