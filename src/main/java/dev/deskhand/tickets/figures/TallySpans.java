package dev.deskhand.tickets.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A period as it is counted: by whole months and days (UTC) of the tally, and at its two ends by
 * what happened in the rest of it.
 *
 * @param whole next to each other, without gaps
 * @param parts before the first and after the last of them; the period itself if there is none
 */
record TallySpans(List<Whole> whole, List<Part> parts) {

  /** Before all that can be told apart by a date. */
  static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");

  TallySpans {
    whole = List.copyOf(whole);
    parts = List.copyOf(parts);
  }

  enum Unit {
    DAY,
    MONTH
  }

  /**
   * Days, or months by their first days.
   *
   * @param until the first one that is not meant any more
   */
  record Whole(Unit unit, LocalDate from, LocalDate until) {}

  /**
   * What is counted one by one.
   *
   * @param until is not part of it
   */
  record Part(Instant from, Instant until) {}

  /** By months, and by days where no month is whole. */
  static TallySpans byDays(Instant from, Instant until) {
    LocalDate first = firstDay(from);
    LocalDate last = day(until);
    if (!first.isBefore(last)) {
      return oneByOne(from, until);
    }
    LocalDate firstMonth = firstMonth(first);
    LocalDate lastMonth = month(last).atDay(1);
    List<Whole> whole = new ArrayList<>();
    if (firstMonth.isBefore(lastMonth)) {
      add(whole, Unit.DAY, first, firstMonth);
      add(whole, Unit.MONTH, firstMonth, lastMonth);
      add(whole, Unit.DAY, lastMonth, last);
    } else {
      add(whole, Unit.DAY, first, last);
    }
    return new TallySpans(whole, around(from, start(first), start(last), until));
  }

  /** By months alone. */
  static TallySpans byMonths(Instant from, Instant until) {
    LocalDate first = firstMonth(firstDay(from));
    LocalDate last = month(day(until)).atDay(1);
    return first.isBefore(last)
        ? new TallySpans(
            List.of(new Whole(Unit.MONTH, first, last)),
            around(from, start(first), start(last), until))
        : oneByOne(from, until);
  }

  static TallySpans oneByOne(Instant from, Instant until) {
    return new TallySpans(
        List.of(), from.isBefore(until) ? List.of(new Part(from, until)) : List.of());
  }

  private static void add(List<Whole> whole, Unit unit, LocalDate from, LocalDate until) {
    if (from.isBefore(until)) {
      whole.add(new Whole(unit, from, until));
    }
  }

  private static List<Part> around(Instant from, Instant first, Instant last, Instant until) {
    List<Part> parts = new ArrayList<>(oneByOne(from, first).parts());
    parts.addAll(oneByOne(last, until).parts());
    return parts;
  }

  /** The first one that begins in a period. */
  private static LocalDate firstDay(Instant from) {
    LocalDate day = day(from);
    return start(day).isBefore(from) ? day.plusDays(1) : day;
  }

  private static LocalDate firstMonth(LocalDate day) {
    return month(day.minusDays(1)).plusMonths(1).atDay(1);
  }

  private static LocalDate day(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static YearMonth month(LocalDate day) {
    return YearMonth.from(day);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
