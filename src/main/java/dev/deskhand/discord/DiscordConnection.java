package dev.deskhand.discord;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.SessionController;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * The desk's sessions with Discord, one per shard, in the one copy of the desk that has the {@link
 * SessionLease}. It logs in beside the desk's start and tries again for as long as Discord cannot
 * be reached; once it is in, JDA keeps the sessions alive.
 */
class DiscordConnection implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DiscordConnection.class);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final String TOKEN_REFUSED =
      "it refuses the token; put the bot's token into DISCORD_TOKEN and restart";
  private static final long ANOTHER_LOGIN_SECONDS = 5;

  private final DiscordProperties properties;
  private final SessionLease lease;
  private final DiscordEvents events;
  private final CatchUp catchUp;
  private final CommandRegistration commands;
  private final DiscordMeters meters;
  private final Manners manners;
  private final SessionController logins;
  private final boolean roles;
  private boolean running;
  private volatile @Nullable Session session;
  private volatile @Nullable String trouble;
  private final List<Set<Intent>> sacrifices;

  /** Which of the {@link #sacrifices} is made. */
  private volatile int sacrifice;

  private boolean unreachable;

  /** From a login to its end. */
  private static final class Session {
    private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
    private final Hearing hearing;
    private volatile @Nullable ShardedClient client;
    private volatile boolean over;

    Session(Hearing hearing) {
      this.hearing = hearing;
    }
  }

  DiscordConnection(
      DiscordProperties properties,
      SessionLease lease,
      DiscordEvents events,
      CatchUp catchUp,
      CommandRegistration commands,
      DiscordMeters meters,
      Manners manners,
      RoleHolders holders) {
    this.properties = properties;
    this.lease = lease;
    this.events = events;
    this.catchUp = catchUp;
    this.commands = commands;
    this.meters = meters;
    this.manners = manners;
    this.roles = holders.concern();
    this.sacrifices = Intent.sacrifices(roles);
    this.logins = ShardedClient.sessions(properties);
    meters.sessionHeld(lease::held);
  }

  /**
   * The client, once the desk knows the servers and channels of a shard; also while it reconnects.
   * Empty in a copy of the desk that has no session.
   */
  Optional<ShardManager> connected() {
    Session now = session;
    ShardedClient client = now == null || now.ready.isEmpty() ? null : now.client;
    return client == null || !lease.held() ? Optional.empty() : Optional.of(client.shards());
  }

  /** Whether another copy of the desk has the session, as far as this one knows. */
  boolean standingBy() {
    return !lease.held();
  }

  /** What keeps the desk off Discord until somebody acts on it; null if nothing does. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Discord has refused the token in an answer: it is not used again. */
  void tokenRefused() {
    if (trouble == null) {
      giveUp(TOKEN_REFUSED);
    }
  }

  /** The intents that Discord does not grant. */
  Set<Intent> missingIntents() {
    return sacrifices.get(sacrifice);
  }

  @Override
  public synchronized void start() {
    if (!running) {
      running = true;
      lease.start(new Right());
    }
  }

  @Override
  public void stop() {
    Session ending;
    synchronized (this) {
      running = false;
      ending = session;
      session = null;
    }
    if (ending != null) {
      ending.over = true;
      ending.work.shutdownNow();
      events.finish();
      ShardedClient client = ending.client;
      if (client != null) {
        client.close();
      }
    }
    // only now: two sessions would hear everything twice
    lease.stop();
  }

  @Override
  public synchronized boolean isRunning() {
    return running;
  }

  /** Before the outbox begins to deliver, and after it has stopped. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1_000;
  }

  private synchronized void open() {
    if (running && session == null) {
      Session opened = new Session(new Hearing(catchUp, events));
      session = opened;
      opened.work.execute(() -> logIn(opened));
    }
  }

  private synchronized void abandon() {
    Session ending = session;
    if (ending == null) {
      return;
    }
    session = null;
    ending.over = true;
    ending.work.shutdownNow();
    ShardedClient client = ending.client;
    if (client != null) {
      client.abandon();
    }
  }

  private synchronized void openAnew(Session now) {
    if (now == session) {
      abandon();
      open();
    }
  }

  private void logIn(Session now) {
    RetryTemplate patiently =
        new RetryTemplate(
            RetryPolicy.builder()
                .excludes(InvalidTokenException.class, IllegalArgumentException.class)
                .maxRetries(Long.MAX_VALUE)
                .delay(FIRST_RETRY)
                .multiplier(2)
                .maxDelay(LONGEST_RETRY)
                .build());
    try {
      patiently.execute(() -> attempt(now));
    } catch (RetryException e) {
      if (!now.over) {
        giveUp(
            e.getCause() instanceof InvalidTokenException
                ? TOKEN_REFUSED
                : DiscordErrors.words(e.getCause() == null ? e : e.getCause()));
      }
    }
  }

  private ShardedClient attempt(Session now) {
    ShardedClient client =
        new ShardedClient(
            properties,
            logins,
            Intent.wanted(roles, missingIntents()),
            List.of(meters, manners),
            now.hearing,
            events,
            new Watch(now));
    now.client = client;
    try {
      client.logIn();
    } catch (RuntimeException e) {
      client.abandon();
      if (!unreachable && !now.over && !(e instanceof InvalidTokenException)) {
        unreachable = true;
        log.warn("Discord cannot be reached ({}); the desk goes on trying", DiscordErrors.words(e));
      }
      throw e;
    }
    if (now.over) {
      client.abandon();
    }
    return client;
  }

  private void ready(Session now, JDA shard) {
    unreachable = false;
    trouble = null;
    ShardedClient client = now.client;
    if (client == null) {
      return;
    }
    now.ready.add(shard.getShardInfo().getShardId());
    if (now.ready.size() == client.shards().getShardsTotal()) {
      complete(client.shards(), shard.getSelfUser().getName());
    }
    if (!now.over) {
      now.work.execute(() -> commands.register(shard));
    }
  }

  private void complete(ShardManager shards, String name) {
    int servers = shards.getGuilds().size();
    log.info(
        "Discord: connected as {} to {}{}",
        name,
        servers == 1 ? shards.getGuilds().getFirst().getName() : servers + " servers",
        shards.getShardsTotal() == 1 ? "" : " by " + shards.getShardsTotal() + " shards");
    for (Intent missing : missingIntents()) {
      log.warn(
          "Discord: the intent {} is not granted, so {}; switch it on in the Developer Portal"
              + " under Bot, and restart",
          missing,
          missing.without());
    }
    String guild = properties.guildId();
    if (!guild.isEmpty() && shards.getGuildById(guild) == null) {
      log.warn(
          "Discord: the desk is not in the server {} that DISCORD_GUILD_ID names; invite it",
          guild);
    }
  }

  private void ended(Session now, JDA shard, @Nullable CloseCode code) {
    now.ready.remove(shard.getShardInfo().getShardId());
    if (now.over || code == null || code.isReconnect()) {
      return;
    }
    if (code == CloseCode.DISALLOWED_INTENTS && sacrifice + 1 < sacrifices.size()) {
      doWithout(now);
    } else if (code == CloseCode.SHARDING_REQUIRED || code == CloseCode.INVALID_SHARD) {
      log.info("Discord: asks for another number of shards");
      var _ =
          CompletableFuture.runAsync(
              () -> openAnew(now),
              CompletableFuture.delayedExecutor(ANOTHER_LOGIN_SECONDS, TimeUnit.SECONDS));
    } else {
      giveUp(
          code == CloseCode.AUTHENTICATION_FAILED
              ? TOKEN_REFUSED
              : code.getCode() + " " + code.getMeaning());
    }
  }

  /** Discord has refused an intent, and not said which. */
  private synchronized void doWithout(Session now) {
    if (now == session && sacrifice + 1 < sacrifices.size()) {
      sacrifice = sacrifice + 1;
      openAnew(now);
    }
  }

  private void giveUp(String reason) {
    trouble = reason;
    log.error("The desk is not on Discord: {}", reason);
  }

  /** What follows from having the lease. */
  private final class Right implements SessionLease.Holder {
    @Override
    public void gained() {
      open();
    }

    @Override
    public void kept() {
      Session now = session;
      ShardedClient client = now == null ? null : now.client;
      if (now != null && client != null && !now.ready.isEmpty()) {
        // beside the renewal, which must not wait for it
        Thread.startVirtualThread(() -> now.hearing.note(client.shards()));
      }
    }

    @Override
    public void lost() {
      meters.gateway("lost");
      abandon();
    }
  }

  /** Follows the sessions. */
  private final class Watch implements EventListener {
    private final Session now;

    Watch(Session now) {
      this.now = now;
    }

    @Override
    public void onEvent(GenericEvent event) {
      switch (event) {
        case ReadyEvent ready -> ready(now, ready.getJDA());
        case SessionResumeEvent resumed -> again("resumed");
        case SessionRecreateEvent recreated -> again("recreated");
        case SessionDisconnectEvent disconnected -> meters.gateway("disconnected");
        case ShutdownEvent shutdown -> ended(now, shutdown.getJDA(), shutdown.getCloseCode());
        default -> {}
      }
    }

    private void again(String how) {
      meters.gateway(how);
      log.info("Discord: the connection had dropped; the session is {}", how);
    }
  }
}
