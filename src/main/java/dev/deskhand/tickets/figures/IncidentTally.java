package dev.deskhand.tickets.figures;

import dev.deskhand.record.SqlTimes;
import dev.deskhand.tickets.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How often what figures are counted from happened. The database counts it by day and month as
 * incidents change; only the two ends of a period are read from their phases.
 */
@Repository
class IncidentTally {

  /** What is counted where it happens. */
  private static final List<String> EVENTS =
      List.of("OPENED", "RESOLVED", "REOPENED", "CANCELLED", "CLOSED", "MERGED", "ANSWERED");

  /** Of what events it is kept how long they took. */
  private static final List<String> TIMED = List.of("RESOLVED", "ANSWERED");

  /** Follows an event where it is counted by how long it took. */
  static final String LENGTH = "_LENGTH";

  static final String OPEN_BEFORE = "OPEN_BEFORE";
  static final String OPEN = "OPEN";

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
          as p (wanted, figure, event, first, last))
      select wanted, priority, length, sum(number) as number, sum(micros) as micros
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
          case when e.figure = e.event then -1 else incident_length(p.opened_at, p.answered_at) end,
          1, incident_micros(p.opened_at, p.answered_at)
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
      ) counted
      group by wanted, priority, length
      """;

  private static final String VALUES =
      """
      with wanted as (
        select * from unnest(cast(:figures as text[]), cast(:priorities as text[]),
          cast(:lengths as smallint[]), cast(:skipped as bigint[]), cast(:taken as integer[]))
          with ordinality as w (figure, priority, length, skipped, taken, nr))
      select w.nr, v.micros
      from wanted w cross join lateral (
        select incident_micros(p.opened_at, p.since) as micros from incident_phase p
        where p.figure = 'RESOLVED' and incident_length(p.opened_at, p.since) = w.length
          and p.since >= :from and p.since < :until
          and (w.priority is null or p.priority = w.priority) %1$s
        order by 1 offset w.skipped limit w.taken) v
      where w.figure = 'RESOLVED'
      union all
      select w.nr, v.micros
      from wanted w cross join lateral (
        select incident_micros(p.opened_at, p.answered_at) as micros from incident_phase p
        where p.answered_at >= :from and p.answered_at < :until
          and incident_length(p.opened_at, p.answered_at) = w.length
          and (w.priority is null or p.priority = w.priority) %1$s
        order by 1 offset w.skipped limit w.taken) v
      where w.figure = 'ANSWERED'
      """;

  private static final String OF_SERVICE = "and %s.service = any (:services)";
  private static final List<String> OF_ALL = List.of("");

  private final JdbcClient jdbc;

  IncidentTally(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * How often something happened.
   *
   * @param wanted an event, perhaps with {@link #LENGTH}, or what was open before the period or at
   *     its end
   * @param length the class of the time that it took; -1 without {@link #LENGTH}
   * @param micros how long all of them took, in microseconds
   */
  record Count(String wanted, Priority priority, int length, long number, long micros) {}

  /**
   * Some of the times of a class, in the order of their length.
   *
   * @param priority null for all of them
   * @param skipped how many shorter ones are not wanted
   */
  record Wanted(String figure, @Nullable Priority priority, int length, long skipped, int taken) {}

  /**
   * What happened in a period, and what was open before and at the end of it.
   *
   * @param services what incidents keep of the service that is meant; empty for all incidents
   */
  List<Count> counts(Instant from, Instant until, List<String> services) {
    TallySpans period = TallySpans.between(from, until);
    TallySpans months = TallySpans.months(from, until);
    List<Source> sources = new ArrayList<>();
    EVENTS.forEach(event -> sources.add(new Source(event, event, event, period)));
    TIMED.forEach(event -> sources.add(new Source(event + LENGTH, event + LENGTH, event, months)));
    sources.add(new Source(OPEN_BEFORE, OPEN, OPEN, TallySpans.before(from)));
    sources.add(new Source(OPEN, OPEN, OPEN, TallySpans.before(until)));
    List<Source.Of<TallySpans.Whole>> whole =
        sources.stream().flatMap(source -> source.each(source.spans().whole())).toList();
    List<Source.Of<TallySpans.Part>> parts =
        sources.stream().flatMap(source -> source.each(source.spans().parts())).toList();
    return of(services, jdbc.sql(COUNTS.formatted(meant(services, "c"), meant(services, "p"))))
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
        .query(
            (row, _) ->
                new Count(
                    row.getString("wanted"),
                    Priority.valueOf(row.getString("priority")),
                    row.getInt("length"),
                    row.getLong("number"),
                    row.getLong("micros")))
        .list();
  }

  /** The times that are wanted, in microseconds: for each the shortest first. */
  List<List<Long>> values(List<Wanted> wanted, Instant from, Instant until, List<String> services) {
    List<List<Long>> values = wanted.stream().<List<Long>>map(_ -> new ArrayList<>()).toList();
    of(services, jdbc.sql(VALUES.formatted(meant(services, "p"))))
        .param("from", SqlTimes.of(from))
        .param("until", SqlTimes.of(until))
        .param("figures", column(wanted, Wanted::figure))
        .param("priorities", column(wanted, Wanted::priority))
        .param("lengths", column(wanted, Wanted::length))
        .param("skipped", column(wanted, Wanted::skipped))
        .param("taken", column(wanted, Wanted::taken))
        .query(
            row -> {
              values.get(row.getInt("nr") - 1).add(row.getLong("micros"));
            });
    values.forEach(each -> each.sort(null));
    return values;
  }

  /** As text, which PostgreSQL reads as what it is cast to. */
  private static <T> @Nullable String[] column(List<T> rows, Function<T, @Nullable Object> value) {
    @Nullable String[] column = new String[rows.size()];
    for (int i = 0; i < column.length; i++) {
      Object each = value.apply(rows.get(i));
      column[i] = each == null ? null : each.toString();
    }
    return column;
  }

  private static String meant(List<String> services, String table) {
    return services.isEmpty() ? "" : OF_SERVICE.formatted(table);
  }

  private static JdbcClient.StatementSpec of(
      List<String> services, JdbcClient.StatementSpec statement) {
    return services.isEmpty()
        ? statement
        : statement.param("services", services.toArray(String[]::new));
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
