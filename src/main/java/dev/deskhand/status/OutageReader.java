package dev.deskhand.status;

import dev.deskhand.record.SqlTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads outages. */
@Repository
public class OutageReader {

  public static final String COLUMNS =
      """
      o.id, o.service, o.severity, o.stage, o.text, o.started_at, o.acknowledged_at, o.resolved_at,
      o.cause, o.declared_by, o.declared_by_name, o.incidents
      """;

  private static final Pattern KEY = Pattern.compile("(?i)OUT-0*([1-9][0-9]{0,14})");

  private final JdbcClient jdbc;

  OutageReader(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Outage> find(String key) {
    Matcher matcher = KEY.matcher(key.strip());
    return matcher.matches() ? byId(Long.parseLong(matcher.group(1))) : Optional.empty();
  }

  Optional<Outage> byId(long id) {
    return jdbc.sql("select " + COLUMNS + " from outage o where o.id = :id")
        .param("id", id)
        .query(OutageReader::outage)
        .optional();
  }

  Optional<Outage> openOf(String service) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from outage o where o.service = :service and o.resolved_at is null")
        .param("service", service)
        .query(OutageReader::outage)
        .optional();
  }

  List<String> incidents(long id) {
    return jdbc.sql(
            """
            select 'INC-' || incident_id from outage_incident
            where outage_id = :id and detached_at is null order by attached_at, incident_id limit 200
            """)
        .param("id", id)
        .query((row, number) -> row.getString(1))
        .list();
  }

  List<Outage> byIds(Collection<Long> ids) {
    return jdbc.sql("select " + COLUMNS + " from outage o where o.id = any (?)")
        .param(ids.toArray(Long[]::new))
        .query(OutageReader::outage)
        .list();
  }

  public static Outage outage(ResultSet row, int number) throws SQLException {
    return new Outage(
        row.getLong("id"),
        row.getString("service"),
        Outage.Severity.valueOf(row.getString("severity")),
        Outage.Stage.valueOf(row.getString("stage")),
        row.getString("text"),
        SqlTimes.instant(row, "started_at"),
        SqlTimes.nullableInstant(row, "acknowledged_at"),
        SqlTimes.nullableInstant(row, "resolved_at"),
        row.getString("cause"),
        row.getLong("declared_by"),
        row.getString("declared_by_name"),
        row.getInt("incidents"));
  }
}
