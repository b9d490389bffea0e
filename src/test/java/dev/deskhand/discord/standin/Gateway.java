package dev.deskhand.discord.standin;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.java_websocket.WebSocket;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The gateway: Discord's websocket protocol, version 10. */
public final class Gateway {
  private static final int HEARTBEAT_OP = 1;
  private static final int IDENTIFY_OP = 2;
  private static final int RESUME_OP = 6;
  private static final int REQUEST_MEMBERS_OP = 8;
  private static final int CHUNK = 1_000;
  private static final int MAX_PAYLOAD_BYTES = 4096;
  private static final long IDENTIFY_NANOS = 4_900_000_000L;
  private static final int PRIVILEGED =
      GatewayEvent.GUILD_MEMBERS | GatewayEvent.GUILD_PRESENCES | GatewayEvent.MESSAGE_CONTENT;

  private final Server server = new Server();
  private final DiscordStandIn standIn;
  private final Map<WebSocket, GatewaySession.Line> lines = new ConcurrentHashMap<>();
  private final List<GatewaySession> sessions = new CopyOnWriteArrayList<>();
  private final AtomicInteger identifies = new AtomicInteger();
  private final AtomicInteger resumes = new AtomicInteger();
  private final AtomicInteger besides = new AtomicInteger();
  private final Map<Integer, Long> lastIdentify = new ConcurrentHashMap<>();
  private volatile int shards = 1;
  private volatile int concurrency = 1;
  private volatile int grantedIntents = PRIVILEGED;
  private volatile boolean refusingResumes;
  private volatile boolean refusingConnections;
  private volatile boolean answeringHeartbeats = true;
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile int heartbeatMillis = 41_250;

