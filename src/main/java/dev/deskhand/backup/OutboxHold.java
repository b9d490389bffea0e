package dev.deskhand.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** What waited to be said when the backup was made has perhaps been said since. */
final class OutboxHold {

  private OutboxHold() {}

  /** Holds it until an admin lets it go; answers how many messages that are. */
  static long set(Connection connection, Instant backup, Instant now) throws SQLException {
    try (PreparedStatement hold =
        connection.prepareStatement(
            """
            insert into outbox_hold (since, backup, correlation_id) values (?, ?, ?)
            on conflict (one) do update
            set since = excluded.since, backup = excluded.backup, told_at = null
            """)) {
      hold.setObject(1, now.atOffset(ZoneOffset.UTC));
      hold.setObject(2, backup.atOffset(ZoneOffset.UTC));
      hold.setString(3, "hold-" + UUID.randomUUID());
      hold.executeUpdate();
    }
    try (Statement statement = connection.createStatement();
        ResultSet held =
            statement.executeQuery("select count(*) from outbox where state = 'PENDING'")) {
      held.next();
      return held.getLong(1);
    }
  }
}
