package dev.deskhand.notifications.outbox;

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
public class PlatformAvailability {

  /**
   * On a bad day calls succeed and fail by turns; what fails by itself must not be tried for ever.
   */
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(10);

  /** While a platform fails, somebody asks this often whether it is well. */
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** What fails for longer than this is tried as often as messages are by themselves. */
  private static final Duration PROBED = Duration.ofMinutes(15);

  private final Clock clock;
  private final Set<String> well = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> over = new ConcurrentHashMap<>();

  /** Since when nothing has worked. */
  private final Map<String, Instant> since = new ConcurrentHashMap<>();

  private final Map<String, Instant> probed = new ConcurrentHashMap<>();

  public PlatformAvailability(Clock clock) {
    this.clock = clock;
  }

  /** A platform has failed. */
  public void seen(String platform) {
    well.remove(platform);
    since.putIfAbsent(platform, clock.instant());
  }

  /** A platform has worked; whether something may wait for it. */
  public boolean mayBeOver(String platform) {
    since.remove(platform);
    return !well.contains(platform);
  }

  /**
   * How long somebody waits at most before they try a platform again that has failed: one at a time
   * for a moment only, to find out when it is well; the others for longer.
   */
  Duration longestWait(String platform, Duration otherwise) {
    Instant now = clock.instant();
    Duration failing = Duration.between(since.getOrDefault(platform, now), now);
    return failing.compareTo(PROBE) >= 0
            && failing.compareTo(PROBED) < 0
            && otherwise.compareTo(PROBE) > 0
            && probes(platform, now)
        ? PROBE
        : otherwise;
  }

  private boolean probes(String platform, Instant now) {
    Instant last = probed.get(platform);
    if (last == null) {
      return probed.putIfAbsent(platform, now) == null;
    }
    // whoever probed last may be a little early, since waits differ by chance
    return Duration.between(last, now).abs().compareTo(PROBE.dividedBy(2)) >= 0
        && probed.replace(platform, last, now);
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
