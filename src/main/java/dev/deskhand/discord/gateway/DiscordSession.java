package dev.deskhand.discord.gateway;

import dev.deskhand.discord.backfill.DiscordListening;
import dev.deskhand.discord.commands.CommandRegistration;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.delivery.DiscordErrors;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * One login of all shards, from the first try to its end. It tries for as long as Discord cannot be
 * reached; once it is in, JDA keeps the connections alive.
 */
class DiscordSession implements EventListener {

  private static final Logger log = LoggerFactory.getLogger(DiscordSession.class);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

  private final DiscordProperties properties;
  private final Function<EventListener[], ShardedClient> clients;
  private final Collection<RequiredIntent> without;
  private final DiscordEvents events;
  private final DiscordListening hearing;
  private final CommandRegistration commands;
  private final DiscordMeters meters;
  private final Course course;
  private final ExecutorService work = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Integer> ready = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ShardedClient client;
  private volatile boolean over;
  private boolean unreachable;

  /** Who is told what becomes of a session. None of it comes after its end. */
  interface Course {

    /** A shard is in. */
    void ready();

    /** What the desk says through a shard reaches Discord, or does so again. */
    void usable();

    /** Discord lets the desk in no more, and trying again would not help. */
    void refused(RuntimeException why);

    /** Discord has closed a shard's connection, and would do so again. */
    void closed(DiscordSession session, CloseCode why);
  }

  /**
   * @param clients makes the client, given who is to hear its events
   * @param without the intents that are done without
   */
  DiscordSession(
      DiscordProperties properties,
      Function<EventListener[], ShardedClient> clients,
      Collection<RequiredIntent> without,
      DiscordEvents events,
      DiscordListening hearing,
      CommandRegistration commands,
      DiscordMeters meters,
      Course course) {
    this.properties = properties;
    this.clients = clients;
    this.without = without;
    this.events = events;
    this.hearing = hearing;
    this.commands = commands;
    this.meters = meters;
    this.course = course;
  }

  /** Begins to log in, and returns at once. */
  void begin() {
    work.execute(this::logIn);
  }

  /** The shards, once the desk knows the servers and channels of one; also while it reconnects. */
  Optional<ShardManager> shards() {
    ShardedClient now = client;
    return now == null || ready.isEmpty() ? Optional.empty() : Optional.of(now.shards());
  }

  /** Ends it, with a few seconds for what is under way. */
  void close() {
    over = true;
    hearing.stop();
    work.shutdownNow();
    events.finish();
    ShardedClient now = client;
    if (now != null) {
      now.close();
    }
  }

  /** Ends it now; what is under way is cut. */
  void abandon() {
    over = true;
    hearing.stop();
    work.shutdownNow();
    ShardedClient now = client;
    if (now != null) {
      now.abandon();
    }
  }

  private void logIn() {
    RetryTemplate patiently =
        new RetryTemplate(
            RetryPolicy.builder()
                .excludes(
                    InvalidTokenException.class,
                    IllegalArgumentException.class,
                    CancellationException.class)
                .maxRetries(Long.MAX_VALUE)
                .delay(FIRST_RETRY)
                .multiplier(2)
                .maxDelay(LONGEST_RETRY)
                .build());
    try {
      var _ = patiently.execute(this::attempt);
    } catch (RetryException e) {
      if (!over) {
        course.refused(e.getCause() instanceof RuntimeException cause ? cause : undone(e));
      }
    }
  }

  private static RuntimeException undone(RetryException e) {
    return new IllegalStateException(DiscordErrors.words(e), e);
  }

  private ShardedClient attempt() {
    if (over) {
      // whoever waited may not have noticed, and another copy may be logging in
      throw new CancellationException("the session has ended");
    }
    ShardedClient opened = clients.apply(new EventListener[] {hearing, events, this});
    client = opened;
    try {
      opened.logIn();
    } catch (RuntimeException e) {
      opened.abandon();
      if (!unreachable && !over && !(e instanceof InvalidTokenException)) {
        unreachable = true;
        log.warn("Discord cannot be reached ({}); the desk goes on trying", DiscordErrors.words(e));
      }
      throw e;
    }
    if (over) {
      opened.abandon();
    }
    return opened;
  }

  @Override
  public void onEvent(GenericEvent event) {
    switch (event) {
      case ReadyEvent now -> ready(now.getJDA());
      case SessionResumeEvent resumed -> again("resumed");
      case SessionRecreateEvent recreated -> again("recreated");
      case SessionDisconnectEvent disconnected -> meters.gateway("disconnected");
      case ShutdownEvent shutdown -> ended(shutdown.getJDA(), shutdown.getCloseCode());
      default -> {}
    }
  }

  private void again(String how) {
    meters.gateway(how);
    log.info("Discord: the connection had dropped; the session is {}", how);
    course.usable();
  }

  private void ready(JDA shard) {
    ShardedClient now = client;
    if (now == null || over) {
      return;
    }
    course.ready();
    ready.add(shard.getShardInfo().getShardId());
    course.usable();
    if (ready.size() == now.shards().getShardsTotal()) {
      announce(now.shards(), shard.getSelfUser().getName());
    }
    try {
      work.execute(() -> commands.register(shard));
    } catch (RejectedExecutionException e) {
      log.debug("Discord: the session has ended", e);
    }
  }

  private void announce(ShardManager shards, String name) {
    int servers = shards.getGuilds().size();
    log.info(
        "Discord: connected as {} to {}{}",
        name,
        servers == 1 ? shards.getGuilds().getFirst().getName() : servers + " servers",
        shards.getShardsTotal() == 1 ? "" : " by " + shards.getShardsTotal() + " shards");
    for (RequiredIntent missing : without) {
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

  private void ended(JDA shard, @Nullable CloseCode code) {
    ready.remove(shard.getShardInfo().getShardId());
    if (!over && code != null && !code.isReconnect()) {
      course.closed(this, code);
    }
  }
}
