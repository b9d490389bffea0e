package dev.deskhand.tickets;

import dev.deskhand.record.SqlTimes;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentFigures.OfPriority;
import dev.deskhand.tickets.IncidentFigures.Reopened;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  private static final String COUNTED =
      """
      select %1$s as figure, p.priority, count(*) as number, null::double precision as mean,
        null::double precision as median, null::timestamptz as at
      from incident_phase p where %2$s %%1$s
      group by grouping sets ((%1$s), (%1$s, p.priority))
      """;

  private static final String TIMED =
      """
      select '%1$s', p.priority, count(*), avg(date_part('epoch', p.%2$s - p.opened_at)),
        percentile_cont(0.5) within group (order by date_part('epoch', p.%2$s - p.opened_at)), null
      from incident_phase p
      where %3$s and p.%2$s >= :from and p.%2$s < :until %%1$s
      group by grouping sets ((), (p.priority))
      """;

  private static final String OPEN_AT =
      "p.state in ('NEW', 'IN_PROGRESS', 'WAITING') and p.since is not null"
          + " and tstzrange(p.since, p.until, '(]') @> cast(:%s as timestamptz)";

  // one row for each, with how many there are of them
  private static final String REOPENED_SINCE =
      """
      (select 'REOPENED_SINCE', null, p.incident_id, count(*) over (), null, p.since
      from incident_phase p
      where p.resolved_before >= :from and p.resolved_before < :until and p.since >= :until %%1$s
      order by p.since, p.incident_id limit %d)
      """;

  private static final String FIGURES =
      String.join(
          " union all ",
          COUNTED.formatted(
              "p.figure",
              "p.figure in ('OPENED', 'REOPENED', 'CANCELLED', 'CLOSED', 'MERGED')"
                  + " and p.since >= :from and p.since < :until"),
          COUNTED.formatted("'OPEN_BEFORE'::text", OPEN_AT.formatted("from")),
          COUNTED.formatted("'OPEN'::text", OPEN_AT.formatted("until")),
          TIMED.formatted("RESOLVED", "since", "p.figure = 'RESOLVED'"),
          TIMED.formatted("ANSWERED", "answered_at", "true"),
          REOPENED_SINCE.formatted(IncidentFigures.NAMED));

  private static final Cell REOPENED = new Cell("REOPENED_SINCE", Optional.empty());
  private static final Row NOTHING = new Row(0, null, null);

  private final JdbcClient jdbc;
  private final ServiceReferences services;

  IncidentMetrics(JdbcClient jdbc, ServiceReferences services) {
    this.jdbc = jdbc;
    this.services = services;
  }

  IncidentFigures figures(Instant from, Instant until, @Nullable String service) {
    Map<Cell, Row> rows = new HashMap<>();
    List<Reopened> reopened = new ArrayList<>();
    JdbcClient.StatementSpec statement =
        jdbc.sql(FIGURES.formatted(service == null ? "" : "and p.service = any(:service)"))
            .param("from", SqlTimes.of(from))
            .param("until", SqlTimes.of(until));
    (service == null
            ? statement
            : statement.param("service", services.all(service).toArray(String[]::new)))
        .query(
            row -> {
              Cell cell = new Cell(row.getString("figure"), priority(row));
              BigDecimal mean = row.getBigDecimal("mean");
              if (cell.equals(REOPENED)) {
                reopened.add(
                    new Reopened("INC-" + row.getLong("number"), SqlTimes.instant(row, "at")));
                rows.put(cell, new Row(mean.longValueExact(), null, null));
              } else {
                rows.put(
                    cell,
                    new Row(
                        row.getLong("number"),
                        duration(mean),
                        duration(row.getBigDecimal("median"))));
              }
            });
    List<OfPriority> byPriority =
        Arrays.stream(Priority.values())
            .map(priority -> new OfPriority(priority, figures(rows, Optional.of(priority))))
            .toList();
    return new IncidentFigures(
        figures(rows, Optional.empty()),
        byPriority,
        reopened,
        rows.getOrDefault(REOPENED, NOTHING).number());
  }

  private static Figures figures(Map<Cell, Row> rows, Optional<Priority> priority) {
    Row answered = row(rows, "ANSWERED", priority);
    Row resolved = row(rows, "RESOLVED", priority);
    return new Figures(
        row(rows, "OPENED", priority).number(),
        resolved.number(),
        row(rows, "REOPENED", priority).number(),
        row(rows, "CANCELLED", priority).number(),
        row(rows, "MERGED", priority).number(),
        row(rows, "CLOSED", priority).number(),
        row(rows, "OPEN_BEFORE", priority).number(),
        row(rows, "OPEN", priority).number(),
        answered.mean(),
        answered.median(),
        resolved.mean(),
        resolved.median());
  }

  private static Row row(Map<Cell, Row> rows, String figure, Optional<Priority> priority) {
    return rows.getOrDefault(new Cell(figure, priority), NOTHING);
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
