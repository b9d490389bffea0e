package dev.deskhand.discord.standin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.Deflater;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One identified session: it outlives its sockets and can be resumed on another. */
final class GatewaySession {
  /** One websocket, with the compression it asked for and how much it has been sent. */
  static final class Line {
    private static final int MAX_EVENTS_PER_MINUTE = 120;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final WebSocket socket;
    private final @Nullable Deflater deflater;
    private final Deque<Long> received = new ArrayDeque<>();

    Line(WebSocket socket, boolean compressed) {
      this.socket = socket;
      this.deflater = compressed ? new Deflater() : null;
    }

    WebSocket socket() {
      return socket;
    }

    synchronized void send(ObjectNode payload) {
      byte[] json = Json.bytes(payload);
      try {
        if (deflater == null) {
          socket.send(new String(json, StandardCharsets.UTF_8));
        } else {
          socket.send(deflate(deflater, json));
        }
      } catch (WebsocketNotConnectedException _) {
        // Nothing is lost: what the session has dispatched is sent again when it is resumed.
      }
    }

    /** Counts what the client sends; false when it has sent more than a connection may. */
    synchronized boolean mayReceive() {
      long now = System.nanoTime();
      received.addLast(now);
      while (now - received.getFirst() > MINUTE_NANOS) {
        received.removeFirst();
      }
      return received.size() <= MAX_EVENTS_PER_MINUTE;
    }

    private static byte[] deflate(Deflater deflater, byte[] plain) {
      deflater.setInput(plain);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int written;
      do {
        written = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        out.write(buffer, 0, written);
      } while (written == buffer.length);
      return out.toByteArray();
    }
  }

  private final String id;
  private final Shard shard;
  private final int intents;
  private final List<ObjectNode> dispatched = new ArrayList<>();
  private @Nullable Line line;

  GatewaySession(String id, Shard shard, int intents, Line line) {
    this.id = id;
    this.shard = shard;
    this.intents = intents;
    this.line = line;
  }

  String id() {
    return id;
  }

  Shard shard() {
    return shard;
  }

  int intents() {
    return intents;
  }

  synchronized @Nullable Line line() {
    return line;
  }

  synchronized boolean connected() {
    return line != null;
  }

  /** Forgets this socket; false when the session was on another one. */
  synchronized boolean hangUp(WebSocket socket) {
    if (line == null || !line.socket().equals(socket)) {
      return false;
    }
    line = null;
    return true;
  }

  synchronized void dispatch(String type, ObjectNode data) {
    ObjectNode payload = Json.object("op", 0, "s", dispatched.size() + 1, "t", type, "d", data);
    dispatched.add(payload);
    if (line != null) {
      line.send(payload);
    }
  }

  /** Sends on the new socket what the client has missed, then RESUMED. */
  synchronized void resume(Line newLine, int lastSeen) {
    line = newLine;
    for (ObjectNode missed : dispatched.subList(lastSeen, dispatched.size())) {
      newLine.send(missed);
    }
    dispatch("RESUMED", Json.object());
  }

  synchronized int sequence() {
    return dispatched.size();
  }
}
