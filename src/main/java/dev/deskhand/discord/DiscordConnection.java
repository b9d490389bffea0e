package dev.deskhand.discord;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * The desk's session with Discord. It logs in beside the desk's start and tries again for as long
 * as Discord cannot be reached; once it is in, JDA keeps the session alive.
 */
class DiscordConnection implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(DiscordConnection.class);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final DiscordProperties properties;
  private final DiscordEvents events;
  private final CommandRegistration commands;
  private final DiscordMeters meters;
  private volatile @Nullable Session session;
  private volatile @Nullable String trouble;
  private volatile boolean contentHidden;
  private boolean unreachable;

  /** One time of being started. */
  private static final class Session {
    private final ExecutorService logins = Executors.newVirtualThreadPerTaskExecutor();
    // one thread: what was said first is heard first
    private final ExecutorService events =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("discord-events").factory());
    private volatile @Nullable JDA jda;
    private volatile boolean ready;
    private volatile boolean over;
  }

  DiscordConnection(
      DiscordProperties properties,
      DiscordEvents events,
      CommandRegistration commands,
      DiscordMeters meters) {
    this.properties = properties;
    this.events = events;
    this.commands = commands;
    this.meters = meters;
  }

  /** The client, once the desk knows its servers and channels; also while it reconnects. */
  Optional<JDA> connected() {
    Session now = session;
    return now == null || !now.ready ? Optional.empty() : Optional.ofNullable(now.jda);
  }

  /** What keeps the desk off Discord until somebody acts on it; null if nothing does. */
  @Nullable String trouble() {
    return trouble;
  }

  /** Whether Discord does not grant the desk the contents of messages in channels. */
  boolean contentHidden() {
    return contentHidden;
  }

  @Override
  public synchronized void start() {
    if (session == null) {
      Session started = new Session();
      session = started;
      started.logins.execute(() -> logIn(started));
    }
  }

  @Override
  public synchronized void stop() {
    Session ending = session;
    if (ending == null) {
      return;
    }
    session = null;
    ending.over = true;
    ending.logins.shutdownNow();
    events.finish();
    JDA jda = ending.jda;
    if (jda != null) {
      close(jda);
    }
    ending.events.shutdown();
  }

  @Override
  public boolean isRunning() {
    return session != null;
  }

  /** Before the outbox begins to deliver, and after it has stopped. */
  @Override
  public int getPhase() {
    return DEFAULT_PHASE - 1_000;
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
      now.jda = patiently.execute(() -> attempt(now));
      trouble = null;
      if (now.over && now.jda != null) {
        now.jda.shutdownNow();
      }
    } catch (RetryException e) {
      if (!now.over) {
        giveUp(
            e.getCause() instanceof InvalidTokenException
                ? "it refuses the token; put the bot's token into DISCORD_TOKEN and restart"
                : DiscordErrors.words(e.getCause() == null ? e : e.getCause()));
      }
    }
  }

  private JDA attempt(Session now) {
    try {
      return client(now);
    } catch (InvalidTokenException e) {
      throw e;
    } catch (RuntimeException e) {
      if (!unreachable && !now.over) {
        unreachable = true;
        log.warn("Discord cannot be reached ({}); the desk goes on trying", DiscordErrors.words(e));
      }
      throw e;
    }
  }

  private JDA client(Session now) {
    RestConfig rest = new RestConfig();
    if (!properties.apiUrl().isEmpty()) {
      rest.setBaseUrl(properties.apiUrl());
    }
    JDABuilder builder =
        JDABuilder.createLight(properties.token(), Intent.wanted(contentHidden))
            // tells which role a server made for the desk, by which people mention it, too
            .enableCache(CacheFlag.ROLE_TAGS)
            .setRestConfig(rest)
            .setHttpClientBuilder(new OkHttpClient.Builder().addInterceptor(meters))
            .setEventPool(now.events, false)
            .setEnableShutdownHook(false)
            .addEventListeners(events, new Watch(now));
    if (!properties.gatewayUrl().isEmpty()) {
      builder.setSessionController(
          new ConcurrentSessionController() {
            @Override
            public String getGateway() {
              return properties.gatewayUrl();
            }
          });
    }
    return builder.build();
  }

  private void ready(Session now, JDA jda) {
    unreachable = false;
    now.jda = jda;
    now.ready = true;
    log.info(
        "Discord: connected as {} to {}",
        jda.getSelfUser().getName(),
        jda.getGuilds().size() == 1
            ? jda.getGuilds().getFirst().getName()
            : jda.getGuilds().size() + " servers");
    String guild = properties.guildId();
    if (!guild.isEmpty() && jda.getGuildById(guild) == null) {
      log.warn(
          "Discord: the desk is not in the server {} that DISCORD_GUILD_ID names; invite it",
          guild);
    }
    now.logins.execute(() -> commands.register(jda));
  }

  private void ended(Session now, @Nullable CloseCode code) {
    now.ready = false;
    if (now.over || code == null || code.isReconnect()) {
      return;
    }
    if (code == CloseCode.DISALLOWED_INTENTS && !contentHidden) {
      contentHidden = true;
      log.warn(
          "Discord: the intent MESSAGE_CONTENT is not granted, so the desk reads in channels only"
              + " the messages that mention it; switch it on in the Developer Portal under Bot."
              + " Commands, buttons and direct messages work without it");
      now.logins.execute(() -> logIn(now));
      return;
    }
    giveUp(
        code == CloseCode.AUTHENTICATION_FAILED
            ? "it refuses the token; put the bot's token into DISCORD_TOKEN and restart"
            : code.getCode() + " " + code.getMeaning());
  }

  private void giveUp(String reason) {
    trouble = reason;
    log.error("The desk is not on Discord: {}", reason);
  }

  private static void close(JDA jda) {
    jda.shutdown();
    try {
      if (!jda.awaitShutdown(LAST_WORDS)) {
        jda.shutdownNow();
      }
    } catch (InterruptedException e) {
      jda.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Follows the session. */
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
        case ShutdownEvent shutdown -> ended(now, shutdown.getCloseCode());
        default -> {}
      }
    }

    private void again(String how) {
      meters.gateway(how);
      log.info("Discord: the connection had dropped; the session is {}", how);
    }
  }
}
