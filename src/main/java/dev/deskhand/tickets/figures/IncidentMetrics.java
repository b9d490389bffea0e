package dev.deskhand.tickets.figures;

import dev.deskhand.tickets.IncidentFigures;
import dev.deskhand.tickets.IncidentFigures.Figures;
import dev.deskhand.tickets.IncidentFigures.OfPriority;
import dev.deskhand.tickets.IncidentFigures.Reopened;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.figures.IncidentTally.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The figures of a period. */
@Component
public class IncidentMetrics {

  private static final String RESOLVED = "RESOLVED";
  private static final String ANSWERED = "ANSWERED";

  private final IncidentTally tally;

  IncidentMetrics(IncidentTally tally) {
    this.tally = tally;
  }

  /**
   * Counts, in one statement.
   *
   * @param until is not part of the period any more
   * @param services what incidents keep of the service that is meant; empty for all incidents
   */
  public IncidentFigures figures(Instant from, Instant until, List<String> services) {
    List<Row> rows = tally.rows(from, until, services);
    List<Row> since =
        rows.stream().filter(row -> row.wanted().equals(IncidentTally.REOPENED_SINCE)).toList();
    return new IncidentFigures(
        figures(rows, Optional.empty()),
        Arrays.stream(Priority.values())
            .map(priority -> new OfPriority(priority, figures(rows, Optional.of(priority))))
            .toList(),
        since.stream()
            .map(row -> new Reopened("INC-" + row.number(), Objects.requireNonNull(row.at())))
            .toList(),
        since.isEmpty() ? 0 : since.getFirst().micros().longValueExact());
  }

  private static Figures figures(List<Row> rows, Optional<Priority> priority) {
    return new Figures(
        number(rows, "OPENED", priority),
        number(rows, RESOLVED, priority),
        number(rows, "REOPENED", priority),
        number(rows, "CANCELLED", priority),
        number(rows, "MERGED", priority),
        number(rows, "CLOSED", priority),
        number(rows, IncidentTally.OPEN_BEFORE, priority),
        number(rows, IncidentTally.OPEN, priority),
        mean(rows, ANSWERED, priority),
        median(rows, ANSWERED, priority),
        mean(rows, RESOLVED, priority),
        median(rows, RESOLVED, priority));
  }

  private static List<Row> of(List<Row> rows, String wanted, Optional<Priority> priority) {
    return rows.stream()
        .filter(row -> row.wanted().equals(wanted))
        .filter(row -> priority.isEmpty() || row.priority().equals(priority))
        .toList();
  }

  private static long number(List<Row> rows, String wanted, Optional<Priority> priority) {
    return of(rows, wanted, priority).stream().mapToLong(Row::number).sum();
  }

  private static @Nullable Duration mean(
      List<Row> rows, String wanted, Optional<Priority> priority) {
    long number = number(rows, wanted, priority);
    BigDecimal micros =
        of(rows, wanted, priority).stream()
            .map(Row::micros)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return number == 0 ? null : duration(micros, number);
  }

  private static @Nullable Duration median(
      List<Row> rows, String figure, Optional<Priority> priority) {
    return rows.stream()
        .filter(row -> row.wanted().equals(figure + IncidentTally.MEDIAN))
        .filter(row -> row.priority().equals(priority))
        .map(row -> duration(row.micros(), 1))
        .findFirst()
        .orElse(null);
  }

  /** To the microsecond, which is as fine as PostgreSQL keeps time. */
  private static Duration duration(BigDecimal micros, long number) {
    return Duration.of(
        micros.divide(BigDecimal.valueOf(number), 0, RoundingMode.HALF_UP).longValueExact(),
        ChronoUnit.MICROS);
  }
}
