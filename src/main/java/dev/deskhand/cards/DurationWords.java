package dev.deskhand.cards;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Durations as people read them. */
public final class DurationWords {

  private DurationWords() {}

  /** The two largest units: {@code 2 d 3 h}, {@code 45 min}, {@code 0 min}. */
  public static String of(Duration duration) {
    List<String> parts = parts(duration);
    if (parts.isEmpty()) {
      return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : "0 min";
    }
    return String.join(" ", parts.subList(0, Math.min(2, parts.size())));
  }

  /**
   * To the second, with the hours as a number, for figures that somebody will check: {@code 2 d 3 h
   * 15 min (51.25 h)}. Half a second counts as one.
   */
  public static String exact(@Nullable Duration duration) {
    if (duration == null) {
      return "none";
    }
    Duration rounded = duration.plusMillis(500);
    List<String> parts = parts(rounded);
    add(parts, rounded.toSecondsPart(), "s");
    return (parts.isEmpty() ? "0 min" : String.join(" ", parts))
        + String.format(Locale.ROOT, " (%.2f h)", duration.toMillis() / 3_600_000.0);
  }

  private static List<String> parts(Duration duration) {
    List<String> parts = new ArrayList<>();
    add(parts, duration.toDays(), "d");
    add(parts, duration.toHoursPart(), "h");
    add(parts, duration.toMinutesPart(), "min");
    return parts;
  }

  private static void add(List<String> parts, long amount, String unit) {
    if (amount > 0) {
      parts.add(amount + " " + unit);
    }
  }
}
