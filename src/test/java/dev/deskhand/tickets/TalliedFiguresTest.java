package dev.deskhand.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.record.SqlTimes;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentFigures.OfPriority;
import dev.deskhand.tickets.IncidentFigures.Reopened;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Incidents.NewIncident;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * That figures that are tallied as incidents change are those that come of counting each phase of
 * each incident anew.
 */
@DeskhandTest
class TalliedFiguresTest {

  private static final List<String> OPEN = List.of("NEW", "IN_PROGRESS", "WAITING");

  private final Random random = new Random(20_260_302);
  private final Incidents incidents;
  private final People people;
  private final JdbcClient jdbc;
  private final SettableClock clock;

  @Autowired
  TalliedFiguresTest(Incidents incidents, People people, JdbcClient jdbc, SettableClock clock) {
    this.incidents = incidents;
    this.people = people;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Test
  void theFiguresOfAnyPeriodAreThoseThatTheRecordSays() {
    long emma = people.imported("test", "Emma Employee");
    long ben = people.imported("test", "Ben Agent");
    List<Long> opened = new ArrayList<>();
    for (int step = 0; step < 600; step++) {
      clock.advance(
          Duration.ofSeconds(random.nextInt(60_000)).plusNanos(random.nextInt(9) * 1_000));
      if (opened.size() < 3 || random.nextInt(10) < 3) {
        opened.add(open(emma).id());
      } else {
        change(opened, by(ben));
      }
      if (step % 97 == 0) {
        fold(random.nextInt(40));
      }
    }
    List<Phase> phases = phases();
    assertThat(phases.stream().map(Phase::figure).distinct())
        .contains("OPENED", "RESOLVED", "REOPENED", "CANCELLED", "MERGED");

    assertFigures(phases);
    fold(100_000);
    assertThat(rows("incident_tally_change")).isZero();
    assertFigures(phases);

    List<String> tallied = tally();
    jdbc.sql("call recount_incident_tally()").update();
    assertThat(tally()).isEqualTo(tallied).hasSizeGreaterThan(100);
  }

  private void assertFigures(List<Phase> phases) {
    Instant end = clock.instant();
    long days = ChronoUnit.DAYS.between(SettableClock.START, end);
    assertThat(days).isGreaterThan(100);
    for (int n = 0; n < 60; n++) {
      Instant from = SettableClock.START.minus(1, ChronoUnit.DAYS).plus(moment(days), unit(n));
      Instant until = from.plus(moment(days), unit(n / 2));
      if (n % 3 == 0) {
        from = from.truncatedTo(ChronoUnit.DAYS);
      }
      if (n % 5 == 0) {
        from = beginningOfMonth(from);
        until = beginningOfMonth(until);
      }
      if (until.isBefore(from)) {
        continue;
      }
      String service = List.of("", "VPN", "Mail", "Print").get(n % 4);
      List<Phase> meant =
          phases.stream()
              .filter(phase -> service.isEmpty() || service.equals(phase.service()))
              .toList();
      assertThat(incidents.figures(from, until, service.isEmpty() ? null : service))
          .as("%s to %s of %s", from, until, service)
          .isEqualTo(counted(meant, from, until));
    }
  }

  private static Instant beginningOfMonth(Instant moment) {
    return moment
        .atOffset(ZoneOffset.UTC)
        .withDayOfMonth(1)
        .truncatedTo(ChronoUnit.DAYS)
        .toInstant();
  }

  private long moment(long days) {
    return random.nextInt(Math.toIntExact(days));
  }

  private static ChronoUnit unit(int n) {
    return n % 4 == 3 ? ChronoUnit.HOURS : ChronoUnit.DAYS;
  }

  private Incident open(long requester) {
    return incidents.open(
        new NewIncident(
            "Something is broken",
            random.nextInt(3) == 0 ? null : List.of("VPN", "Mail").get(random.nextInt(2)),
            "Network",
            level(),
            level(),
            requester,
            "Emma Employee",
            "slack"),
        by(requester));
  }

  private void change(List<Long> opened, Actor by) {
    long id = opened.get(random.nextInt(opened.size()));
    IncidentChange change =
        switch (random.nextInt(9)) {
          case 0 -> new IncidentChange.Take();
          case 1 -> new IncidentChange.Prioritise(level(), level());
          case 2 -> new IncidentChange.Wait(WaitingFor.VENDOR, null);
          case 3 -> new IncidentChange.Resume();
          case 4, 5 -> new IncidentChange.Resolve("turned it off and on");
          case 6 -> new IncidentChange.Close();
          case 7 -> new IncidentChange.Reopen("it is back");
          default -> new IncidentChange.Cancel(null);
        };
    if (random.nextInt(20) == 0) {
      incidents.merge(id, opened.getLast(), by);
    } else {
      incidents.change(id, change, by);
    }
  }

  private Level level() {
    return Level.values()[random.nextInt(Level.values().length)];
  }

  private Actor by(long person) {
    return new Actor(person, "Somebody", "slack:C1", "c-1", clock.instant());
  }

  private void fold(int most) {
    jdbc.sql("select fold_incident_tally(?)").param(most).query(Long.class).single();
  }

  private long rows(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private List<String> tally() {
    return jdbc.sql(
            """
            select t::text from incident_tally t where number <> 0 or micros <> 0 order by 1
            """)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private record Phase(
      long incident,
      String state,
      Priority priority,
      @Nullable String service,
      Instant openedAt,
      Instant since,
      @Nullable Instant until,
      @Nullable String figure,
      @Nullable Instant resolvedBefore,
      @Nullable Instant answeredAt) {

    boolean isOpenAt(Instant moment) {
      return OPEN.contains(state)
          && since.isBefore(moment)
          && (until == null || !until.isBefore(moment));
    }
  }

  private List<Phase> phases() {
    return jdbc.sql("select * from incident_phase")
        .query(
            (row, _) ->
                new Phase(
                    row.getLong("incident_id"),
                    row.getString("state"),
                    Priority.valueOf(row.getString("priority")),
                    row.getString("service"),
                    SqlTimes.instant(row, "opened_at"),
                    SqlTimes.instant(row, "since"),
                    SqlTimes.nullableInstant(row, "until"),
                    row.getString("figure"),
                    SqlTimes.nullableInstant(row, "resolved_before"),
                    SqlTimes.nullableInstant(row, "answered_at")))
        .list();
  }

  private static IncidentFigures counted(List<Phase> phases, Instant from, Instant until) {
    List<Reopened> reopened =
        phases.stream()
            .filter(phase -> within(phase.resolvedBefore(), from, until))
            .filter(phase -> !phase.since().isBefore(until))
            .sorted(Comparator.comparing(Phase::since).thenComparingLong(Phase::incident))
            .map(phase -> new Reopened("INC-" + phase.incident(), phase.since()))
            .toList();
    return new IncidentFigures(
        figures(phases, from, until),
        Arrays.stream(Priority.values())
            .map(
                priority ->
                    new OfPriority(
                        priority,
                        figures(
                            phases.stream().filter(one -> one.priority() == priority).toList(),
                            from,
                            until)))
            .toList(),
        reopened.stream().limit(IncidentFigures.NAMED).toList(),
        reopened.size());
  }

  private static Figures figures(List<Phase> phases, Instant from, Instant until) {
    Function<String, Long> number = figure -> (long) began(phases, figure, from, until).size();
    List<Duration> resolved =
        began(phases, "RESOLVED", from, until).stream()
            .map(phase -> Duration.between(phase.openedAt(), phase.since()))
            .sorted()
            .toList();
    List<Duration> answered =
        phases.stream()
            .filter(phase -> within(phase.answeredAt(), from, until))
            .map(phase -> Duration.between(phase.openedAt(), phase.answeredAt()))
            .sorted()
            .toList();
    return new Figures(
        number.apply("OPENED"),
        number.apply("RESOLVED"),
        number.apply("REOPENED"),
        number.apply("CANCELLED"),
        number.apply("MERGED"),
        number.apply("CLOSED"),
        phases.stream().filter(phase -> phase.isOpenAt(from)).count(),
        phases.stream().filter(phase -> phase.isOpenAt(until)).count(),
        mean(answered),
        median(answered),
        mean(resolved),
        median(resolved));
  }

  private static List<Phase> began(List<Phase> phases, String figure, Instant from, Instant until) {
    return phases.stream()
        .filter(phase -> figure.equals(phase.figure()) && within(phase.since(), from, until))
        .toList();
  }

  private static boolean within(@Nullable Instant moment, Instant from, Instant until) {
    return moment != null && !moment.isBefore(from) && moment.isBefore(until);
  }

  private static @Nullable Duration mean(List<Duration> sorted) {
    return sorted.isEmpty() ? null : average(sorted);
  }

  private static @Nullable Duration median(List<Duration> sorted) {
    int number = sorted.size();
    return number == 0 ? null : average(sorted.subList((number - 1) / 2, number / 2 + 1));
  }

  private static Duration average(List<Duration> some) {
    BigDecimal micros =
        some.stream()
            .map(each -> BigDecimal.valueOf(each.toNanos() / 1_000))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Duration.of(
        micros.divide(BigDecimal.valueOf(some.size()), 0, RoundingMode.HALF_UP).longValueExact(),
        ChronoUnit.MICROS);
  }
}
