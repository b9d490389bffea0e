package dev.deskhand.conversation.commands.figures;

import dev.deskhand.language.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A period with its bounds, and how to say it.
 *
 * @param words names it, and says if it is not over
 */
record Span(Instant from, Instant until, String words, Course course) {

  /** Where a period is in time. */
  enum Course {
    TO_COME,
    RUNNING,
    OVER
  }

  /** A period as it lies in time, with days of the desk's time zone. */
  static Span of(Period period, Instant now, ZoneId zone) {
    return switch (period) {
      case Period.LastDays last ->
          new Span(
              now.minus(Duration.ofDays(last.days())),
              // what happened this very moment has happened
              now.plusMillis(1),
              "last " + last.days() + " days",
              Course.OVER);
      case Period.Days days -> {
        Instant from = days.from().atStartOfDay(zone).toInstant();
        Instant until = days.to().plusDays(1).atStartOfDay(zone).toInstant();
        String words = days.from() + " to " + days.to() + " (" + zone + ")";
        yield from.isAfter(now)
            ? new Span(from, until, words + ": this has not begun yet", Course.TO_COME)
            : until.isAfter(now)
                ? new Span(from, until, words + ", so far", Course.RUNNING)
                : new Span(from, until, words, Course.OVER);
      }
    };
  }

  boolean over() {
    return course == Course.OVER;
  }

  boolean toCome() {
    return course == Course.TO_COME;
  }
}
