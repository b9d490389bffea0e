package dev.deskhand.discord.gateway;

import dev.deskhand.discord.connection.RestLimitMonitor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the desk hears what is said on Discord. */
public class DiscordHealth implements HealthIndicator {

  private final DiscordConnection connection;

  private final RestLimitMonitor manners;

  public DiscordHealth(DiscordConnection connection, RestLimitMonitor manners) {
    this.connection = connection;
    this.manners = manners;
  }

  @Override
  public Health health() {
    String trouble = connection.trouble();
    if (trouble != null) {
      return Health.down().withDetail("reason", trouble).build();
    }
    if (connection.standingBy()) {
      // another copy of the desk hears what is said
      return Health.up().withDetail("gateway", "standing by").build();
    }
    Optional<ShardManager> connected = connection.connected();
    List<JDA> begun = connected.map(ShardManager::getShards).orElse(List.of());
    JDA.Status worst =
        begun.stream()
            .map(JDA::getStatus)
            .filter(status -> status != JDA.Status.CONNECTED)
            .findFirst()
            .orElse(
                connected.map(ShardManager::getShardsTotal).equals(Optional.of(begun.size()))
                    ? JDA.Status.CONNECTED
                    : JDA.Status.CONNECTING_TO_WEBSOCKET);
    Optional<RestLimitMonitor.Shown> limit = manners.lately();
    boolean banned =
        limit
            .filter(shown -> shown.inForce() && shown.whose() == RestLimitMonitor.Whose.CLOUDFLARE)
            .isPresent();
    Health.Builder health = worst == JDA.Status.CONNECTED && !banned ? Health.up() : Health.down();
    health.withDetail("gateway", worst.name()).withDetail("shards", begun.size());
    health.withDetail("refusedIn10Minutes", manners.refused());
    limit.ifPresent(
        shown ->
            health
                .withDetail("limited", shown.whose().name())
                .withDetail("limitedUntil", shown.until().toString()));
    Set<RequiredIntent> missing = connection.missingIntents();
    if (!missing.isEmpty()) {
      health.withDetail(
          "missingIntents",
          missing.stream().map(RequiredIntent::name).sorted().collect(Collectors.joining(", ")));
    }
    return health.build();
  }
}
