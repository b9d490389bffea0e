package dev.deskhand.bench.load;

import java.time.Duration;
import org.HdrHistogram.ConcurrentHistogram;

/** How long something took each time; up to ten minutes. */
public final class Latencies {

  private static final long LONGEST_NANOS = Duration.ofMinutes(10).toNanos();

  private final ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);

  public void record(long took) {
    nanos.recordValue(Math.clamp(took, 0, LONGEST_NANOS));
  }

  public int count() {
    return (int) nanos.getTotalCount();
  }

  /** In milliseconds; not a number if there was none. */
  public double percentile(double percent) {
    return nanos.getTotalCount() == 0 ? Double.NaN : nanos.getValueAtPercentile(percent) / 1e6;
  }
}
