package dev.deskhand.backup;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.deskhand.backup.BackupConfiguration.FolderIsNamed;
import dev.deskhand.backup.BackupRuns.Standing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;

/**
 * Shows how old the newest nightly backup is, as a metric and in the desk's health. A backup that
 * failed is a warning: the desk goes on serving.
 */
@Component("backupHealthIndicator")
@Conditional(FolderIsNamed.class)
class BackupWatch implements MeterBinder, HealthIndicator {

  private static final String NOW = "now";
  private static final Status WARNING = new Status("WARNING");

  private final LoadingCache<String, Standing> standing;

  BackupWatch(BackupRuns runs) {
    this.standing =
        Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build(key -> runs.standing());
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("deskhand.backup.last.success.timestamp", this::lastSuccess)
        .description("when the last nightly backup was ready, since 1970; 0 if none was")
        .baseUnit("seconds")
        .register(registry);
  }

  private double lastSuccess() {
    Instant last = standing.get(NOW).lastSuccess();
    return last == null ? 0 : last.getEpochSecond();
  }

  @Override
  public Health health() {
    Standing now = standing.get(NOW);
    Health.Builder health = now.failure() == null ? Health.up() : Health.status(WARNING);
    health.withDetail(
        "lastSuccess", now.lastSuccess() == null ? "never" : now.lastSuccess().toString());
    if (now.failure() != null) {
      health.withDetail("failure", now.failure());
    }
    return health.build();
  }
}
