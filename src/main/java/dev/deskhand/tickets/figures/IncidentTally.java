package dev.deskhand.tickets.figures;

import dev.deskhand.record.SqlTimes;
import dev.deskhand.tickets.IncidentFigures;
import dev.deskhand.tickets.Priority;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How often what figures are counted from happened, in one statement, so that all of it is true of
 * one moment. The database tallies it by day and month as incidents change; only the two ends of a
 * period are read from their phases, and the few times among which a median is.
 */
@Repository
class IncidentTally {

  /** Follows an event where it is the median of how long it took. */
  static final String MEDIAN = "_MEDIAN";

  static final String OPEN_BEFORE = "OPEN_BEFORE";
  static final String OPEN = "OPEN";

  /** One row for each that is named. */
  static final String REOPENED_SINCE = "REOPENED_SINCE";

  /** What is counted where it happens. */
  private static final List<String> EVENTS =
      List.of("OPENED", "RESOLVED", "REOPENED", "CANCELLED", "CLOSED", "MERGED", "ANSWERED");

  /** Of what events it is kept how long they took. */
  private static final List<String> TIMED = List.of("RESOLVED", "ANSWERED");

  private static final String LENGTH = "_LENGTH";

  // PostgreSQL reads no dates after that
  private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

  private static final String COUNTS =
      """
      with whole as (
        select * from unnest(cast(:wholeFor as text[]), cast(:wholeFigures as text[]),
          cast(:wholeEvents as text[]), cast(:units as text[]), cast(:days as date[]),
          cast(:untilDays as date[]))
          as w (wanted, figure, event, span, first, last)),
      part as (
        select * from unnest(cast(:partFor as text[]), cast(:partFigures as text[]),
          cast(:partEvents as text[]), cast(:moments as timestamptz[]),
          cast(:untilMoments as timestamptz[]))
          as p (wanted, figure, event, first, last)),
      counted as materialized (
        select wanted, priority, length, sum(number)::bigint as number, sum(micros) as micros
        from (
          select w.wanted, t.priority, t.length, t.number, t.micros
          from whole w cross join lateral (
            select * from incident_tally t
            where t.span = w.span and t.service = any (:tallied) and t.figure = w.figure
              and t.day >= w.first and t.day < w.last offset 0) t
          union all
          select w.wanted, c.priority, case when w.figure = w.event then -1 else c.length end,
            c.number, c.micros
          from whole w cross join lateral (
            select * from incident_tally_change c
            where c.figure = w.event and c.day >= w.first and c.day < w.last %1$s offset 0) c
          union all
          select e.wanted, p.priority,
            case when e.figure = e.event then -1 else incident_length(p.opened_at, p.since) end, 1,
            case e.figure when 'RESOLVED' then incident_micros(p.opened_at, p.since) else 0 end
          from part e cross join lateral (
            select p.priority, p.opened_at, p.since from incident_phase p
            where p.figure = e.event and p.since >= e.first and p.since < e.last %2$s offset 0) p
          where e.event not in ('ANSWERED', 'OPEN')
          union all
          select e.wanted, p.priority,
            case when e.figure = e.event then -1
              else incident_length(p.opened_at, p.answered_at) end, 1,
            case e.figure when 'ANSWERED' then incident_micros(p.opened_at, p.answered_at) else 0 end
          from part e cross join lateral (
            select p.priority, p.opened_at, p.answered_at from incident_phase p
            where p.answered_at >= e.first and p.answered_at < e.last %2$s offset 0) p
          where e.event = 'ANSWERED'
          union all
          select e.wanted, p.priority, -1, 1, 0
          from part e cross join lateral (
            select p.priority from incident_phase p
            where p.state in ('NEW', 'IN_PROGRESS', 'WAITING')
              and p.since >= e.first and p.since < e.last %2$s offset 0) p
          where e.event = 'OPEN'
          union all
          select e.wanted, p.priority, -1, -1, 0
          from part e cross join lateral (
            select p.priority from incident_phase p
            where p.state in ('NEW', 'IN_PROGRESS', 'WAITING') and p.since is not null
              and p.until >= e.first and p.until < e.last %2$s offset 0) p
          where e.event = 'OPEN'
        ) each
        group by wanted, priority, length),
      """;

