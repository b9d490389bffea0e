package dev.deskhand.cards;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where a picture's time axis is marked, in the zone of those who read it: at full hours of short
 * periods, where days begin, or where months begin. The chart library marks the days of UTC,
 * however it writes them.
 */
final class TimeMarks {

  /** So many labels fit beside each other. */
  private static final int MOST = 8;

  private static final int[] HOURS = {1, 3, 6, 12};
  private static final int[] DAYS = {1, 2, 7, 14};
  private static final int[] MONTHS = {1, 3, 6, 12, 24, 60};

  /** As long a period is marked in hours, and in days, though the clocks be put back in it. */
  private static final Duration IN_HOURS = Duration.ofHours(73);

  private static final Duration IN_DAYS = Duration.ofDays(61);

  private TimeMarks() {}

  /** A moment, and what is written there. */
  record Mark(Instant at, String label) {}

  /** The marks from a moment (included) until another (excluded), in their order. */
  static List<Mark> between(Instant from, Instant until, ZoneId zone) {
    Duration period = Duration.between(from, until);
    LocalDate first = from.atZone(zone).toLocalDate();
    LocalDate last = until.atZone(zone).toLocalDate();
    if (period.compareTo(IN_HOURS) <= 0) {
      List<Mark> hours =
          few(
              HOURS,
              step -> marks(hours(first, last, step, zone), from, until, "d MMM HH:mm", zone));
      if (hours.size() <= MOST) {
        return hours;
      }
    }
    if (period.compareTo(IN_DAYS) <= 0) {
      return few(
          DAYS, step -> marks(starts(days(first, last, step), zone), from, until, "d MMM", zone));
    }
    return few(
        MONTHS,
        step -> marks(starts(months(first, last, step), zone), from, until, "MMM yyyy", zone));
  }

  /** Those of the smallest step of which there are few enough. */
  private static List<Mark> few(int[] steps, IntFunction<List<Mark>> marks) {
    List<Mark> found = List.of();
    for (int step : steps) {
      found = marks.apply(step);
      if (found.size() <= MOST) {
        return found;
      }
    }
    return found;
  }

  private static List<Mark> marks(
      Stream<Instant> moments, Instant from, Instant until, String pattern, ZoneId zone) {
    DateTimeFormatter words = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone);
    return moments
        .filter(at -> !at.isBefore(from) && at.isBefore(until))
        .distinct()
        .sorted()
        .map(at -> new Mark(at, words.format(at)))
        .toList();
  }

  private static Stream<Instant> hours(LocalDate first, LocalDate last, int step, ZoneId zone) {
    return Stream.concat(
        starts(days(first, last, 1), zone),
        days(first, last, 1)
            .flatMap(
                day ->
                    IntStream.iterate(step, hour -> hour < 24, hour -> hour + step)
                        .mapToObj(hour -> day.atTime(LocalTime.of(hour, 0)).atZone(zone))
                        // where the clocks were put forward, an hour is missing
                        .filter(at -> at.getHour() % step == 0)
                        .map(at -> at.toInstant())));
  }

  private static Stream<LocalDate> days(LocalDate first, LocalDate last, int step) {
    // weeks begin on Mondays
    LocalDate begin = step % 7 == 0 ? first.minusDays(first.getDayOfWeek().getValue() - 1L) : first;
    return begin.datesUntil(last.plusDays(1), Period.ofDays(step));
  }

  private static Stream<LocalDate> months(LocalDate first, LocalDate last, int step) {
    return first
        .withDayOfMonth(1)
        .datesUntil(last.plusDays(1), Period.ofMonths(1))
        .filter(month -> (month.getYear() * 12 + month.getMonthValue() - 1) % step == 0);
  }

  /** A day does not begin at midnight everywhere. */
  private static Stream<Instant> starts(Stream<LocalDate> days, ZoneId zone) {
    return days.map(day -> day.atStartOfDay(zone).toInstant());
  }
}
