package dev.deskhand.notifications.outbox;

import dev.deskhand.availability.LastKnown;
import dev.deskhand.notifications.NotificationsProperties;
import dev.deskhand.notifications.outbox.OutboxStore.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Shows how much waits to be said, as metrics and as health. Asks the database now and then; while
 * it does not answer, nothing is claimed.
 */
@Component("outboxHealthIndicator")
public class OutboxMetrics extends AbstractHealthIndicator implements MeterBinder {

  private static final Duration FRESH_FOR = Duration.ofSeconds(5);

  private final LastKnown<Backlog> backlog;
  private final LastKnown<Optional<OutboxHold.Held>> hold;
  private final NotificationsProperties properties;
  private final Clock clock;

  public OutboxMetrics(
      OutboxStore store, OutboxHold held, NotificationsProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
    this.backlog = new LastKnown<>("outbox-backlog", store::backlog, clock, FRESH_FOR);
    this.hold = new LastKnown<>("outbox-hold", held::held, clock, FRESH_FOR);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("deskhand.outbox.depth", () -> figure(Backlog::waiting))
        .description("messages that wait to be delivered")
        .register(registry);
    Gauge.builder("deskhand.outbox.age", () -> figure(now -> age(now).toMillis() / 1000.0))
        .description("how long the oldest of them has waited")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("deskhand.outbox.dead", () -> figure(Backlog::dead))
        .description("messages that were set aside because they cannot be delivered")
        .register(registry);
    Gauge.builder("deskhand.outbox.held", () -> onHold().isPresent() ? 1 : 0)
        .description("1 while the outbox is held after a restore, until an admin releases it")
        .register(registry);
  }

  private double figure(ToDoubleFunction<Backlog> of) {
    return current().map(of::applyAsDouble).orElse(Double.NaN);
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Optional<Backlog> known = current();
    if (known.isEmpty()) {
      health.unknown().withDetail("reason", "the database does not answer");
      return;
    }
    Backlog now = known.get();
    Optional<OutboxHold.Held> held = onHold();
    held.ifPresent(
        since ->
            health
                .withDetail("heldSince", since.since().toString())
                .withDetail("heldFor", "undelivered release, said by an admin"));
    // what is held waits as it should
    boolean late = held.isEmpty() && age(now).compareTo(properties.alarm()) > 0;
    (late ? health.down() : health.up())
        .withDetail("waiting", now.waiting())
        .withDetail("oldestSeconds", age(now).toSeconds())
        .withDetail("undeliverable", now.dead());
  }

  private Optional<Backlog> current() {
    return backlog.get().filter(LastKnown.Known::current).map(LastKnown.Known::value);
  }

  private Optional<OutboxHold.Held> onHold() {
    return hold.get().filter(LastKnown.Known::current).flatMap(LastKnown.Known::value);
  }

  private Duration age(Backlog of) {
    Instant since = of.since();
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }
}
