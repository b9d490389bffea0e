package dev.deskhand.backup;

import dev.deskhand.availability.LastKnown;
import dev.deskhand.backup.BackupConfiguration.FolderIsNamed;
import dev.deskhand.backup.BackupRuns.Standing;
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
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Shows how old the newest nightly backup is, as a metric and in the desk's health. A backup that
 * failed is a warning: the desk goes on serving. Asks the database now and then; while it does not
 * answer, nothing is claimed.
 */
@Component("backupHealthIndicator")
@Conditional(FolderIsNamed.class)
class BackupMetrics extends AbstractHealthIndicator implements MeterBinder {

  private static final Status WARNING = new Status("WARNING");
  private static final Duration FRESH_FOR = Duration.ofSeconds(5);

  private final LastKnown<Standing> standing;

  BackupMetrics(BackupRuns runs, Clock clock) {
    this.standing = new LastKnown<>("backup-standing", runs::standing, clock, FRESH_FOR);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder(
            "deskhand.backup.last.success.timestamp", () -> figure(BackupMetrics::lastSuccess))
        .description("when the last nightly backup was ready, since 1970; 0 if none was")
        .baseUnit("seconds")
        .register(registry);
    Gauge.builder("deskhand.backup.failed", () -> figure(now -> now.failure() == null ? 0 : 1))
        .description("1 while the latest nightly backup is one that failed")
        .register(registry);
  }

  private double figure(ToDoubleFunction<Standing> of) {
    return current().map(of::applyAsDouble).orElse(Double.NaN);
  }

  private static double lastSuccess(Standing now) {
    Instant last = now.lastSuccess();
    return last == null ? 0 : last.getEpochSecond();
  }

  private Optional<Standing> current() {
    return standing.get().filter(LastKnown.Known::current).map(LastKnown.Known::value);
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    Optional<Standing> known = current();
    if (known.isEmpty()) {
      health.unknown().withDetail("reason", "the database does not answer");
      return;
    }
    Standing now = known.get();
    health
        .status(now.failure() == null ? Status.UP : WARNING)
        .withDetail(
            "lastSuccess", now.lastSuccess() == null ? "never" : now.lastSuccess().toString());
    if (now.failure() != null) {
      health.withDetail("failure", now.failure());
    }
  }
}
