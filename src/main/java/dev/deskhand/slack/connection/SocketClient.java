package dev.deskhand.slack.connection;

import com.slack.api.Slack;
import com.slack.api.methods.SlackApiException;
import com.slack.api.socket_mode.impl.SocketModeClientJavaWSImpl;
import com.slack.api.socket_mode.queue.impl.ConcurrentLinkedMessageQueue;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The connection by Socket Mode. The SDK opens it, watches over it and follows when Slack moves it
 * elsewhere; this adds what becomes of failures: the SDK would stop watching for good once Slack
 * answers a request for an address with an error word, and would repeat others without a pause.
 */
final class SocketClient extends SocketModeClientJavaWSImpl {

  private static final Logger log = LoggerFactory.getLogger(SocketClient.class);

  /** Never connected to: before each connection Slack is asked for its address. */
  private static final String NO_ADDRESS_YET = "wss://wss-primary.slack.com/";

  private static final int READERS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** The SDK hands Slack's error word on only within its own sentence. */
  private static final Pattern WORD = Pattern.compile("\\(error: (\\w+)\\)");

  private static final Set<String> SLACKS_FAULT =
      Set.of("internal_error", "fatal_error", "service_unavailable", "request_timeout");

  private final SlackHealth health;
  private final JsonMapper mapper = new JsonMapper();
  private final ExponentialBackOff pauses;
  private final RetryTemplate inBetween =
      new RetryTemplate(
          RetryPolicy.builder()
              .includes(WebsocketNotConnectedException.class)
              .maxRetries(25)
              .delay(Duration.ofMillis(100))
              .build());
  private volatile @Nullable BackOffExecution failing;
  private volatile long notBefore;

  SocketClient(Slack slack, String appToken, SlackHealth health, Duration reconnect)
      throws URISyntaxException {
    super(
        slack,
        appToken,
        NO_ADDRESS_YET,
        READERS,
        new ConcurrentLinkedMessageQueue(),
        true,
        true,
        reconnect.toMillis());
    this.health = health;
    pauses = new ExponentialBackOff(reconnect.toMillis(), 2);
    pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
  }

  /** Asked every few seconds by the SDK; answers when to ask next, in milliseconds. */
  @Override
  public long maintainCurrentSession() {
    long now = System.currentTimeMillis();
    if (!isAutoReconnectEnabled() || now < notBefore) {
      return Math.max(now, notBefore);
    }
    if (verifyConnection()) {
      failing = null;
      return now;
    }
    BackOffExecution series = failing;
    if (series == null) {
      series = pauses.start();
      failing = series;
    }
    notBefore = now + series.nextBackOff();
    try {
      health.lineLost();
      connectToNewEndpoint();
    } catch (IOException e) {
      // it has been told, and the next time comes
    }
    return notBefore;
  }

  /**
   * Opens a connection in place of the one there is.
   *
   * @throws IOException if Slack gives no address for it
   */
  @Override
  public void connectToNewEndpoint() throws IOException {
    try {
      super.connectToNewEndpoint();
    } catch (IllegalStateException e) {
      Matcher word = WORD.matcher(String.valueOf(e.getMessage()));
      health.line(refused(word.find() ? word.group(1) : "unknown_error"));
      throw new IOException(e);
    } catch (IOException e) {
      waitAsAsked(e);
      health.line(
          "no address for Socket Mode (%s); the desk goes on trying"
              .formatted(
                  e.getCause() instanceof SlackApiException answer
                      ? "HTTP " + answer.getResponse().code()
                      : e.getClass().getSimpleName()));
      throw e;
    }
  }

  private static String refused(String word) {
    if (SLACKS_FAULT.contains(word) || word.equals("ratelimited")) {
      return "no address for Socket Mode (" + word + "); the desk goes on trying";
    }
    return "it refuses SLACK_APP_TOKEN ("
        + word
        + "). Under Basic Information, App-Level Tokens, make one with the scope connections:write,"
        + " put it into SLACK_APP_TOKEN and restart the desk";
  }

  private void waitAsAsked(IOException failure) {
    if (failure.getCause() instanceof SlackApiException answer) {
      Optional.ofNullable(answer.getResponse().header("Retry-After"))
          .filter(seconds -> seconds.matches("\\d{1,6}"))
          .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
          .ifPresent(
              pause ->
                  notBefore = Math.max(notBefore, System.currentTimeMillis() + pause.toMillis()));
    }
  }

  @Override
  public void processMessage(String message) throws IOException {
    JsonNode json;
    try {
      json = mapper.readTree(message);
    } catch (JacksonException e) {
      log.warn("Slack sent by Socket Mode what is no JSON");
      return;
    }
    switch (json.path("type").asString("")) {
      case "hello" -> health.line("");
      case "disconnect" -> {
        if (json.path("reason").asString("").equals("link_disabled")) {
          // asking for another address at once would end the same way, without an end
          notBefore = System.currentTimeMillis() + LONGEST_PAUSE.toMillis();
          health.line(
              "Socket Mode is switched off for the app. Switch it on in the app's settings under"
                  + " Socket Mode, or connect over HTTP without SLACK_APP_TOKEN");
        } else {
          super.processMessage(message);
        }
      }
      default -> super.processMessage(message);
    }
  }

  /** Sends; while one connection gives way to the next, for a moment there is none to send by. */
  @Override
  public void sendWebSocketMessage(String message) {
    try {
      inBetween.execute(
          () -> {
            super.sendWebSocketMessage(message);
            return true;
          });
    } catch (RetryException e) {
      log.warn("Slack could not be told that something arrived; it delivers events again");
    }
  }
}
