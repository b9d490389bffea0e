package dev.deskhand.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Stretches of time. */
final class Intervals {

  private Intervals() {}

  /** A stretch of time, from a moment (included) to one that is not before it (excluded). */
  record Interval(Instant from, Instant until) {
    Interval {
      if (until.isBefore(from)) {
        throw new IllegalArgumentException(until + " is before " + from);
      }
    }

    Duration length() {
      return Duration.between(from, until);
    }

    /** What of it lies within another; of no length if nothing does. */
    Interval within(Interval other) {
      Instant start = from.isBefore(other.from) ? other.from : from;
      Instant end = until.isAfter(other.until) ? other.until : until;
      return end.isBefore(start) ? new Interval(start, start) : new Interval(start, end);
    }
  }

  /** How much time at least one of them covers: where they overlap, time counts once. */
  static Duration covered(Collection<Interval> intervals) {
    List<Interval> ordered =
        intervals.stream().sorted(Comparator.comparing(Interval::from)).toList();
    Duration covered = Duration.ZERO;
    Instant reached = Instant.MIN;
    for (Interval interval : ordered) {
      Instant start = interval.from().isBefore(reached) ? reached : interval.from();
      if (interval.until().isAfter(start)) {
        covered = covered.plus(Duration.between(start, interval.until()));
        reached = interval.until();
      }
    }
    return covered;
  }
}
