package dev.deskhand.database;

import dev.deskhand.availability.LastKnown;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether the desk gets an answer from its database: told at once, also when it gets none. */
final class DatabaseHealth extends AbstractHealthIndicator {

  private final LastKnown<Integer> answer;
  private final Clock clock;

  DatabaseHealth(DataSource source, Clock clock) {
    JdbcClient jdbc = JdbcClient.create(source);
    this.answer =
        new LastKnown<>(
            "database-health", () -> jdbc.sql("select 1").query(Integer.class).single(), clock);
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    answer
        .get()
        .ifPresentOrElse(
            known -> {
              if (known.current()) {
                health.up();
              } else {
                health
                    .down()
                    .withDetail("reason", "no answer")
                    .withDetail("lastAnswerSecondsAgo", known.ageAt(clock.instant()).toSeconds());
              }
            },
            () -> health.down().withDetail("reason", "no answer yet"));
  }
}
