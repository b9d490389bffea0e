package dev.deskhand.slack.standin;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Slack is on the side of the people: the workspace, their screens, the line to the desk. */
final class Platform {

  private final Clock clock;
  private final Workspace workspace;
  private final Screens screens;
  private final ResponseUrls responseUrls;
  private final Payloads payloads;
  private volatile @Nullable WebApi webApi;
  private volatile @Nullable DeskLine line;
  private volatile @Nullable SocketDeskLine socket;
  private volatile boolean echoing;
  private volatile boolean unreachable;
  private final Map<String, SlackMessage> told = new ConcurrentHashMap<>();

  Platform(
      Clock clock,
      Workspace workspace,
      Screens screens,
      ResponseUrls responseUrls,
      Payloads payloads) {
    this.clock = clock;
    this.workspace = workspace;
    this.screens = screens;
    this.responseUrls = responseUrls;
    this.payloads = payloads;
  }

  Workspace workspace() {
    return workspace;
  }

  Screens screens() {
    return screens;
  }

  ResponseUrls responseUrls() {
    return responseUrls;
  }

  Payloads payloads() {
    return payloads;
  }

  void answeredBy(WebApi api) {
    webApi = api;
  }

  /** The desk answered a command, perhaps with something to show. */
  void answered(String grant, SlackAck ack) {
    WebApi api = webApi;
    if (api != null && ack.accepted() && !ack.body().isBlank()) {
      api.answered(grant, spoken(ack));
    }
  }

  /** The desk answered a submitted view. */
  void submitted(SlackView view, SlackAck ack) {
    WebApi api = webApi;
    if (api != null && ack.accepted()) {
      api.submitted(view, ack.json());
    }
  }

  /** The desk answered a search in a menu. */
  void suggested(SlackAck ack) {
    WebApi api = webApi;
    if (api != null && ack.accepted()) {
      api.suggested(ack.json());
    }
  }

  /** From now on the desk is told over HTTP. */
  void connect(URI events) {
    hangUp();
    line = new HttpDeskLine(events, SlackStandIn.SIGNING_SECRET, clock);
  }

  /** From now on the desk is told by the connection that it has opened. */
  void connectBySocket() {
    hangUp();
    line = socket;
  }

  /** Socket Mode, which is open from the first time on. */
  synchronized SocketDeskLine sockets(Consumer<String> complaints) {
    SocketDeskLine open = socket;
    if (open == null) {
      open = new SocketDeskLine(complaints);
      socket = open;
    }
    return open;
  }

  Optional<URI> newSocketAddress() {
    return Optional.ofNullable(socket).map(SocketDeskLine::newAddress);
  }

  private void hangUp() {
    if (line instanceof HttpDeskLine old) {
      old.close();
    }
  }

  void disconnect() {
    hangUp();
    SocketDeskLine open = socket;
    if (open != null) {
      open.close();
    }
  }

  void echoing(boolean on) {
    echoing = on;
  }

  /** Hands it to the desk by the way it is connected. */
  SlackAck deliver(Envelope envelope, Sending how) {
    return unreachable
        ? new SlackAck(envelope, 0, "nobody there", Map.of(), Duration.ZERO)
        : line().deliver(envelope, how);
  }

  void unreachable(boolean on) {
    unreachable = on;
  }

  /** The message of an event: a new one, or again the one that it told the first time. */
  SlackMessage toldBy(@Nullable String eventId, Supplier<SlackMessage> written) {
    return eventId == null ? written.get() : told.computeIfAbsent(eventId, first -> written.get());
  }

  boolean isConnected() {
    return line != null;
  }

  private DeskLine line() {
    DeskLine open = line;
    if (open == null) {
      throw new IllegalStateException("connect(...) the desk first");
    }
    return open;
  }

  HttpDeskLine http() {
    if (line() instanceof HttpDeskLine open) {
      return open;
    }
    throw new IllegalStateException("The desk is not connected over HTTP");
  }

  /** The desk has posted something. */
  void posted(SlackMessage message) {
    DeskLine open = line;
    if (echoing && open != null) {
      Envelope envelope = payloads.event(payloads.message(message, "message"), null);
      Thread.startVirtualThread(() -> open.deliver(envelope, Sending.USUAL));
    }
  }

  /** What the body of an answer comes to where Slack shows it: JSON as it is, or plain text. */
  private static JsonNode spoken(SlackAck ack) {
    JsonNode json = ack.json();
    return json.isObject() ? json : Json.object().put("text", ack.body());
  }
}
