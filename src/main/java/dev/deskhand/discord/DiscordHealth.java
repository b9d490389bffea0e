package dev.deskhand.discord;

import net.dv8tion.jda.api.JDA;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether the desk hears what is said on Discord. */
class DiscordHealth implements HealthIndicator {

  private final DiscordConnection connection;

  DiscordHealth(DiscordConnection connection) {
    this.connection = connection;
  }

  @Override
  public Health health() {
    String trouble = connection.trouble();
    if (trouble != null) {
      return Health.down().withDetail("reason", trouble).build();
    }
    JDA.Status status =
        connection.connected().map(JDA::getStatus).orElse(JDA.Status.CONNECTING_TO_WEBSOCKET);
    Health.Builder health = status == JDA.Status.CONNECTED ? Health.up() : Health.down();
    health.withDetail("gateway", status.name());
    if (connection.contentHidden()) {
      health.withDetail("missingIntents", "MESSAGE_CONTENT");
    }
    return health.build();
  }
}
