package dev.deskhand.tickets.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A period as it is counted: by whole months and days (UTC) of the tally, and at its two ends by
 * what happened in parts of a day.
 *
 * @param whole next to each other, without gaps
 * @param parts before the first and after the last of them; the period itself if it has no whole
 *     day
 */
record TallySpans(List<Whole> whole, List<Part> parts) {

  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

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
   * A part of a day.
   *
   * @param until is not part of it
   */
  record Part(Instant from, Instant until) {}

  /** A period without the moment of its end. */
  static TallySpans between(Instant from, Instant until) {
    LocalDate first = day(from);
    if (start(first).isBefore(from)) {
      first = first.plusDays(1);
    }
    LocalDate last = day(until);
    if (!first.isBefore(last)) {
      return new TallySpans(List.of(), parts(from, until));
    }
    List<Part> parts = new ArrayList<>(parts(from, start(first)));
    parts.addAll(parts(start(last), until));
    return new TallySpans(whole(first, last), parts);
  }

  /** All that was before a moment. */
  static TallySpans before(Instant moment) {
    LocalDate last = day(moment);
    return new TallySpans(whole(BEGINNING, last), parts(start(last), moment));
  }

  /** A period by whole months alone. */
  static TallySpans months(Instant from, Instant until) {
    TallySpans spans = between(from, until);
    return spans.whole().stream()
        .filter(span -> span.unit() == Unit.MONTH)
        .findFirst()
        .map(
            months -> {
              List<Part> parts = new ArrayList<>(parts(from, start(months.from())));
              parts.addAll(parts(start(months.until()), until));
              return new TallySpans(List.of(months), parts);
            })
        .orElseGet(() -> new TallySpans(List.of(), parts(from, until)));
  }

  private static List<Whole> whole(LocalDate from, LocalDate until) {
    LocalDate firstMonth = month(from.minusDays(1)).plusMonths(1).atDay(1);
    LocalDate lastMonth = month(until).atDay(1);
    if (!firstMonth.isBefore(lastMonth)) {
      return List.of(new Whole(Unit.DAY, from, until));
    }
    return List.of(
        new Whole(Unit.DAY, from, firstMonth),
        new Whole(Unit.MONTH, firstMonth, lastMonth),
        new Whole(Unit.DAY, lastMonth, until));
  }

  private static List<Part> parts(Instant from, Instant until) {
    return from.isBefore(until) ? List.of(new Part(from, until)) : List.of();
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
