package dev.deskhand.tickets;

import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentFigures.OfPriority;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The figures of a period, in one statement. */
@Repository
class IncidentMetrics {

  private static final String BY_PRIORITY = " group by grouping sets ((), (i.priority))";

  private static final String NO_TIMES =
      ", null::numeric as mean, null::double precision as median";

  private static final String TIMES =
      """
      , avg(extract(epoch from %1$s - i.opened_at)) as mean,
      percentile_cont(0.5) within group (order by extract(epoch from %1$s - i.opened_at))
        as median
      """;

  // Open at the end of the period is what had been opened by then and has not ended before it,
  // without what rested then and was reopened since. In two halves, since an index is read alone
  // for each and for neither if they are joined by "or".
  private static final String OPEN_AT_END =
      """
      select 'open', i.priority, count(*), null, null
      from (
        select priority, service from incident where ended_at is null and opened_at < :until
        union all
        select priority, service from incident where ended_at >= :until and opened_at < :until) as i
      where true
      """;

  private static final String FIGURES =
      "select 'opened' as figure, i.priority, count(*) as number"
          + NO_TIMES
          + " from incident i where i.opened_at >= :from and i.opened_at < :until%1$s"
          + BY_PRIORITY
          + " union all select 'answered', i.priority, count(*)"
          + TIMES.formatted("i.first_response_at")
          + " from incident i where i.first_response_at >= :from"
          + " and i.first_response_at < :until%1$s"
          + BY_PRIORITY
          + " union all select 'resolved', i.priority, count(*)"
          + TIMES.formatted("i.resolved_at")
          + " from incident i where i.resolved_at >= :from and i.resolved_at < :until%1$s"
          + BY_PRIORITY
          + " union all select 'reopened', i.priority, count(*), null, null"
          + " from incident_history h join incident i on i.id = h.incident_id"
          + " where h.reopening and h.at >= :from and h.at < :until%1$s"
          + BY_PRIORITY
          + " union all "
          + OPEN_AT_END
          + "%1$s"
          + BY_PRIORITY
          + " union all select 'rested', i.priority, count(*), null, null"
          + " from incident_history h join incident i on i.id = h.incident_id"
          + " where h.reopening and h.at >= :until and h.ended_before < :until%1$s"
          + BY_PRIORITY;

  private final JdbcClient jdbc;
  private final ServiceReferences services;

  IncidentMetrics(JdbcClient jdbc, ServiceReferences services) {
    this.jdbc = jdbc;
    this.services = services;
  }

  IncidentFigures figures(Instant from, Instant until, @Nullable String service) {
    Map<Cell, Row> rows = new HashMap<>();
    JdbcClient.StatementSpec statement =
        jdbc.sql(FIGURES.formatted(service == null ? "" : " and i.service = any(:service)"))
            .param("from", SqlTime.of(from))
            .param("until", SqlTime.of(until));
    (service == null
            ? statement
            : statement.param("service", services.all(service).toArray(String[]::new)))
        .query(
            row -> {
              rows.put(
                  new Cell(row.getString("figure"), priority(row)),
                  new Row(
                      row.getLong("number"),
                      duration(row.getBigDecimal("mean")),
                      duration(row.getBigDecimal("median"))));
            });
    List<OfPriority> byPriority =
        Arrays.stream(Priority.values())
            .map(priority -> new OfPriority(priority, figures(rows, Optional.of(priority))))
            .toList();
    return new IncidentFigures(figures(rows, Optional.empty()), byPriority);
  }

  private static Figures figures(Map<Cell, Row> rows, Optional<Priority> priority) {
    Row answered = row(rows, "answered", priority);
    Row resolved = row(rows, "resolved", priority);
    return new Figures(
        row(rows, "opened", priority).number(),
        resolved.number(),
        row(rows, "reopened", priority).number(),
        row(rows, "open", priority).number() - row(rows, "rested", priority).number(),
        answered.mean(),
        answered.median(),
        resolved.mean(),
        resolved.median());
  }

  private static Row row(Map<Cell, Row> rows, String figure, Optional<Priority> priority) {
    return rows.getOrDefault(new Cell(figure, priority), new Row(0, null, null));
  }

  private static Optional<Priority> priority(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString("priority")).map(Priority::valueOf);
  }

  /** To the microsecond, which is as fine as PostgreSQL keeps time. */
  private static @Nullable Duration duration(@Nullable BigDecimal seconds) {
    return seconds == null
        ? null
        : Duration.ofNanos(
            seconds.setScale(6, RoundingMode.HALF_UP).movePointRight(9).longValueExact());
  }

  private record Cell(String figure, Optional<Priority> priority) {}

  private record Row(long number, @Nullable Duration mean, @Nullable Duration median) {}
}
