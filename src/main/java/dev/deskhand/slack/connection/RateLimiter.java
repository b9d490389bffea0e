package dev.deskhand.slack.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Slack's rate limits, kept before Slack complains: each method's {@link RateLimitTier}, and one
 * message per second and channel with a short burst. When Slack complains nevertheless, what it
 * complained of rests as long as it says.
 *
 * <p>It never makes anybody wait: it says how long to wait. Where people wait for a call, others
 * leave the next one to them.
 *
 * <p>Each copy of the desk counts for itself. Several on one workspace may together go beyond a
 * limit; then Slack's {@code Retry-After} slows each of them down.
 */
public final class RateLimiter {

  /** Slack lets an app go over one message per second for a moment. */
  private static final int BURST = 3;

  /** When Slack complains and does not say how long. */
  private static final Duration UNSAID = Duration.ofSeconds(5);

  /** How long beyond their wait people are let through first. */
  private static final Duration COURTESY = Duration.ofSeconds(1);

  private static final Duration FORGOTTEN = Duration.ofMinutes(5);

  /** Threads that read the clock side by side differ by less. */
  private static final Duration AT_ONE_TIME = Duration.ofSeconds(1);

  private final SlackProperties.Limits limits;
  private final Clock clock;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(20_000).expireAfterAccess(FORGOTTEN).build();
  private final Map<String, Span> resting = new ConcurrentHashMap<>();
  private final Map<String, Span> waitedFor = new ConcurrentHashMap<>();
  private volatile Instant latest = Instant.EPOCH;

  public RateLimiter(SlackProperties.Limits limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
    this.time = new MeasuredTime(clock);
  }

  /** A time in which something holds. A clock that was set back is not in it. */
  private record Span(Instant from, Instant until) {

    Duration left(Instant now) {
      return now.isBefore(from) || !now.isBefore(until)
          ? Duration.ZERO
          : Duration.between(now, until);
    }
  }

  /** Bucket4j's time is the desk's. */
  private record MeasuredTime(Clock clock) implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  /**
   * Takes what one call needs.
   *
   * @param channel the channel in which it posts a message, or null if it posts none
   * @return how long to wait before asking again; empty if the call may be made
   */
  Optional<Duration> take(String method, @Nullable String channel, CallPriority urgency) {
    noticeClockSetBack();
    Duration rest = rest(method, channel);
    if (rest.isPositive()) {
      return Optional.of(rest);
    }
    String posting = channel == null ? null : posting(channel);
    Bucket ofMethod = buckets.get(method, key -> bucketOf(RateLimitTier.of(method)));
    Bucket ofChannel = posting == null ? null : buckets.get(posting, key -> bucketOfChannel());
    if (urgency == CallPriority.NOW) {
      ofMethod.consumeIgnoringRateLimits(1);
      return Optional.empty();
    }
    Optional<Duration> wait = take(method, ofMethod, urgency);
    if (wait.isEmpty() && posting != null && ofChannel != null) {
      wait = take(posting, ofChannel, urgency);
      if (wait.isPresent()) {
        ofMethod.addTokens(1);
      }
    }
    return wait;
  }

  /** A bucket would not fill again until the time has come that it has seen already. */
  private void noticeClockSetBack() {
    Instant now = clock.instant();
    if (now.plus(AT_ONE_TIME).isBefore(latest)) {
      buckets.invalidateAll();
      latest = now;
    } else if (now.isAfter(latest)) {
      latest = now;
    }
  }

  private Optional<Duration> take(String what, Bucket bucket, CallPriority urgency) {
    Instant now = clock.instant();
    Span people = waitedFor.get(what);
    if (people != null && urgency == CallPriority.WHENEVER) {
      Duration left = people.left(now);
      if (left.isPositive()) {
        return Optional.of(left);
      }
      waitedFor.remove(what, people);
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      if (people != null && urgency == CallPriority.SOON) {
        waitedFor.remove(what, people);
      }
      return Optional.empty();
    }
    // to the next millisecond, since nobody sleeps more finely
    Duration wait = Duration.ofMillis(probe.getNanosToWaitForRefill() / 1_000_000 + 1);
    if (urgency == CallPriority.SOON) {
      waitedFor.put(what, new Span(now, now.plus(wait).plus(COURTESY)));
    }
    return Optional.of(wait);
  }

  /**
   * Slack complained of a call. Nobody makes another of its kind before the time is over: for a
   * posted message none in its channel, else none of the method.
   *
   * @param after what {@code Retry-After} said, or null
   */
  Duration complained(String method, @Nullable String channel, @Nullable Duration after) {
    Duration rest = after == null || !after.isPositive() ? UNSAID : after;
    Instant now = clock.instant();
    resting.merge(
        channel == null ? method : posting(channel),
        new Span(now, now.plus(rest)),
        (known, told) -> known.left(now).compareTo(rest) > 0 ? known : told);
    return rest;
  }

  private Duration rest(String method, @Nullable String channel) {
    Duration ofMethod = rest(method);
    Duration ofChannel = channel == null ? Duration.ZERO : rest(posting(channel));
    return ofMethod.compareTo(ofChannel) > 0 ? ofMethod : ofChannel;
  }

  private Duration rest(String what) {
    Span span = resting.get(what);
    if (span == null) {
      return Duration.ZERO;
    }
    Duration left = span.left(clock.instant());
    if (!left.isPositive()) {
      resting.remove(what, span);
    }
    return left;
  }

  private static String posting(String channel) {
    return "chat.postMessage to " + channel;
  }

  private Bucket bucketOf(RateLimitTier tier) {
    return bucket(
        (long) tier.atOnce() * limits.tierFactor(),
        (long) tier.refilled() * limits.tierFactor(),
        Duration.ofMinutes(1));
  }

  private Bucket bucketOfChannel() {
    return bucket(
        (long) BURST * limits.postsPerChannel(), limits.postsPerChannel(), Duration.ofSeconds(1));
  }

  private Bucket bucket(long atOnce, long refilled, Duration in) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(refilled, in))
        .withCustomTimePrecision(time)
        .build();
  }
}
