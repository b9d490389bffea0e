package dev.deskhand.status;

import dev.deskhand.status.OutageSummary.Entry;
import dev.deskhand.status.SummaryFigures.Recorded;
import dev.deskhand.status.SummaryFigures.Turn;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what an outage summary is made of, in three statements however many outages there are. */
@Component
class SummaryReader {

  private static final int MOST_COUNTED = 10_000;
  private static final int MOST_LISTED = 200;

  /** Links that were there at the end of a period stay there for it, whatever became of them. */
  private static final String LINKED_THEN =
      "i.attached_at < :until and (i.detached_at is null or i.detached_at >= :until)";

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
    Map<String, BigDecimal> levels = new HashMap<>();
    for (Found each : found) {
      if (each.level() != null) {
        levels.put(each.recorded().outage().service(), each.level());
      }
    }
    SummaryFigures figures =
        SummaryFigures.of(
            from, until, clock.instant(), found.stream().map(Found::recorded).toList());
    List<Outage> outages = figures.outages();
    List<Outage> acknowledged = figures.acknowledged();
    List<Outage> restored = figures.restored();
    Affected affected = affected(outages, until);
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
    Comparator<Recorded> age =
        Comparator.comparing((Recorded of) -> of.outage().startedAt())
            .thenComparing(of -> of.outage().id());
    List<Recorded> listed =
        figures.recorded().stream()
            .sorted(
                Comparator.comparing((Recorded of) -> of.outage().open())
                    .thenComparing(age)
                    .reversed())
            .limit(MOST_LISTED)
            .sorted(age)
            .toList();
    Map<Long, Linked> linked =
        linked(listed.stream().map(Recorded::outage).toList(), figures.until());
    return listed.stream()
        .map(of -> entry(figures, of, linked.getOrDefault(of.outage().id(), Linked.NONE)))
        .toList();
  }

  private static Entry entry(SummaryFigures figures, Recorded of, Linked linked) {
    Outage outage = of.outage();
    return new Entry(
        outage.with(linked.all()), figures.duration(outage), linked.keys(), figures.stretches(of));
  }

  private List<Found> touching(Instant from, Instant until, @Nullable String service) {
    return jdbc.sql(
            "select "
                + OutageReader.COLUMNS
                + """
                , s.level,
                  array(select t.severity from outage_timeline t
                    where t.outage_id = o.id and t.severity is not null order by t.id) as severities,
                  array(select t.at from outage_timeline t
                    where t.outage_id = o.id and t.severity is not null order by t.id) as turned_at,
                  case when o.resolved_at >= :until then (
                    select t.stage from outage_timeline t
                    where t.outage_id = o.id and t.at < :until order by t.id desc limit 1)
                  end as stage_then
                from outage o join service s on s.name = o.service
                where tstzrange(o.started_at, o.resolved_at, '[]') && tstzrange(:from, :until, '[)')
                  and (:service::text is null or lower(s.name) = lower(:service))
                order by o.started_at, o.id
                limit :most
                """)
        .param("from", SqlTimes.of(from))
        .param("until", SqlTimes.of(until))
        .param("service", service)
        .param("most", MOST_COUNTED + 1)
        .query((row, number) -> found(row, until))
        .list();
  }

  private Affected affected(List<Outage> outages, Instant until) {
    return jdbc.sql(
            """
            select count(distinct incident_id), count(distinct person_id)
            from outage_incident i where outage_id = any(:ids) and %s
            """
                .formatted(LINKED_THEN))
        .param("ids", ids(outages))
        .param("until", SqlTimes.of(until))
        .query((row, number) -> new Affected(row.getInt(1), row.getInt(2)))
        .single();
  }

  private Map<Long, Linked> linked(List<Outage> outages, Instant until) {
    Map<Long, Linked> linked = new HashMap<>();
    jdbc.sql(
            """
            select o.id, array_agg(i.incident_id order by i.number) as incidents, max(i.many) as many
            from unnest(:ids) as o (id)
            cross join lateral (
              select i.incident_id, row_number() over oldest as number, count(*) over () as many
              from outage_incident i where i.outage_id = o.id and %s
              window oldest as (order by i.attached_at, i.incident_id)
              order by i.attached_at, i.incident_id limit :most) i
            group by o.id
            """
                .formatted(LINKED_THEN))
        .param("ids", ids(outages))
        .param("until", SqlTimes.of(until))
        .param("most", MOST_LISTED)
        .query(
            row -> {
              Long[] incidents = (Long[]) row.getArray("incidents").getArray();
              linked.put(
                  row.getLong("id"),
                  new Linked(
                      Stream.of(incidents).map(id -> "INC-" + id).toList(), row.getInt("many")));
            });
    return linked;
  }

  private static Long[] ids(List<Outage> outages) {
    return outages.stream().map(Outage::id).toArray(Long[]::new);
  }

  private static Found found(ResultSet row, Instant until) throws SQLException {
    Outage now = OutageReader.outage(row, 0);
    Recorded recorded = new Recorded(now, turns(row));
    String stageThen = row.getString("stage_then");
    Outage then =
        now.before(
            until,
            recorded.severityBefore(until),
            stageThen == null ? Outage.Stage.INVESTIGATING : Outage.Stage.valueOf(stageThen));
    return new Found(new Recorded(then, recorded.turns()), row.getBigDecimal("level"));
  }

  private static List<Turn> turns(ResultSet row) throws SQLException {
    String[] severities = (String[]) row.getArray("severities").getArray();
    Timestamp[] at = (Timestamp[]) row.getArray("turned_at").getArray();
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < severities.length; i++) {
      turns.add(new Turn(Outage.Severity.valueOf(severities[i]), at[i].toInstant()));
    }
    return turns;
  }

  private record Found(Recorded recorded, @Nullable BigDecimal level) {}

  private record Affected(int incidents, int people) {}

  /**
   * The incidents of an outage.
   *
   * @param all how many they are; not all may be among the keys
   */
  private record Linked(List<String> keys, int all) {
    static final Linked NONE = new Linked(List.of(), 0);
  }
}
