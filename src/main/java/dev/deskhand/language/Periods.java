package dev.deskhand.language;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads periods: {@code 7d}, {@code 30 days}, {@code 2026-01-01..2026-03-31}, one date. */
final class Periods {

  /** What a command is about when no period is given. */
  static final Period USUAL = new Period.LastDays(30);

  /** The most days that a period may have: about ten years. */
  static final int MOST_DAYS = 3_660;

  private static final Pattern LAST_DAYS =
      Pattern.compile("(?:last )?([0-9]{1,9}) ?(?:d|day|days)");
  private static final Pattern DATES =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ?(?:\\.{2,3}|…|–|—| to ) ?([0-9]{4}-[0-9]{2}-[0-9]{2}))?");

  private Periods() {}

  /** What came of reading a period. */
  sealed interface Reading {
    record Read(Period period) implements Reading {}

    record Unreadable(String reason) implements Reading {}
  }

  static Reading read(String typed) {
    String words = typed.strip().toLowerCase(Locale.ROOT);
    Matcher last = LAST_DAYS.matcher(words);
    if (last.matches()) {
      int days = Integer.parseInt(last.group(1));
      return days >= 1 && days <= MOST_DAYS
          ? new Reading.Read(new Period.LastDays(days))
          : new Reading.Unreadable(bounds(days));
    }
    Matcher dates = DATES.matcher(words);
    if (!dates.matches()) {
      return new Reading.Unreadable(
          Phrases.quote(typed)
              + " is not a period. Write 7d, 30d, or two dates such as 2026-01-01..2026-03-31.");
    }
    String from = dates.group(1);
    String to = dates.group(2) == null ? from : dates.group(2);
    return date(from)
        .map(first -> date(to).map(end -> days(first, end)).orElseGet(() -> noDate(to)))
        .orElseGet(() -> noDate(from));
  }

  private static Reading days(LocalDate from, LocalDate to) {
    if (from.isAfter(to)) {
      return new Reading.Unreadable(
          "The period starts on " + from + ", after it ends on " + to + ". Swap the two dates.");
    }
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    return days <= MOST_DAYS
        ? new Reading.Read(new Period.Days(from, to))
        : new Reading.Unreadable(bounds(days));
  }

  private static Reading noDate(String typed) {
    return new Reading.Unreadable(typed + " is not a day of the calendar.");
  }

  private static String bounds(long days) {
    return String.format(
        Locale.ROOT, "A period has 1 to %,d days; this one has %,d.", MOST_DAYS, days);
  }

  private static Optional<LocalDate> date(String iso) {
    try {
      return Optional.of(LocalDate.parse(iso));
    } catch (DateTimeParseException noSuchDay) {
      return Optional.empty();
    }
  }
}
