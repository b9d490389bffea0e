package dev.deskhand.tickets.figures;

import dev.deskhand.record.SqlTimes;
import dev.deskhand.tickets.IncidentFigures;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentFigures.OfPriority;
import dev.deskhand.tickets.IncidentFigures.Reopened;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.figures.IncidentTally.Count;
import dev.deskhand.tickets.figures.IncidentTally.Wanted;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The figures of a period. */
@Repository
public class IncidentMetrics {

  private static final String RESOLVED = "RESOLVED";
  private static final String ANSWERED = "ANSWERED";

  /** As fine as PostgreSQL keeps time: whole microseconds. */
  private static final int WHOLE = 0;

  private static final RoundingMode ROUNDED = RoundingMode.HALF_UP;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  // one row for each, with how many there are of them
  private static final String REOPENED_SINCE =
      """
      select incident_id, since, count(*) over () as number from incident_phase
      where resolved_before >= :from and resolved_before < :until and since >= :until %s
      order by since, incident_id limit :named
      """;

  private final JdbcClient jdbc;
  private final IncidentTally tally;
  private final TransactionTemplate atOneMoment;

  IncidentMetrics(JdbcClient jdbc, IncidentTally tally, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.tally = tally;
    DefaultTransactionDefinition unchanged = new DefaultTransactionDefinition();
    unchanged.setReadOnly(true);
    unchanged.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.atOneMoment = new TransactionTemplate(transactions, unchanged);
  }

  /**
   * Counts.
   *
   * @param until is not part of the period any more
   * @param services what incidents keep of the service that is meant; empty for all incidents
   */
  public IncidentFigures figures(Instant from, Instant until, List<String> services) {
    return atOneMoment.execute(
        _ -> {
          List<Count> counts = tally.counts(from, until, services);
          List<Median> medians = medians(counts, from, until, services);
          List<Since> since = reopenedSince(from, until, services);
          return new IncidentFigures(
              figures(counts, medians, null),
              Arrays.stream(Priority.values())
                  .map(priority -> new OfPriority(priority, figures(counts, medians, priority)))
                  .toList(),
              since.stream().map(Since::reopened).toList(),
              since.isEmpty() ? 0 : since.getFirst().all());
        });
  }

  private static Figures figures(
      List<Count> counts, List<Median> medians, @Nullable Priority priority) {
    return new Figures(
        number(counts, "OPENED", priority),
        number(counts, RESOLVED, priority),
        number(counts, "REOPENED", priority),
        number(counts, "CANCELLED", priority),
        number(counts, "MERGED", priority),
        number(counts, "CLOSED", priority),
        number(counts, IncidentTally.OPEN_BEFORE, priority),
        number(counts, IncidentTally.OPEN, priority),
        mean(counts, ANSWERED, priority),
        median(medians, ANSWERED, priority),
        mean(counts, RESOLVED, priority),
        median(medians, RESOLVED, priority));
  }

  private static Stream<Count> of(List<Count> counts, String wanted, @Nullable Priority priority) {
    return counts.stream()
        .filter(count -> count.wanted().equals(wanted))
        .filter(count -> priority == null || count.priority() == priority);
  }

  private static long number(List<Count> counts, String wanted, @Nullable Priority priority) {
    return of(counts, wanted, priority).mapToLong(Count::number).sum();
  }

  private static @Nullable Duration mean(
      List<Count> counts, String wanted, @Nullable Priority priority) {
    long number = number(counts, wanted, priority);
    BigDecimal micros =
        of(counts, wanted, priority)
            .map(count -> BigDecimal.valueOf(count.micros()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return number == 0 ? null : micros(micros.divide(BigDecimal.valueOf(number), WHOLE, ROUNDED));
  }

  private static @Nullable Duration median(
      List<Median> medians, String figure, @Nullable Priority priority) {
    return medians.stream()
        .filter(median -> median.figure().equals(figure) && median.priority() == priority)
        .map(Median::value)
        .findFirst()
        .orElse(null);
  }

  /** A median is the value in the middle, or what is half way between the two in the middle. */
  private List<Median> medians(
      List<Count> counts, Instant from, Instant until, List<String> services) {
    List<Middle> middles = new ArrayList<>();
    for (String figure : List.of(ANSWERED, RESOLVED)) {
      middles.add(Middle.of(counts, figure, null));
      for (Priority priority : Priority.values()) {
        middles.add(Middle.of(counts, figure, priority));
      }
    }
    middles.removeIf(middle -> middle.wanted().isEmpty());
    if (middles.isEmpty()) {
      return List.of();
    }
    List<List<Long>> values =
        tally.values(
            middles.stream().flatMap(middle -> middle.wanted().stream()).toList(),
            from,
            until,
            services);
    List<Median> medians = new ArrayList<>();
    int read = 0;
    for (Middle middle : middles) {
      List<Long> micros =
          values.subList(read, read + middle.wanted().size()).stream()
              .flatMap(List::stream)
              .toList();
      read += middle.wanted().size();
      BigDecimal both =
          BigDecimal.valueOf(micros.getFirst()).add(BigDecimal.valueOf(micros.getLast()));
      medians.add(
          new Median(middle.figure(), middle.priority(), micros(both.divide(TWO, WHOLE, ROUNDED))));
    }
    return medians;
  }

  private List<Since> reopenedSince(Instant from, Instant until, List<String> services) {
    JdbcClient.StatementSpec statement =
        jdbc.sql(
                REOPENED_SINCE.formatted(services.isEmpty() ? "" : "and service = any (:services)"))
            .param("from", SqlTimes.of(from))
            .param("until", SqlTimes.of(until))
            .param("named", IncidentFigures.NAMED);
    return (services.isEmpty()
            ? statement
            : statement.param("services", services.toArray(String[]::new)))
        .query(
            (row, _) ->
                new Since(
                    new Reopened(
                        "INC-" + row.getLong("incident_id"), SqlTimes.instant(row, "since")),
                    row.getLong("number")))
        .list();
  }

  private static Duration micros(BigDecimal micros) {
    return Duration.of(micros.longValueExact(), ChronoUnit.MICROS);
  }

  private record Since(Reopened reopened, long all) {}

  private record Median(String figure, @Nullable Priority priority, Duration value) {}

  /**
   * Where the times are that stand in the middle of all.
   *
   * @param wanted empty if there is none
   */
  private record Middle(String figure, @Nullable Priority priority, List<Wanted> wanted) {

    static Middle of(List<Count> counts, String figure, @Nullable Priority priority) {
      Map<Integer, Long> lengths =
          IncidentMetrics.of(counts, figure + IncidentTally.LENGTH, priority)
              .collect(
                  Collectors.groupingBy(
                      Count::length, TreeMap::new, Collectors.summingLong(Count::number)));
      long number = number(counts, figure, priority);
      long next = (number - 1) / 2;
      long last = number / 2;
      long before = 0;
      List<Wanted> wanted = new ArrayList<>();
      for (Map.Entry<Integer, Long> length : lengths.entrySet()) {
        long end = before + length.getValue();
        if (number > 0 && next <= last && next < end) {
          int taken = Math.toIntExact(Math.min(last, end - 1) - next + 1);
          wanted.add(new Wanted(figure, priority, length.getKey(), next - before, taken));
          next += taken;
        }
        before = end;
      }
      return new Middle(figure, priority, wanted);
    }
  }
}