  // a median is the value in the middle, or half way between the two in the middle
  private static final String MEDIANS =
      """
      timed as (
        select figure, priority, length, sum(number)::bigint as number
        from (
          select split_part(wanted, '_', 1) as figure, priority, length, number
          from counted where wanted like '%%\\_LENGTH') lengths
        group by grouping sets ((figure, length), (figure, priority, length))),
      ranked as (
        select figure, priority, length, number,
          sum(number) over (partition by figure, priority)::bigint as total,
          sum(number) over (partition by figure, priority order by length)::bigint - number
            as shorter
        from timed),
      middle as (
        select figure, priority, length, greatest((total - 1) / 2, shorter) - shorter as skipped,
          least(total / 2, shorter + number - 1) - greatest((total - 1) / 2, shorter) + 1 as taken
        from ranked where shorter <= total / 2 and shorter + number > (total - 1) / 2),
      median as (
        select figure, priority, avg(incident_micros(opened_at, at)) as micros
        from (
          select m.figure, m.priority, v.opened_at, v.at
          from middle m cross join lateral (
            select p.opened_at, p.since as at from incident_phase p
            where p.figure = 'RESOLVED' and incident_length(p.opened_at, p.since) = m.length
              and p.since >= :from and p.since < :until
              and (m.priority is null or p.priority = m.priority) %2$s
            order by p.since - p.opened_at offset m.skipped limit m.taken) v
          where m.figure = 'RESOLVED'
          union all
          select m.figure, m.priority, v.opened_at, v.at
          from middle m cross join lateral (
            select p.opened_at, p.answered_at as at from incident_phase p
            where p.answered_at >= :from and p.answered_at < :until
              and incident_length(p.opened_at, p.answered_at) = m.length
              and (m.priority is null or p.priority = m.priority) %2$s
            order by p.answered_at - p.opened_at offset m.skipped limit m.taken) v
          where m.figure = 'ANSWERED'
        ) values
        group by figure, priority)
      """;

  private static final String ROWS =
      """
      select wanted, priority, number, micros, null::timestamptz as at
      from counted where wanted not like '%%\\_LENGTH'
      union all
      select figure || '_MEDIAN', priority, 0, micros, null from median
      union all
      (select 'REOPENED_SINCE', null, p.incident_id, count(*) over (), p.since
      from incident_phase p
      where p.resolved_before >= :from and p.resolved_before < :until and p.since >= :until %2$s
      order by p.since, p.incident_id limit :named)
      """;

  private static final String OF_SERVICE = "and %s.service = any (:services)";
  private static final List<String> OF_ALL = List.of("");

  private final JdbcClient jdbc;

