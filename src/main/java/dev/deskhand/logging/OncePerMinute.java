package dev.deskhand.logging;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets one of each kind pass in a minute and counts the others. */
final class OncePerMinute {

  static final Duration PERIOD = Duration.ofMinutes(1);

  /** More kinds than there can be, should one of them be named after what differs. */
  private static final int MOST_KINDS = 1_000;

  private final Cache<String, Last> kinds = Caffeine.newBuilder().maximumSize(MOST_KINDS).build();
  private final Clock clock;

  OncePerMinute(Clock clock) {
    this.clock = clock;
  }

  /** How many of the kind were held back since one passed last, or nothing if this one is too. */
  Optional<Long> admit(String kind) {
    Instant now = clock.instant();
    Last after = kinds.asMap().compute(kind, (same, before) -> next(before, now));
    return after.heldBack == 0 ? Optional.of(after.unsaid) : Optional.empty();
  }

  private static Last next(@Nullable Last before, Instant now) {
    if (before == null) {
      return new Last(now, 0, 0);
    }
    // threads come here in another order than they looked at the clock
    return Duration.between(before.passed, now).abs().compareTo(PERIOD) < 0
        ? new Last(before.passed, before.heldBack + 1, before.unsaid)
        : new Last(now, 0, before.heldBack);
  }

  /** What a line says of those before it that were not logged. */
  static String words(long unsaid) {
    return unsaid == 0 ? "" : " (and " + unsaid + " more since the last such line)";
  }

  /**
   * @param passed when one passed last
   * @param heldBack how many were held back since
   * @param unsaid how many had been held back before it
   */
  private record Last(Instant passed, long heldBack, long unsaid) {}
}
