package dev.deskhand.slack.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Says whether something is to be told: once a minute, however often it happens. */
public final class OncePerMinute {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Cache<String, Boolean> said =
      Caffeine.newBuilder().maximumSize(100).expireAfterWrite(MINUTE).build();

  /**
   * Whether this was not told within the last minute; then it counts as told.
   *
   * @param what the kind of thing, of which there are few
   */
  public boolean isFirst(String what) {
    return said.asMap().putIfAbsent(what, true) == null;
  }
}
