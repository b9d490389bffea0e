package dev.deskhand.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as the pages word them. */
public final class Formats {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Formats() {}

  /** A moment; the pages' script puts it into the reader's own time zone. */
  public static String utc(Instant at) {
    return UTC.format(at);
  }

  /** A length of time in its largest unit, such as {@code 3 minutes}. */
  public static String roughly(Duration length) {
    if (length.toDays() > 1) {
      return length.toDays() + " days";
    }
    if (length.toHours() > 1) {
      return length.toHours() + " hours";
    }
    if (length.toMinutes() > 1) {
      return length.toMinutes() + " minutes";
    }
    return length.toSeconds() == 1 ? "1 second" : length.toSeconds() + " seconds";
  }

  /** A constant in lower case. */
  public static String of(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
