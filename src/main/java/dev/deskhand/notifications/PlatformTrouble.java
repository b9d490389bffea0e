package dev.deskhand.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Which platforms have failed, as far as this copy of the desk has seen. One that it has not seen
 * well yet counts as one that has, since another copy may have left something waiting.
 */
@Component
class PlatformTrouble {

  /** On a bad day calls succeed and fail by turns; what fails by itself must not be tried for ever. */
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);

  private final Clock clock;
  private final Set<String> well = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> over = new ConcurrentHashMap<>();

  PlatformTrouble(Clock clock) {
    this.clock = clock;
  }

  /** A platform has failed. */
  void seen(String platform) {
    well.remove(platform);
  }

  /** Whether something may wait for a platform that has just worked. */
  boolean mayBeOver(String platform) {
    return !well.contains(platform);
  }

  /** Whether what waits is due: of many who see that a platform works again, one is told so. */
  boolean isOver(String platform) {
    Instant now = clock.instant();
    Instant last = over.get(platform);
    boolean tooSoon =
        last != null && Duration.between(last, now).abs().compareTo(AT_MOST_EVERY) < 0;
    if (tooSoon || !well.add(platform)) {
      return false;
    }
    over.put(platform, now);
    return true;
  }
}
