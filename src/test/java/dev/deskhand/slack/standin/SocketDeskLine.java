package dev.deskhand.slack.standin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Slack's side of Socket Mode: each address is good for one connection, each envelope for one ack.
 */
public final class SocketDeskLine implements DeskLine {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Set<String> ANSWERED_WITH_PAYLOAD =
      Set.of("view_submission", "block_suggestion", "dialog_suggestion", "interactive_message");

  /** An envelope on its way, and whether its acknowledgement may say something. */
  private record Underway(boolean acceptsPayload, CompletableFuture<JsonNode> ack) {}

  private final Server server = new Server();
  private final Consumer<String> complaints;
  private final Set<String> tickets = ConcurrentHashMap.newKeySet();
  private final List<WebSocket> open = new CopyOnWriteArrayList<>();
  private final Set<WebSocket> leaving = ConcurrentHashMap.newKeySet();
  private final Map<String, Underway> underway = new ConcurrentHashMap<>();

  private volatile Duration waits = PATIENCE;

  SocketDeskLine(Consumer<String> complaints) {
    this.complaints = complaints;
    server.start();
    try {
      server.started.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /** What {@code apps.connections.open} hands out. */
  URI newAddress() {
    String ticket = UUID.randomUUID().toString();
    tickets.add(ticket);
    return URI.create("ws://127.0.0.1:%d/link/?ticket=%s".formatted(server.getPort(), ticket));
  }

  /** How long an envelope is waited for before it counts as not acknowledged. */
  public void waitsFor(Duration duration) {
    waits = duration;
  }

  /** Waits until the desk is connected. */
  public void await() {
    Awaitility.await("a connection by Socket Mode")
        .atMost(PATIENCE)
        .until(() -> !connections().isEmpty());
  }

  /** The connections that Slack sends by. */
  private List<WebSocket> connections() {
    return open.stream().filter(each -> each.isOpen() && !leaving.contains(each)).toList();
  }

  /**
   * Asks the desk to connect anew, for a reason such as {@code refresh_requested}; until it has, it
   * is told nothing.
   */
  public void askToReconnect(String reason) {
    for (WebSocket socket : connections()) {
      leaving.add(socket);
      ObjectNode message = Json.object().put("type", "disconnect").put("reason", reason);
      message.putObject("debug_info").put("host", "applink-1");
      socket.send(message.toString());
    }
  }

  /** Every connection breaks off without a word. */
  public void drop() {
    List<WebSocket> dropped = List.copyOf(open);
    open.removeAll(dropped);
    for (WebSocket socket : dropped) {
      socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
    }
  }

  /** Sends any text at all on the newest connection. */
  public void send(String text) {
    connections().getLast().send(text);
  }

  @Override
  public SlackAck deliver(Envelope envelope, Sending how) {
    String id = UUID.randomUUID().toString();
    ObjectNode message =
        Json.object().put("envelope_id", id).put("type", envelope.type().socketModeName);
    boolean acceptsPayload =
        envelope.type() == Envelope.Type.SLASH_COMMANDS
            || ANSWERED_WITH_PAYLOAD.contains(Json.text(envelope.payload(), "type"));
    message.put("accepts_response_payload", acceptsPayload);
    if (envelope.type() == Envelope.Type.EVENTS_API) {
      message.put("retry_attempt", how.retryNum()).put("retry_reason", how.retryReason());
    }
    message.set("payload", envelope.payload());
    Underway sent = new Underway(acceptsPayload, new CompletableFuture<>());
    underway.put(id, sent);
    long start = System.nanoTime();
    try {
      send(message.toString());
      JsonNode ack = sent.ack().get(waits.toMillis(), TimeUnit.MILLISECONDS);
      JsonNode payload = ack.path("payload");
      return new SlackAck(
          envelope, 200, payload.isMissingNode() ? "" : payload.toString(), Map.of(), since(start));
    } catch (TimeoutException | ExecutionException | RuntimeException unanswered) {
      return new SlackAck(envelope, 0, unanswered.toString(), Map.of(), since(start));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new SlackAck(envelope, 0, stopped.toString(), Map.of(), since(start));
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void acknowledged(String text) {
    JsonNode ack = Json.read(text);
    Underway sent = underway.get(Json.text(ack, "envelope_id"));
    if (sent == null) {
      complaints.accept("socket mode: no such envelope: " + text);
    } else if (sent.ack().isDone()) {
      complaints.accept("socket mode: acknowledged twice: " + text);
    } else {
      if (ack.has("payload") && !sent.acceptsPayload()) {
        complaints.accept("socket mode: a payload where none is accepted: " + text);
      }
      sent.ack().complete(ack);
    }
  }

  @Override
  public void close() {
    try {
      server.stop(100);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Server extends WebSocketServer {
    private final CountDownLatch started = new CountDownLatch(1);

    Server() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      setReuseAddr(true);
      setDaemon(true);
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      String address = handshake.getResourceDescriptor();
      if (!tickets.remove(address.substring(address.indexOf('=') + 1))) {
        socket.close(CloseFrame.POLICY_VALIDATION, "the ticket is used or unknown");
        return;
      }
      open.add(socket);
      ObjectNode hello = Json.object().put("type", "hello").put("num_connections", open.size());
      hello.putObject("connection_info").put("app_id", Workspace.APP_ID);
      hello
          .putObject("debug_info")
          .put("host", "applink-1")
          .put("build_number", 1)
          .put("approximate_connection_time", 18_060);
      socket.send(hello.toString());
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      acknowledged(text);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      open.remove(socket);
      leaving.remove(socket);
    }

    @Override
    public void onError(WebSocket socket, Exception failure) {
      // the connection ends by it, which the desk has to notice
    }
  }
}
