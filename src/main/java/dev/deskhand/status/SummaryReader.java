package dev.deskhand.status;

import dev.deskhand.status.OutageSummary.Entry;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what an outage summary is made of, in three statements however many outages there are. */
@Component
class SummaryReader {

  private static final int MOST_COUNTED = 10_000;
  private static final int MOST_LISTED = 200;

  private final JdbcClient jdbc;
  private final Clock clock;

  SummaryReader(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Outages.Summarised summary(Instant from, Instant until, @Nullable String service) {
    if (!until.isAfter(from)) {
      throw new IllegalArgumentException("The period from " + from + " to " + until + " is empty.");
    }
    List<Found> found = touching(from, until, service);
    if (found.size() > MOST_COUNTED) {
      return new Outages.Summarised.TooMany(MOST_COUNTED);
    }
    List<Outage> outages = found.stream().map(Found::outage).toList();
    Map<String, BigDecimal> levels = new HashMap<>();
    for (Found each : found) {
      if (each.level() != null) {
        levels.put(each.outage().service(), each.level());
      }
    }
    SummaryFigures figures = SummaryFigures.of(from, until, clock.instant(), outages);
    List<Outage> acknowledged = figures.acknowledged();
    List<Outage> restored = figures.restored();
    Affected affected = affected(outages);
    return new Outages.Summarised.Done(
        new OutageSummary(
            from,
            until,
            outages.size(),
            (int) outages.stream().filter(Outage::open).count(),
            entries(figures),
            figures.shares(levels),
            figures.total(),
            affected.incidents(),
            affected.people(),
            SummaryFigures.mean(acknowledged, Outage::acknowledgedAt),
            SummaryFigures.mean(restored, Outage::resolvedAt),
            acknowledged.stream().map(Outage::key).toList(),
            restored.stream().map(Outage::key).toList()));
  }

  /** Those still open, then the latest, as many as are listed; oldest first. */
  private List<Entry> entries(SummaryFigures figures) {
    List<Outage> listed =
        figures.outages().stream()
            .sorted(
                Comparator.comparing(Outage::open)
                    .thenComparing(Outage::startedAt)
                    .thenComparing(Outage::id)
                    .reversed())
            .limit(MOST_LISTED)
            .sorted(Comparator.comparing(Outage::startedAt).thenComparing(Outage::id))
            .toList();
    Map<Long, List<String>> incidents = incidents(listed);
    return listed.stream()
        .map(
            outage ->
                new Entry(
                    outage,
                    figures.duration(outage),
                    incidents.getOrDefault(outage.id(), List.of())))
        .toList();
  }

  private List<Found> touching(Instant from, Instant until, @Nullable String service) {
    return jdbc.sql(
            "select "
                + OutageReader.COLUMNS
                + """
                , s.level from outage o join service s on s.name = o.service
                where tstzrange(o.started_at, o.resolved_at, '[]') && tstzrange(:from, :until, '[)')
                  and (:service::text is null or lower(s.name) = lower(:service))
                order by o.started_at, o.id
                limit :most
                """)
        .param("from", Timestamps.of(from))
        .param("until", Timestamps.of(until))
        .param("service", service)
        .param("most", MOST_COUNTED + 1)
        .query(SummaryReader::found)
        .list();
  }

  private Affected affected(List<Outage> outages) {
    return jdbc.sql(
            """
            select count(distinct incident_id), count(distinct person_id)
            from outage_incident where outage_id = any(:ids)
            """)
        .param("ids", ids(outages))
        .query((row, number) -> new Affected(row.getInt(1), row.getInt(2)))
        .single();
  }

  private Map<Long, List<String>> incidents(List<Outage> outages) {
    return jdbc
        .sql(
            """
            select o.id, i.incident_id
            from unnest(:ids) as o (id)
            cross join lateral (
              select incident_id, attached_at from outage_incident where outage_id = o.id
              order by attached_at, incident_id limit :most) i
            order by o.id, i.attached_at, i.incident_id
            """)
        .param("ids", ids(outages))
        .param("most", MOST_LISTED)
        .query((row, number) -> Map.entry(row.getLong(1), "INC-" + row.getLong(2)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static Long[] ids(List<Outage> outages) {
    return outages.stream().map(Outage::id).toArray(Long[]::new);
  }

  private static Found found(ResultSet row, int number) throws SQLException {
    return new Found(OutageReader.outage(row, number), row.getBigDecimal("level"));
  }

  private record Found(Outage outage, @Nullable BigDecimal level) {}

  private record Affected(int incidents, int people) {}
}
