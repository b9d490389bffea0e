package dev.deskhand.tickets;

import dev.deskhand.record.SqlTimes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an incident as columns of its row, for statements that read or write many. Its
 * outage is read alone: no past knows one.
 */
public final class IncidentColumns {

  private enum Column {
    STATE(Types.VARCHAR, IncidentSnapshot::state),
    WAITING_FOR(Types.VARCHAR, facts -> facts.progress().waitingFor()),
    RESOLUTION(Types.VARCHAR, facts -> facts.progress().resolution()),
    RESOLVED_AT(Types.TIMESTAMP_WITH_TIMEZONE, facts -> facts.progress().resolvedAt()),
    CLOSED_AT(Types.TIMESTAMP_WITH_TIMEZONE, facts -> facts.progress().closedAt()),
    ENDED_AT(Types.TIMESTAMP_WITH_TIMEZONE, facts -> facts.progress().endedAt()),
    MERGED_INTO(Types.BIGINT, facts -> facts.progress().mergedInto()),
    IMPACT(Types.VARCHAR, facts -> facts.pressure().impact()),
    URGENCY(Types.VARCHAR, facts -> facts.pressure().urgency()),
    PRIORITY(Types.VARCHAR, facts -> facts.pressure().priority()),
    TEAM(Types.VARCHAR, facts -> facts.holder().team()),
    ASSIGNEE_ID(Types.BIGINT, facts -> facts.holder().assigneeId()),
    SERVICE(Types.VARCHAR, facts -> facts.subject().service()),
    CATEGORY(Types.VARCHAR, facts -> facts.subject().category());

    private final int type;
    private final Function<IncidentSnapshot, @Nullable Object> value;

    Column(int type, Function<IncidentSnapshot, @Nullable Object> value) {
      this.type = type;
      this.value = value;
    }

    private @Nullable Object of(IncidentSnapshot facts) {
      Object known = value.apply(facts);
      if (known instanceof Instant at) {
        return SqlTimes.of(at);
      }
      return known instanceof Enum<?> word ? word.name() : known;
    }
  }

  /** Their names, such as {@code state, team}. */
  public static final String NAMES = each("%s");

  /** A parameter for each. */
  public static final String PARAMETERS = each("?");

  /** Each with its parameter, such as {@code state = ?, team = ?}. */
  public static final String ASSIGNMENTS = each("%s = ?");

  private IncidentColumns() {}

  private static String each(String form) {
    return Stream.of(Column.values())
        .map(column -> form.formatted(column.name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  /**
   * Binds the parameters.
   *
   * @param first the index of the first of them
   * @return the index after the last
   */
  public static int bind(PreparedStatement statement, int first, IncidentSnapshot facts)
      throws SQLException {
    int index = first;
    for (Column column : Column.values()) {
      statement.setObject(index++, column.of(facts), column.type);
    }
    return index;
  }

  /** The facts in a row of all columns, with the assignee's name as {@code assignee_name}. */
  public static IncidentSnapshot read(ResultSet row) throws SQLException {
    String waitingFor = row.getString("waiting_for");
    return new IncidentSnapshot(
        new IncidentSnapshot.Progress(
            IncidentState.valueOf(row.getString("state")),
            waitingFor == null ? null : WaitingFor.valueOf(waitingFor),
            row.getString("resolution"),
            SqlTimes.nullableInstant(row, "resolved_at"),
            SqlTimes.nullableInstant(row, "closed_at"),
            SqlTimes.nullableInstant(row, "ended_at"),
            row.getObject("merged_into", Long.class)),
        new IncidentSnapshot.Pressure(
            Incidents.Level.valueOf(row.getString("impact")),
            Incidents.Level.valueOf(row.getString("urgency")),
            Priority.valueOf(row.getString("priority"))),
        new IncidentSnapshot.Holder(
            row.getString("team"),
            row.getObject("assignee_id", Long.class),
            row.getString("assignee_name")),
        new IncidentSnapshot.Subject(
            row.getString("service"), row.getString("category"), row.getString("outage")));
  }
}
