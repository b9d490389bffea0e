package dev.deskhand.status;

import dev.deskhand.record.RecordReader.Course;
import dev.deskhand.record.SqlTimes;
import dev.deskhand.status.OutageSummary.Entry;
import dev.deskhand.status.SummaryFigures.Recorded;
import dev.deskhand.status.SummaryFigures.Turn;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final OutageTimeline timeline;
  private final Clock clock;

  SummaryReader(JdbcClient jdbc, OutageTimeline timeline, Clock clock) {
    this.jdbc = jdbc;
    this.timeline = timeline;
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
    List<Recorded> listed = listed(figures);
    Links links = links(outages, listed.stream().map(Recorded::outage).toList(), until);
    return new Outages.Summarised.Done(
        new OutageSummary(
            from,
            until,
            outages.size(),
            (int) outages.stream().filter(Outage::open).count(),
            listed.stream().map(of -> entry(figures, of, links)).toList(),
            figures.shares(levels),
            figures.total(),
            links.incidents(),
            links.people(),
            SummaryFigures.mean(acknowledged, Outage::acknowledgedAt),
            SummaryFigures.mean(restored, Outage::resolvedAt),
            acknowledged.stream().map(Outage::key).toList(),
            restored.stream().map(Outage::key).toList()));
  }

  /** Those still open, then the latest, as many as are listed; oldest first. */
  private static List<Recorded> listed(SummaryFigures figures) {
    Comparator<Recorded> age =
        Comparator.comparing((Recorded of) -> of.outage().startedAt())
            .thenComparing(of -> of.outage().id());
    return figures.recorded().stream()
        .sorted(
            Comparator.comparing((Recorded of) -> of.outage().open()).thenComparing(age).reversed())
        .limit(MOST_LISTED)
        .sorted(age)
        .toList();
  }

  private static Entry entry(SummaryFigures figures, Recorded of, Links links) {
    Outage outage = of.outage();
    Linked linked = links.linked().getOrDefault(outage.id(), Linked.NONE);
    return new Entry(
        outage.with(linked.all()), figures.duration(outage), linked.keys(), figures.stretches(of));
  }

  private List<Found> touching(Instant from, Instant until, @Nullable String service) {
    Map<Long, BigDecimal> levels = new HashMap<>();
    List<Outage> now =
        jdbc.sql(
                "select "
                    + OutageReader.COLUMNS
                    + """
                    , s.level
                    from outage o join service s on s.name = o.service
                    where tstzrange(o.started_at, o.resolved_at, '[]')
                        && tstzrange(:from, :until, '[)')
                      and (:service::text is null or lower(s.name) = lower(:service))
                    order by o.started_at, o.id
                    limit :most
                    """)
            .param("from", SqlTimes.of(from))
            .param("until", SqlTimes.of(until))
            .param("service", service)
            .param("most", MOST_COUNTED + 1)
            .query(
                (row, number) -> {
                  BigDecimal level = row.getBigDecimal("level");
                  if (level != null) {
                    levels.put(row.getLong("id"), level);
                  }
                  return OutageReader.outage(row, number);
                })
            .list();
    Map<Long, Course> courses = timeline.courses(until, List.of(ids(now)));
    return now.stream()
        .map(
            each ->
                found(
                    each,
                    Objects.requireNonNull(courses.get(each.id())),
                    levels.get(each.id()),
                    until))
        .toList();
  }

  private Links links(List<Outage> all, List<Outage> listed, Instant until) {
    Map<Long, Linked> linked = new HashMap<>();
    int[] affected = new int[2];
    jdbc.sql(
            """
            with affected as (
              select count(distinct incident_id) as incidents, count(distinct person_id) as people
              from outage_incident i where outage_id = any(:all) and %1$s),
            linked as (
              select o.id, array_agg(i.incident_id order by i.number) as incidents,
                max(i.many) as many
              from unnest(:listed) as o (id)
              cross join lateral (
                select i.incident_id, row_number() over oldest as number, count(*) over () as many
                from outage_incident i where i.outage_id = o.id and %1$s
                window oldest as (order by i.attached_at, i.incident_id)
                order by i.attached_at, i.incident_id limit :most) i
              group by o.id)
            select a.incidents as all_incidents, a.people, l.*
            from affected a left join linked l on true
            """
                .formatted(LINKED_THEN))
        .param("all", ids(all))
        .param("listed", ids(listed))
        .param("until", SqlTimes.of(until))
        .param("most", MOST_LISTED)
        .query(
            row -> {
              affected[0] = row.getInt("all_incidents");
              affected[1] = row.getInt("people");
              if (row.getObject("id") != null) {
                Long[] incidents = (Long[]) row.getArray("incidents").getArray();
                linked.put(
                    row.getLong("id"),
                    new Linked(
                        Stream.of(incidents).map(id -> "INC-" + id).toList(), row.getInt("many")));
              }
            });
    return new Links(linked, affected[0], affected[1]);
  }

  private static Long[] ids(List<Outage> outages) {
    return outages.stream().map(Outage::id).toArray(Long[]::new);
  }

  private static Found found(Outage now, Course course, @Nullable BigDecimal level, Instant until) {
    Recorded recorded =
        new Recorded(
            now,
            course.setting().stream()
                .map(
                    entry ->
                        new Turn(
                            Objects.requireNonNull(OutageTimeline.severity(entry)), entry.at()))
                .toList());
    Outage then =
        now.before(
            until,
            recorded.severityBefore(until),
            course.lastBefore().map(OutageTimeline::stage).orElse(Outage.Stage.INVESTIGATING));
    return new Found(new Recorded(then, recorded.turns()), level);
  }

  private record Found(Recorded recorded, @Nullable BigDecimal level) {}

  /** The incidents of outages, and how many incidents and people they are in all. */
  private record Links(Map<Long, Linked> linked, int incidents, int people) {}

  /**
   * The incidents of an outage.
   *
   * @param all how many they are; not all may be among the keys
   */
  private record Linked(List<String> keys, int all) {
    static final Linked NONE = new Linked(List.of(), 0);
  }
}