  Gateway(DiscordStandIn standIn) {
    this.standIn = standIn;
    server.start();
    try {
      server.started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The address to connect to, {@code ws://127.0.0.1:port/}. */
  public String url() {
    return "ws://127.0.0.1:" + server.getPort() + "/";
  }

  /** Whether a session is connected now. */
  public boolean connected() {
    return sessions.stream().anyMatch(GatewaySession::connected);
  }

  /** How many sessions were identified, refused ones included. */
  public int identifies() {
    return identifies.get();
  }

  /** How many sessions were begun while another of the same shard was connected. */
  public int besides() {
    return besides.get();
  }

  /** The shards that have a session now. */
  public int connectedShards() {
    return (int)
        sessions.stream()
            .filter(GatewaySession::connected)
            .map(GatewaySession::shard)
            .distinct()
            .count();
  }

  /**
   * Advises so many shards from now on, of which so many may log in at the same time. Whoever has
   * more than one and logs them in faster than that is complained about.
   */
  public void adviseShards(int advised, int maxConcurrency) {
    shards = advised;
    concurrency = maxConcurrency;
  }

  int advisedShards() {
    return shards;
  }

  int maxConcurrency() {
    return concurrency;
  }

  /** How many sessions were resumed. */
  public int resumes() {
    return resumes.get();
  }

  /** The intents of the newest session, as bits. */
  public int intents() {
    return sessions.isEmpty() ? 0 : sessions.getLast().intents();
  }

  /** Waits until a session is connected and has been told of its guilds. */
  public void awaitConnected() {
    Waiting.until("a gateway session", this::connected);
  }

  /** Grants all privileged intents but that for the members of guilds. */
  public void grantNoMembers() {
    grantedIntents = PRIVILEGED & ~GatewayEvent.GUILD_MEMBERS;
  }

  /** Takes the privileged intents away: who identifies with one from now on is closed with 4014. */
  public void grantNoPrivilegedIntents() {
    grantedIntents = 0;
  }

  /** Grants all privileged intents, as from the start. */
  public void grantPrivilegedIntents() {
    grantedIntents = PRIVILEGED;
  }

  /** From now on a RESUME is answered with INVALID_SESSION; false ends it. */
  public void refuseResumes(boolean refuse) {
    refusingResumes = refuse;
  }

  /** From now on new sockets are closed at once; false ends it. */
  public void refuseConnections(boolean refuse) {
    refusingConnections = refuse;
  }

  /** Sets the interval told in HELLO to sockets that connect from now on. */
  public void heartbeatEvery(java.time.Duration interval) {
    heartbeatMillis = Math.toIntExact(interval.toMillis());
  }

  /** Leaves so many of the next questions for members without an answer. */
  public void leaveUnanswered(int questions) {
    unanswered.set(questions);
  }

  /** How many of the next questions for members get no answer. */
  public int unanswered() {
    return unanswered.get();
  }

  /** Stops (false) or starts (true) acknowledging heartbeats, as a zombie connection does. */
  public void answerHeartbeats(boolean answer) {
    answeringHeartbeats = answer;
  }

  /** Cuts every socket without a close frame, as a broken network does. */
  public void dropSockets() {
    lines.keySet().forEach(socket -> socket.closeConnection(1006, ""));
  }

  /** Closes every socket with this code. */
  public void closeSockets(int code) {
    lines.keySet().forEach(socket -> socket.close(code));
  }

  /** Asks every client to reconnect and resume, as Discord does before it restarts a server. */
  public void requestReconnect() {
    lines.values().forEach(line -> line.send(Json.object("op", 7, "d", null)));
  }

  void dispatch(GatewayEvent event) {
    for (GatewaySession session : sessions) {
      if (event.isFor(session.intents()) && event.isFor(session.shard())) {
        session.dispatch(event.type(), event.dataFor(session.intents()));
      }
    }
  }

  void close() {
    try {
      server.stop(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(WebSocket socket, String text) {
    GatewaySession.Line line = lines.get(socket);
    if (line == null) {
      return;
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
      standIn.complain("gateway", "payload over " + MAX_PAYLOAD_BYTES + " bytes");
      socket.close(4002, "Decode error.");
    } else if (!line.mayReceive()) {
      standIn.complain("gateway", "more than 120 events in a minute");
      socket.close(4008, "Rate limited.");
    } else {
      JsonNode payload = Json.parse(text);
      switch (payload.path("op").asInt(-1)) {
        case HEARTBEAT_OP -> {
          if (answeringHeartbeats) {
            line.send(Json.object("op", 11, "d", null));
          }
        }
        case IDENTIFY_OP -> identify(line, payload.path("d"));
        case RESUME_OP -> resume(line, payload.path("d"));
        case REQUEST_MEMBERS_OP -> sendMembers(socket, payload.path("d"));
        default -> {}
      }
    }
  }

  private void identify(GatewaySession.Line line, JsonNode data) {
    identifies.incrementAndGet();
    int intents = data.path("intents").asInt(0);
    if (!Json.text(data, "token").equals(standIn.token())) {
      line.socket().close(4004, "Authentication failed.");
    } else if ((intents & PRIVILEGED & ~grantedIntents) != 0) {
      line.socket().close(4014, "Disallowed intent(s).");
    } else {
      Shard shard = Shard.of(data.path("shard"));
      pace(shard);
      if (sessions.stream().anyMatch(one -> one.connected() && one.shard().equals(shard))) {
        besides.incrementAndGet();
      }
      GatewaySession session =
          new GatewaySession(java.util.UUID.randomUUID().toString(), shard, intents, line);
      welcome(session, data.path("shard"), (intents & GatewayEvent.GUILD_MEMBERS) != 0);
    }
  }

  private void pace(Shard shard) {
    long now = System.nanoTime();
    Long before = lastIdentify.put(shard.id() % concurrency, now);
    if (shard.total() > 1 && before != null && now - before < IDENTIFY_NANOS) {
      standIn.complain("gateway", "more than " + concurrency + " IDENTIFY in five seconds");
    }
  }

  private void welcome(GatewaySession session, JsonNode shard, boolean everyMember) {
    World world = standIn.world();
    synchronized (world) {
      session.dispatch("READY", ready(session, shard, world));
      for (StandInGuild guild : guilds(session, world)) {
        session.dispatch("GUILD_CREATE", WireFormat.guild(guild, world, everyMember));
      }
      sessions.add(session);
    }
  }

  private ObjectNode ready(GatewaySession session, JsonNode shard, World world) {
    ArrayNode guilds = Json.array();
    guilds(session, world).forEach(g -> guilds.add(Json.object("id", g.id(), "unavailable", true)));
    ObjectNode ready =
        Json.object(
            "v", 10,
            "user", world.bot(),
            "guilds", guilds,
            "private_channels", Json.array(),
            "session_id", session.id(),
            "resume_gateway_url", url(),
            "application", Json.object("id", world.botId(), "flags", 565_248));
    if (shard.isArray()) {
      ready.set("shard", shard);
    }
    return ready;
  }

  private static List<StandInGuild> guilds(GatewaySession session, World world) {
    return world.guilds().stream().filter(guild -> session.shard().has(guild.id())).toList();
  }

  private void resume(GatewaySession.Line line, JsonNode data) {
    String id = Json.text(data, "session_id");
    int lastSeen = data.path("seq").asInt(0);
    @Nullable GatewaySession session =
        sessions.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
    if (!Json.text(data, "token").equals(standIn.token())) {
      line.socket().close(4004, "Authentication failed.");
    } else if (refusingResumes || session == null) {
      sessions.removeIf(one -> one.id().equals(id));
      line.send(Json.object("op", 9, "d", false));
    } else if (lastSeen > session.sequence()) {
      line.socket().close(4007, "Invalid seq.");
    } else {
      // counted before the client hears what it has missed: whoever has seen that sees this too
      resumes.incrementAndGet();
      session.resume(line, lastSeen);
    }
  }

  private void sendMembers(WebSocket socket, JsonNode request) {
    for (GatewaySession session : sessions) {
      GatewaySession.Line line = session.line();
      if (line != null && line.socket().equals(socket)) {
        boolean all = request.path("limit").asInt(0) == 0 && !Json.has(request, "user_ids");
        if (all && (session.intents() & GatewayEvent.GUILD_MEMBERS) == 0) {
          socket.close(4014, "Disallowed intent(s).");
          return;
        }
        if (unanswered.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
          return;
        }
        standIn
            .world()
            .guild(Json.text(request, "guild_id"))
            .ifPresent(
                guild ->
                    chunks(guild, request)
                        .forEach(chunk -> session.dispatch("GUILD_MEMBERS_CHUNK", chunk)));
      }
    }
  }

  /** A thousand people at a time, as Discord sends them. */
  private static List<ObjectNode> chunks(StandInGuild guild, JsonNode request) {
    List<ObjectNode> members =
        guild.members().values().stream().map(one -> WireFormat.member(one, true)).toList();
    int count = Math.max(1, Math.ceilDiv(members.size(), CHUNK));
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              ObjectNode chunk =
                  Json.object(
                      "guild_id",
                      guild.id(),
                      "members",
                      Json.array(
                          members.subList(i * CHUNK, Math.min(members.size(), (i + 1) * CHUNK))),
                      "chunk_index",
                      i,
                      "chunk_count",
                      count);
              if (Json.has(request, "nonce")) {
                chunk.set("nonce", request.get("nonce"));
              }
              return chunk;
            })
        .toList();
  }

  /** The websocket server itself; the library calls it on its own threads. */
  private final class Server extends WebSocketServer {
    private final CountDownLatch started = new CountDownLatch(1);

    Server() {
      super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      setConnectionLostTimeout(0);
      setReuseAddr(true);
      setTcpNoDelay(true);
      setDaemon(true);
    }

    @Override
    public void onStart() {
      started.countDown();
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
      if (refusingConnections) {
        socket.closeConnection(1006, "");
        return;
      }
      boolean compressed = handshake.getResourceDescriptor().contains("compress=zlib-stream");
      GatewaySession.Line line = new GatewaySession.Line(socket, compressed);
      lines.put(socket, line);
      line.send(Json.object("op", 10, "d", Json.object("heartbeat_interval", heartbeatMillis)));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      receive(socket, text);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
      lines.remove(socket);
      boolean farewell = remote && (code == 1000 || code == 1001);
      sessions.removeIf(session -> session.hangUp(socket) && farewell);
    }

    @Override
    public void onError(@Nullable WebSocket socket, Exception problem) {
      if (socket == null) {
        throw new IllegalStateException("The gateway stand-in cannot run", problem);
      }
    }
  }
}
