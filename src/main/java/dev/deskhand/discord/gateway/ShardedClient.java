package dev.deskhand.discord.gateway;

import dev.deskhand.discord.connection.DiscordProperties;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.SessionController;
import net.dv8tion.jda.api.utils.cache.CacheFlag;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/**
 * JDA as the desk sets it up: as many shards as Discord advises, told of their events one after the
 * other.
 */
class ShardedClient {

  private static final long LAST_WORDS_SECONDS = 5;

  // one thread: what was said first is heard first
  private final ExecutorService events =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("discord-events").factory());
  private final ScheduledExecutorService requests = scheduler("discord-requests-", 2);
  private final ScheduledExecutorService gateway = scheduler("discord-gateway-", 1);
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final ShardManager shards;

  /** Shards that are not logged in yet. */
  ShardedClient(
      DiscordProperties properties,
      SessionController sessions,
      Collection<GatewayIntent> intents,
      List<Interceptor> watching,
      EventListener... listeners) {
    OkHttpClient.Builder http = new OkHttpClient.Builder();
    watching.forEach(http::addInterceptor);
    RestConfig rest = new RestConfig();
    if (!properties.apiUrl().isEmpty()) {
      rest.setBaseUrl(properties.apiUrl());
    }
    shards =
        DefaultShardManagerBuilder.createLight(properties.token(), intents)
            // tells which role a server made for the desk, by which people mention it, too
            .enableCache(CacheFlag.ROLE_TAGS, CacheFlag.FORUM_TAGS)
            .setRestConfig(rest)
            .setSessionController(sessions)
            .setHttpClientBuilder(http)
            // pools of the desk's own, so that a login that failed leaves no threads behind
            .setEventPool(events, false)
            .setRateLimitScheduler(requests, false)
            .setRateLimitElastic(senders, false)
            .setGatewayPool(gateway, false)
            .setEnableShutdownHook(false)
            .addEventListeners((Object[]) listeners)
            .build(false);
  }

  /** Paces the logins of all shards; it outlives a session, since Discord's count does. */
  static SessionController sessions(DiscordProperties properties) {
    if (properties.gatewayUrl().isEmpty()) {
      return new ConcurrentSessionController();
    }
    return new ConcurrentSessionController() {
      @Override
      public String getGateway() {
        return properties.gatewayUrl();
      }

      @Override
      public ShardedGateway getShardedGateway(JDA api) {
        ShardedGateway advised = super.getShardedGateway(api);
        return new ShardedGateway(
            properties.gatewayUrl(), advised.getShardTotal(), advised.getConcurrency());
      }
    };
  }

  ShardManager shards() {
    return shards;
  }

  /**
   * Logs the first shard in and has the others follow at the pace that Discord allows.
   *
   * @throws net.dv8tion.jda.api.exceptions.InvalidTokenException if Discord refuses the token
   */
  void logIn() {
    shards.login();
  }

  /** Says farewell to Discord, with a few seconds for what is under way. */
  void close() {
    shards.shutdown();
    try {
      for (JDA shard : begun()) {
        if (!shard.awaitShutdown(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
          shard.shutdownNow();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      endPools();
    }
  }

  /** Ends the sessions now; what is under way is cut. */
  void abandon() {
    shards.shutdown();
    begun().forEach(JDA::shutdownNow);
    Thread.startVirtualThread(this::close);
  }

  /** The shards whose login has begun. */
  private List<JDA> begun() {
    // JDA has none before it has been told how many there are to be
    return shards.getShardsTotal() < 1 ? List.of() : shards.getShards();
  }

  private void endPools() {
    requests.shutdown();
    gateway.shutdown();
    senders.shutdown();
    events.shutdown();
  }

  private static ScheduledExecutorService scheduler(String name, int threads) {
    return Executors.newScheduledThreadPool(
        threads, Thread.ofPlatform().daemon().name(name, 0).factory());
  }
}
