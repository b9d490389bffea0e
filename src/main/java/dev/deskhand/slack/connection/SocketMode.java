package dev.deskhand.slack.connection;

import com.slack.api.Slack;
import com.slack.api.bolt.App;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.bolt.socket_mode.request.SocketModeRequest;
import com.slack.api.bolt.socket_mode.request.SocketModeRequestParser;
import dev.deskhand.slack.connection.PayloadCheck.Verdict;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes what Slack sends by Socket Mode to the same handlers as what comes over HTTP. It connects
 * beside the desk's start, which Slack cannot hold up.
 */
public final class SocketMode implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SocketMode.class);

  /** How long what was begun may take until the connection is closed under it. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Slack slack;
  private final App app;
  private final String appToken;
  private final Duration reconnect;
  private final PayloadCheck check;
  private final SlackHealth health;
  private final SocketModeRequestParser parser;
  private final JsonMapper mapper = new JsonMapper();
  private volatile @Nullable Line line;

  public SocketMode(
      Slack slack, App app, SlackProperties properties, PayloadCheck check, SlackHealth health) {
    this.slack = slack;
    this.app = app;
    this.appToken = properties.appToken();
    this.reconnect = properties.timeouts().reconnect();
    this.check = check;
    this.health = health;
    this.parser = new SocketModeRequestParser(app.config());
  }

  /** One time of being started. */
  private record Line(SocketModeApp bolt, SocketClient client, ExecutorService work) {}

  @Override
  public synchronized void start() {
    if (line != null) {
      return;
    }
    health.lineOpens();
    Line opened = open();
    line = opened;
    // each on a thread of its own: the SDK's reader is free for the next
    opened
        .client()
        .addWebSocketMessageListener(
            message -> opened.work().execute(() -> take(message, opened.client())));
    opened.work().execute(() -> connect(opened));
  }

  private Line open() {
    try {
      SocketClient client = new SocketClient(slack, appToken, health, reconnect);
      return new Line(
          new SocketModeApp(client, app),
          client,
          Executors.newThreadPerTaskExecutor(
              Thread.ofVirtual().name("slack-socket-", 0).factory()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void connect(Line opened) {
    try {
      opened.bolt().startAsync();
    } catch (Exception e) {
      // it has been told, and the client goes on trying
      log.debug("Not connected yet", e);
    }
  }

  @Override
  public synchronized void stop() {
    Line closing = line;
    if (closing == null) {
      return;
    }
    line = null;
    try {
      closing.work().shutdown();
      if (!closing.work().awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        closing.work().shutdownNow();
      }
      closing.bolt().stop();
      closing.client().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      log.debug("The connection did not close in order", e);
    }
  }

  @Override
  public boolean isRunning() {
    return line != null;
  }

  /** Does what a message asks for; it is acknowledged when that is committed, and not before. */
  private void take(String message, SocketClient client) {
    JsonNode envelope = mapper.readTree(message);
    String id = envelope.path("envelope_id").asString("");
    if (id.isEmpty()) {
      return;
    }
    Response response = judge(envelope) == Verdict.PASS ? handle(message) : Response.ok();
    if (response.getStatusCode() / 100 == 2) {
      client.sendSocketModeResponse(acknowledgement(envelope, id, response));
    }
  }

  private Verdict judge(JsonNode envelope) {
    JsonNode payload = envelope.path("payload");
    if (!envelope.path("type").asString("").equals("slash_commands")) {
      return check.payload(payload);
    }
    Map<String, String> fields = new HashMap<>();
    payload
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
    return check.command(fields);
  }

  private Response handle(String message) {
    try {
      SocketModeRequest request = parser.parse(message);
      return request == null ? Response.ok() : app.run(request.getBoltRequest());
    } catch (Exception e) {
      // Bolt reads fields of the wrong kind without guarding itself
      log.warn("Slack sent what cannot be read: {}", e.getClass().getSimpleName());
      return Response.ok();
    }
  }

  private String acknowledgement(JsonNode envelope, String id, Response response) {
    ObjectNode answer = mapper.createObjectNode().put("envelope_id", id);
    String body = response.getBody();
    if (envelope.path("accepts_response_payload").asBoolean(false)
        && body != null
        && !body.isEmpty()) {
      if (response.getContentType().startsWith("application/json")) {
        answer.set("payload", mapper.readTree(body));
      } else {
        answer.putObject("payload").put("text", body);
      }
    }
    return answer.toString();
  }
}
