package dev.deskhand.tickets.replay;

import dev.deskhand.record.SqlTimes;
import dev.deskhand.tickets.IncidentColumns;
import dev.deskhand.tickets.IncidentSnapshot;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Binds one parameter after the other. */
final class Binding {

  private final PreparedStatement statement;
  private int at = 0;

  Binding(PreparedStatement statement) {
    this.statement = statement;
  }

  Binding text(@Nullable String value) throws SQLException {
    statement.setObject(++at, value, Types.VARCHAR);
    return this;
  }

  Binding number(@Nullable Long value) throws SQLException {
    statement.setObject(++at, value, Types.BIGINT);
    return this;
  }

  Binding facts(IncidentSnapshot facts) throws SQLException {
    at = IncidentColumns.bind(statement, at + 1, facts) - 1;
    return this;
  }

  Binding moment(@Nullable Instant value) throws SQLException {
    statement.setObject(++at, SqlTimes.ofNullable(value), Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }
}
