package dev.deskhand.commandline.servicenow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The times of a file. Whether the day or the month comes first in them is known once all rows have
 * been seen, and so is whether the newest rows stand first.
 */
final class ServiceNowTimes {

  private static final Pattern TIME =
      Pattern.compile(
          "(?<first>\\d{1,4})(?<sign>[-/.])(?<second>\\d{1,2})\\k<sign>(?<third>\\d{1,4})"
              + "(?:T|,? )(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<s>\\d{2})(?:[.,]\\d+)?)?"
              + "(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?"
              + "(?: ?(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?))?");

  private final Reading dayFirst;
  private final Reading monthFirst;
  private boolean yearLast = false;
  private boolean halves = false;
  private @Nullable String numberBefore;

  /**
   * Begins without any row.
   *
   * @param zone in which times without a zone are meant
   */
  ServiceNowTimes(ZoneId zone) {
    dayFirst = new Reading(true, zone);
    monthFirst = new Reading(false, zone);
  }

  /** Whether a text has the form of a time. */
  static boolean looksLikeOne(String text) {
    return TIME.matcher(text).matches();
  }

  /**
   * Takes a row into account, in the file's order.
   *
   * @param opened when the incident was opened; null if the row does not say it
   */
  void see(String number, @Nullable String updated, @Nullable String opened) {
    boolean sameIncident = number.equals(numberBefore);
    numberBefore = number;
    for (String text : new String[] {updated, opened}) {
      if (text != null) {
        Matcher matcher = TIME.matcher(text);
        if (matcher.matches() && matcher.group("first").length() < 3) {
          yearLast = true;
          halves |= matcher.group("half") != null;
        }
      }
    }
    dayFirst.see(sameIncident, updated, opened);
    monthFirst.see(sameIncident, updated, opened);
  }

  /** The time that a text says; empty if it says none. */
  Optional<Stamp> read(String text) {
    return stamp(text, chosen().dayFirst);
  }

  /** In what order the rows of an incident stand. */
  Order order() {
    return chosen().order();
  }

  /** How the dates were read, in words. */
  String inWords() {
    if (!yearLast) {
      return "dates read as year-month-day";
    }
    String how = "dates read as " + (chosen().dayFirst ? "day-month-year" : "month-day-year");
    return dayFirst.understood == monthFirst.understood
            && dayFirst.contradictions == monthFirst.contradictions
        ? how
            + ", though nothing in the file tells them from "
            + (chosen().dayFirst ? "month-day-year" : "day-month-year")
        : how;
  }

  private Reading chosen() {
    if (dayFirst.understood != monthFirst.understood) {
      return dayFirst.understood > monthFirst.understood ? dayFirst : monthFirst;
    }
    if (dayFirst.contradictions != monthFirst.contradictions) {
      return dayFirst.contradictions < monthFirst.contradictions ? dayFirst : monthFirst;
    }
    // who writes hours from 1 to 12 mostly writes the month first
    return halves ? monthFirst : dayFirst;
  }

  private static Optional<Stamp> stamp(String text, boolean dayFirst) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean yearFirst = matcher.group("first").length() == 4;
    if (!yearFirst && matcher.group("third").length() != 4) {
      return Optional.empty();
    }
    int year = number(matcher, yearFirst ? "first" : "third");
    int month = number(matcher, yearFirst || dayFirst ? "second" : "first");
    int day = number(matcher, yearFirst ? "third" : dayFirst ? "first" : "second");
    try {
      return Optional.of(
          new Stamp(
              LocalDateTime.of(
                  year,
                  month,
                  day,
                  hour(matcher),
                  number(matcher, "minute"),
                  matcher.group("s") == null ? 0 : number(matcher, "s")),
              offset(matcher.group("zone"))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int hour(Matcher matcher) {
    int hour = number(matcher, "hour");
    String half = matcher.group("half");
    if (half == null) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("there is no such hour");
    }
    return hour % 12 + (half.toLowerCase(Locale.ROOT).equals("p") ? 12 : 0);
  }

  private static @Nullable ZoneOffset offset(@Nullable String zone) {
    if (zone == null) {
      return null;
    }
    return zone.matches("Z|UTC|GMT") ? ZoneOffset.UTC : ZoneOffset.of(zone);
  }

  private static int number(Matcher matcher, String group) {
    return Integer.parseInt(matcher.group(group));
  }

  /**
   * A time as it is written.
   *
   * @param offset null if it is meant in the file's own zone
   */
  record Stamp(LocalDateTime local, @Nullable ZoneOffset offset) {

    @Override
    public String toString() {
      return offset == null ? local.toString() : local.atOffset(offset).toString();
    }
  }

  /** In what order the rows of an incident stand, as far as their times tell. */
  enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST,
    JUMBLED,
    UNKNOWN
  }

  /** What comes of all rows if one of day and month comes first. */
  private static final class Reading {

    private final boolean dayFirst;
    private final ZoneId zone;
    private long understood = 0;
    private long contradictions = 0;
    private long forwards = 0;
    private long backwards = 0;
    private long forwardsWithin = 0;
    private long backwardsWithin = 0;
    private @Nullable Meant before;

    Reading(boolean dayFirst, ZoneId zone) {
      this.dayFirst = dayFirst;
      this.zone = zone;
    }

    void see(boolean sameIncident, @Nullable String updated, @Nullable String opened) {
      Meant at = meant(updated);
      Meant since = meant(opened);
      if (at == null) {
        return;
      }
      if (since != null && at.isBefore(since)) {
        contradictions++;
      }
      if (before != null) {
        boolean on = before.isBefore(at);
        boolean back = at.isBefore(before);
        forwards += on ? 1 : 0;
        backwards += back ? 1 : 0;
        forwardsWithin += sameIncident && on ? 1 : 0;
        backwardsWithin += sameIncident && back ? 1 : 0;
      }
      before = at;
    }

    private @Nullable Meant meant(@Nullable String text) {
      if (text == null) {
        return null;
      }
      Optional<Stamp> stamp = stamp(text, dayFirst);
      understood += stamp.isPresent() ? 1 : 0;
      return stamp.map(said -> Meant.by(said, zone)).orElse(null);
    }

    Order order() {
      if (forwardsWithin + backwardsWithin > 0) {
        return order(forwardsWithin, backwardsWithin);
      }
      return forwards + backwards > 0 ? order(forwards, backwards) : Order.UNKNOWN;
    }

    /** A real log has a row at the wrong place now and then. */
    private static Order order(long forwards, long backwards) {
      long few = (forwards + backwards) / 10;
      return backwards <= few
          ? Order.OLDEST_FIRST
          : forwards <= few ? Order.NEWEST_FIRST : Order.JUMBLED;
    }
  }

  /** When a time is at the earliest and at the latest, which differ where clocks were changed. */
  private record Meant(Instant earliest, Instant latest) {

    static Meant by(Stamp stamp, ZoneId zone) {
      if (stamp.offset() != null) {
        Instant at = stamp.local().toInstant(stamp.offset());
        return new Meant(at, at);
      }
      ZoneOffsetTransition change = zone.getRules().getTransition(stamp.local());
      if (change == null) {
        Instant at = stamp.local().atZone(zone).toInstant();
        return new Meant(at, at);
      }
      Instant one = stamp.local().toInstant(change.getOffsetBefore());
      Instant other = stamp.local().toInstant(change.getOffsetAfter());
      return one.isBefore(other) ? new Meant(one, other) : new Meant(other, one);
    }

    boolean isBefore(Meant other) {
      return latest.isBefore(other.earliest);
    }
  }
}
