package dev.deskhand.discord.gateway;

import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.discord.backfill.DiscordListening;
import dev.deskhand.discord.commands.CommandRegistration;
import dev.deskhand.discord.connection.DiscordClient;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.connection.RestLimitMonitor;
import dev.deskhand.discord.delivery.DiscordErrors;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.people.RoleSync;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.SessionController;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * The desk's connection to Discord: a {@link DiscordSession} in the one copy of the desk that has
 * the {@link SessionLease}. It logs in beside the desk's start.
 */
public class DiscordConnection implements DiscordClient, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DiscordConnection.class);

  private static final String TOKEN_REFUSED =
      "it refuses the token; put the bot's token into DISCORD_TOKEN and restart";
  private static final long ANOTHER_LOGIN_SECONDS = 5;

  private final DiscordProperties properties;
  private final SessionLease lease;
  private final DiscordEvents events;
  private final Supplier<DiscordListening> listening;
  private final CommandRegistration commands;
  private final DiscordMeters meters;
  private final RestLimitMonitor manners;
  private final ApplicationEventPublisher news;
  private final SessionController logins;
  private final boolean roles;
  private final List<Set<RequiredIntent>> sacrifices;

  /** Which of the {@link #sacrifices} is made. */
  private volatile int sacrifice;

  private boolean running;
  private volatile @Nullable DiscordSession session;
  private volatile @Nullable String trouble;

  public DiscordConnection(
      DiscordProperties properties,
      SessionLease lease,
      DiscordEvents events,
      Supplier<DiscordListening> listening,
      CommandRegistration commands,
      DiscordMeters meters,
      RestLimitMonitor manners,
      RoleSync holders,
      ApplicationEventPublisher news) {
    this.news = news;
    this.properties = properties;
    this.lease = lease;
    this.events = events;
    this.listening = listening;
    this.commands = commands;
    this.meters = meters;
    this.manners = manners;
    this.roles = holders.concern();
    this.sacrifices = RequiredIntent.sacrifices(roles);
    this.logins = ShardedClient.sessions(properties);
    meters.sessionHeld(lease::held);
  }

  @Override
  public Optional<ShardManager> connected() {
    DiscordSession now = session;
    return now == null || !lease.held() ? Optional.empty() : now.shards();
  }

  @Override
  public boolean standingBy() {
    return !lease.held();
  }

  @Override
  public @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void tokenRefused() {
    if (trouble == null) {
      giveUp(TOKEN_REFUSED);
    }
  }

  /** The intents that Discord does not grant. */
  public Set<RequiredIntent> missingIntents() {
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
    DiscordSession ending;
    synchronized (this) {
      running = false;
      ending = session;
      session = null;
    }
    if (ending != null) {
      ending.close();
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
      Set<RequiredIntent> without = missingIntents();
      DiscordListening hearing = listening.get();
      hearing.start(this::connected);
      DiscordSession opened =
          new DiscordSession(
              properties,
              listeners -> client(without, listeners),
              without,
              events,
              hearing,
              commands,
              meters,
              new Consequences());
      session = opened;
      opened.begin();
    }
  }

  private ShardedClient client(Set<RequiredIntent> without, EventListener[] listeners) {
    return new ShardedClient(
        properties,
        logins,
        RequiredIntent.wanted(roles, without),
        List.of(meters, manners),
        listeners);
  }

  private synchronized void abandon() {
    DiscordSession ending = session;
    if (ending != null) {
      session = null;
      ending.abandon();
    }
  }

  private synchronized void openAnew(DiscordSession now) {
    if (now == session) {
      abandon();
      open();
    }
  }

  /** Discord has refused an intent, and not said which. */
  private synchronized void doWithout(DiscordSession now) {
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
    public void lost() {
      meters.gateway("lost");
      abandon();
    }
  }

  /** What follows from what becomes of a session. */
  private final class Consequences implements DiscordSession.Course {
    @Override
    public void ready() {
      trouble = null;
    }

    @Override
    public void usable() {
      news.publishEvent(new PlatformRecovered(DiscordPlatform.NAME));
    }

    @Override
    public void refused(RuntimeException why) {
      giveUp(why instanceof InvalidTokenException ? TOKEN_REFUSED : DiscordErrors.words(why));
    }

    @Override
    public void closed(DiscordSession session, CloseCode why) {
      if (why == CloseCode.DISALLOWED_INTENTS && sacrifice + 1 < sacrifices.size()) {
        doWithout(session);
      } else if (why == CloseCode.SHARDING_REQUIRED || why == CloseCode.INVALID_SHARD) {
        log.info("Discord: asks for another number of shards");
        var _ =
            CompletableFuture.runAsync(
                () -> openAnew(session),
                CompletableFuture.delayedExecutor(ANOTHER_LOGIN_SECONDS, TimeUnit.SECONDS));
      } else {
        giveUp(
            why == CloseCode.AUTHENTICATION_FAILED
                ? TOKEN_REFUSED
                : why.getCode() + " " + why.getMeaning());
      }
    }
  }
}
