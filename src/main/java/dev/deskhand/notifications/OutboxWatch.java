package dev.deskhand.notifications;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.deskhand.notifications.OutboxStore.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Shows how much waits to be said, as metrics and as health. Asks the database now and then. */
@Component("outboxHealthIndicator")
class OutboxWatch implements MeterBinder, HealthIndicator {

  private static final String NOW = "now";

  private final LoadingCache<String, Backlog> backlog;
  private final LoadingCache<String, Optional<OutboxHold.Held>> hold;
  private final NotificationsProperties properties;
  private final Clock clock;

  OutboxWatch(
      OutboxStore store, OutboxHold held, NotificationsProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    this.backlog =
        Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build(key -> store.backlog());
    this.hold =
        Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build(key -> held.held());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("deskhand.outbox.depth", () -> backlog.get(NOW).waiting())
        .description("messages that wait to be delivered")
        .register(registry);
    Gauge.builder("deskhand.outbox.age", () -> age().toMillis() / 1000.0)
        .description("how long the oldest of them has waited")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("deskhand.outbox.dead", () -> backlog.get(NOW).dead())
        .description("messages that were set aside because they cannot be delivered")
        .register(registry);
    Gauge.builder("deskhand.outbox.held", () -> hold.get(NOW).isPresent() ? 1 : 0)
        .description("1 while the outbox is held after a restore, until an admin releases it")
        .register(registry);
  }

  @Override
  public Health health() {
    Backlog now = backlog.get(NOW);
    Optional<OutboxHold.Held> held = hold.get(NOW);
    // what is held waits as it should
    boolean late = held.isEmpty() && age().compareTo(properties.alarm()) > 0;
    Health.Builder health = late ? Health.down() : Health.up();
    held.ifPresent(
        since ->
            health
                .withDetail("heldSince", since.since().toString())
                .withDetail("heldFor", "undelivered release, said by an admin"));
    return health
        .withDetail("waiting", now.waiting())
        .withDetail("oldestSeconds", age().toSeconds())
        .withDetail("undeliverable", now.dead())
        .build();
  }

  private Duration age() {
    Instant since = backlog.get(NOW).since();
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }
}
