package dev.deskhand.status;

import dev.deskhand.status.Intervals.Interval;
import dev.deskhand.status.OutageSummary.ServiceShare;
import dev.deskhand.status.OutageSummary.Stretch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The figures of an outage summary, worked out from the outages alone.
 *
 * @param elapsed the part of the period that has passed
 * @param until the end of the period, which is not part of it
 */
record SummaryFigures(Interval elapsed, Instant until, List<Recorded> recorded) {

  SummaryFigures {
    recorded = List.copyOf(recorded);
  }

  /**
   * An outage with how bad it was when.
   *
   * @param turns each severity that it was given, in order; without any, it always had the one that
   *     it has
   */
  record Recorded(Outage outage, List<Turn> turns) {
    Recorded {
      turns = List.copyOf(turns);
    }

    /** How bad it was before a moment. */
    Outage.Severity severityBefore(Instant moment) {
      return turns.stream()
          .filter(turn -> turn.at().isBefore(moment))
          .reduce((earlier, later) -> later)
          .or(() -> turns.stream().findFirst())
          .map(Turn::severity)
          .orElse(outage.severity());
    }
  }

  /** From this moment on it was so bad. */
  record Turn(Outage.Severity severity, Instant at) {}

  /** Figures of a period as they are at a moment, which may be within the period. */
  static SummaryFigures of(Instant from, Instant until, Instant now, List<Recorded> recorded) {
    Instant end = until.isAfter(now) ? now : until;
    return new SummaryFigures(new Interval(from, end.isBefore(from) ? from : end), until, recorded);
  }

  /** The outages, as they stood at the end of the period. */
  List<Outage> outages() {
    return recorded.stream().map(Recorded::outage).toList();
  }

  /** The time within the period in which the outage was open. */
  Duration duration(Outage outage) {
    return open(outage).length();
  }

  /** How bad an outage was within the period, and when; at least one stretch. */
  List<Stretch> stretches(Recorded of) {
    Interval open = open(of.outage());
    List<Stretch> stretches = new ArrayList<>();
    Instant from = open.from();
    for (int next = 1; next < of.turns().size(); next++) {
      Instant at = of.turns().get(next).at();
      Instant turned = at.isAfter(open.until()) ? open.until() : at;
      if (turned.isAfter(from)) {
        stretches.add(new Stretch(of.turns().get(next - 1).severity(), from, turned));
        from = turned;
      }
    }
    if (open.until().isAfter(from) || stretches.isEmpty()) {
      stretches.add(new Stretch(of.severityBefore(open.until()), from, open.until()));
    }
    return stretches;
  }

  /** All their durations added up. */
  Duration total() {
    return outages().stream().map(this::duration).reduce(Duration.ZERO, Duration::plus);
  }

  /** The outages that were acknowledged within the period. */
  List<Outage> acknowledged() {
    return outages().stream().filter(outage -> happened(outage.acknowledgedAt())).toList();
  }

  /** The outages that were resolved within the period. */
  List<Outage> restored() {
    return outages().stream().filter(outage -> happened(outage.resolvedAt())).toList();
  }

  /** From declaring to a later moment of each, on average; null if there are none. */
  static @Nullable Duration mean(List<Outage> outages, Function<Outage, @Nullable Instant> moment) {
    Duration sum = Duration.ZERO;
    for (Outage outage : outages) {
      Instant at = moment.apply(outage);
      if (at == null) {
        throw new IllegalArgumentException(outage.key() + " has not come so far");
      }
      sum = sum.plus(Duration.between(outage.startedAt(), at));
    }
    return outages.isEmpty() ? null : sum.dividedBy(outages.size());
  }

  /**
   * Each service's share, the longest downtime first, then the longest degradation.
   *
   * @param levels the agreed availabilities by service
   */
  List<ServiceShare> shares(Map<String, BigDecimal> levels) {
    Map<String, List<Recorded>> byService =
        recorded.stream()
            .collect(
                Collectors.groupingBy(
                    of -> of.outage().service(), LinkedHashMap::new, Collectors.toList()));
    return byService.entrySet().stream()
        .map(entry -> share(entry.getKey(), entry.getValue(), levels.get(entry.getKey())))
        .sorted(
            Comparator.comparing(ServiceShare::downtime)
                .thenComparing(ServiceShare::degraded)
                .reversed()
                .thenComparing(ServiceShare::service))
        .toList();
  }

  private ServiceShare share(String service, List<Recorded> its, @Nullable BigDecimal level) {
    List<Outage> open = its.stream().map(Recorded::outage).toList();
    Duration affected = Intervals.covered(open.stream().map(this::open).toList());
    Duration down =
        Intervals.covered(
            its.stream()
                .flatMap(of -> stretches(of).stream())
                .filter(stretch -> stretch.severity() == Outage.Severity.DOWN)
                .map(stretch -> new Interval(stretch.from(), stretch.until()))
                .toList());
    return new ServiceShare(
        service,
        down,
        affected.minus(down),
        availability(down),
        level,
        open.stream().map(Outage::key).toList());
  }

  private BigDecimal availability(Duration down) {
    Duration whole = elapsed.length();
    if (whole.isZero()) {
      return new BigDecimal("100.000");
    }
    return seconds(whole.minus(down))
        .multiply(BigDecimal.valueOf(100))
        .divide(seconds(whole), 3, RoundingMode.HALF_UP);
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toSeconds())
        .add(BigDecimal.valueOf(duration.toNanosPart(), 9));
  }

  private Interval open(Outage outage) {
    Instant resolved = outage.resolvedAt();
    Instant end = resolved == null ? elapsed.until() : resolved;
    return new Interval(
            outage.startedAt(), end.isBefore(outage.startedAt()) ? outage.startedAt() : end)
        .within(elapsed);
  }

  private boolean happened(@Nullable Instant at) {
    return at != null && !at.isBefore(elapsed.from()) && at.isBefore(until);
  }
}
