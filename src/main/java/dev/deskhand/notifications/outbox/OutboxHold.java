package dev.deskhand.notifications.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Whether the outbox is held. A restore of a backup holds it: what waited then may have been said
 * since, and may no longer be true.
 */
@Repository
public class OutboxHold {

  private final JdbcClient jdbc;
  private final Clock clock;

  public OutboxHold(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * The outbox is held.
   *
   * @param backup when the backup was made that was restored
   * @param waiting how many messages wait
   * @param correlationId of the messages that are delivered nevertheless
   */
  public record Held(Instant since, Instant backup, long waiting, String correlationId) {

    private static Held read(ResultSet row, int number) throws SQLException {
      return new Held(
          row.getTimestamp("since").toInstant(),
          row.getTimestamp("backup").toInstant(),
          row.getLong("waiting"),
          row.getString("correlation_id"));
    }
  }

  public Optional<Held> held() {
    return jdbc.sql(
            """
            select h.*, (
              select count(*) from outbox o
              where o.state = 'PENDING' and o.correlation_id <> h.correlation_id) as waiting
            from outbox_hold h
            """)
        .query(Held::read)
        .optional();
  }

  /** Whether the admins have not been told yet; they are now. */
  public boolean isNews() {
    return jdbc.sql("update outbox_hold set told_at = ? where told_at is null")
            .param(now())
            .update()
        > 0;
  }

  /**
   * Lets everything go, which begins to wait only now; answers how many, or null if none was held.
   */
  @Nullable Long release() {
    if (jdbc.sql("delete from outbox_hold").update() == 0) {
      return null;
    }
    return (long)
        jdbc.sql("update outbox set created_at = ?, not_before = null where state = 'PENDING'")
            .param(now())
            .update();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
