package dev.deskhand.discord.standin;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Ids as Discord makes them: strictly rising, and telling the millisecond they were made in. */
final class Snowflakes {
  private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
  private static final int TIME_SHIFT = 22;

  private final AtomicLong last = new AtomicLong();

  String next() {
    long floor = (System.currentTimeMillis() - DISCORD_EPOCH_MILLIS) << TIME_SHIFT;
    return Long.toString(last.updateAndGet(previous -> Math.max(previous + 1, floor)));
  }

  /** When the id was made, to the millisecond. */
  static Instant timeOf(String id) {
    return Instant.ofEpochMilli((Long.parseLong(id) >>> TIME_SHIFT) + DISCORD_EPOCH_MILLIS);
  }
}