  IncidentTally(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One thing that was counted.
   *
   * @param wanted an event, perhaps with {@link #MEDIAN}, what was open before the period or at its
   *     end, or {@link #REOPENED_SINCE}
   * @param priority empty of a median of all, and of what was reopened
   * @param number how often it happened; of what was reopened, the incident
   * @param micros how long all of them took, or the median, in microseconds; of what was reopened,
   *     how many there are
   * @param at when it was reopened
   */
  record Row(
      String wanted,
      Optional<Priority> priority,
      long number,
      BigDecimal micros,
      @Nullable Instant at) {}

  /**
   * What happened in a period, and what was open before and at the end of it.
   *
   * @param services what incidents keep of the service that is meant; empty for all incidents
   */
  List<Row> rows(Instant from, Instant until, List<String> services) {
    Instant begin = within(from);
    Instant end = within(until);
    List<Source> sources = sources(begin, end, services.isEmpty());
    List<Source.Of<TallySpans.Whole>> whole =
        sources.stream().flatMap(source -> source.each(source.spans().whole())).toList();
    List<Source.Of<TallySpans.Part>> parts =
        sources.stream().flatMap(source -> source.each(source.spans().parts())).toList();
    JdbcClient.StatementSpec statement =
        jdbc.sql((COUNTS + MEDIANS + ROWS).formatted(meant(services, "c"), meant(services, "p")))
            .param("tallied", (services.isEmpty() ? OF_ALL : services).toArray(String[]::new))
            .param("wholeFor", column(whole, each -> each.source().wanted()))
            .param("wholeFigures", column(whole, each -> each.source().figure()))
            .param("wholeEvents", column(whole, each -> each.source().event()))
            .param("units", column(whole, each -> each.span().unit()))
            .param("days", column(whole, each -> each.span().from()))
            .param("untilDays", column(whole, each -> each.span().until()))
            .param("partFor", column(parts, each -> each.source().wanted()))
            .param("partFigures", column(parts, each -> each.source().figure()))
            .param("partEvents", column(parts, each -> each.source().event()))
            .param("moments", column(parts, each -> each.span().from()))
            .param("untilMoments", column(parts, each -> each.span().until()))
            .param("from", SqlTimes.of(begin))
            .param("until", SqlTimes.of(end))
            .param("named", IncidentFigures.NAMED);
    return (services.isEmpty()
            ? statement
            : statement.param("services", services.toArray(String[]::new)))
        .query(
            (row, _) ->
                new Row(
                    row.getString("wanted"),
                    Optional.ofNullable(row.getString("priority")).map(Priority::valueOf),
                    row.getLong("number"),
                    Objects.requireNonNull(row.getBigDecimal("micros")),
                    SqlTimes.nullableInstant(row, "at")))
        .list();
  }

  /** Of one service there is a tally by month, without how long things took. */
  private static List<Source> sources(Instant from, Instant until, boolean all) {
    TallySpans period = all ? TallySpans.byDays(from, until) : TallySpans.byMonths(from, until);
    TallySpans lengths = all ? TallySpans.byMonths(from, until) : TallySpans.oneByOne(from, until);
    List<Source> sources = new ArrayList<>();
    EVENTS.forEach(event -> sources.add(new Source(event, event, event, period)));
    TIMED.forEach(event -> sources.add(new Source(event + LENGTH, event + LENGTH, event, lengths)));
    sources.add(new Source(OPEN_BEFORE, OPEN, OPEN, before(from, all)));
    sources.add(new Source(OPEN, OPEN, OPEN, before(until, all)));
    return sources;
  }

  private static TallySpans before(Instant moment, boolean all) {
    return all
        ? TallySpans.byDays(TallySpans.BEGINNING, moment)
        : TallySpans.byMonths(TallySpans.BEGINNING, moment);
  }

  private static Instant within(Instant moment) {
    if (moment.isBefore(TallySpans.BEGINNING)) {
      return TallySpans.BEGINNING;
    }
    return moment.isAfter(END) ? END : moment;
  }

  /** As text, which PostgreSQL reads as what it is cast to. */
  private static <T> String[] column(List<T> rows, Function<T, Object> value) {
    return rows.stream().map(row -> value.apply(row).toString()).toArray(String[]::new);
  }

  private static String meant(List<String> services, String table) {
    return services.isEmpty() ? "" : OF_SERVICE.formatted(table);
  }

  /**
   * Where what is wanted is counted.
   *
   * @param figure in the tally
   * @param event of phases and of changes that are not folded yet
   */
  private record Source(String wanted, String figure, String event, TallySpans spans) {

    <S> Stream<Of<S>> each(List<S> all) {
      return all.stream().map(span -> new Of<>(this, span));
    }

    record Of<S>(Source source, S span) {}
  }
}
