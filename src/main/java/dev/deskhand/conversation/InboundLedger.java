package dev.deskhand.conversation;

import dev.deskhand.chat.Origin;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Remembers every event that was taken in, so that each counts once. The row is written first in
 * the transaction of what the event does: a second delivery waits until the first has committed,
 * and then finds it.
 */
@Component
class InboundLedger {

  private final JdbcClient jdbc;

  InboundLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the event is new; it no longer is afterwards. */
  boolean firstTime(Origin origin, String correlationId, Instant now) {
    return jdbc.sql(
                """
                INSERT INTO inbound_event (platform, event_id, received_at, correlation_id)
                VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
            .params(
                origin.sender().platform(), origin.eventId(), Timestamp.from(now), correlationId)
            .update()
        == 1;
  }

  /** Whether the event was taken in under this correlation id. */
  boolean isOf(Origin origin, String correlationId) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT 1 FROM inbound_event
              WHERE platform = ? AND event_id = ? AND correlation_id = ?)
            """)
        .params(origin.sender().platform(), origin.eventId(), correlationId)
        .query(Boolean.class)
        .single();
  }

  /** Forgets one event, so that it may come again. */
  void forget(Origin origin) {
    jdbc.sql("DELETE FROM inbound_event WHERE platform = ? AND event_id = ?")
        .params(origin.sender().platform(), origin.eventId())
        .update();
  }

  /** Forgets a bounded number of events from before a time; returns how many. */
  int forgetBefore(Instant time) {
    return jdbc.sql(
            """
            DELETE FROM inbound_event WHERE (platform, event_id) IN (
              SELECT platform, event_id FROM inbound_event
              WHERE received_at < ? AND NOT starts_with(event_id, ?) LIMIT 10000)
            """)
        .params(Timestamp.from(time), Origin.ONCE)
        .update();
  }
}
