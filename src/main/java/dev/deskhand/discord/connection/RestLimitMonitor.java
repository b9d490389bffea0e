package dev.deskhand.discord.connection;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Discord has refused lately, and until when it wants to be left alone. JDA keeps the limits
 * by itself; here they are seen, and the desk stays far from the 10,000 invalid requests in ten
 * minutes (401, 403 and 429) after which Cloudflare would ban it.
 */
public class RestLimitMonitor implements Interceptor {

  private static final Logger log = LoggerFactory.getLogger(RestLimitMonitor.class);

  /** With so many, what can wait is not asked. */
  public static final int TOO_MANY = 500;

  private static final Duration COUNTED = Duration.ofMinutes(10);

  /** So long a request waits within JDA. */
  private static final Duration LEFT_TO_JDA = Duration.ofSeconds(5);

  private static final int MOST_REMEMBERED = 20_000;

  private final MeterRegistry meters;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Deque<Long> refused = new ArrayDeque<>();
  private volatile @Nullable Limit limit;
  private boolean warned;

  /** Who told the desk to wait with everything that it asks. */
  public enum Whose {
    DISCORD,
    CLOUDFLARE
  }

  /**
   * A limit on everything.
   *
   * @param until by the clock of {@link System#nanoTime()}
   */
  private record Limit(Whose whose, long until) {}

  /**
   * A limit as it is shown: in force, or over for less than ten minutes.
   *
   * @param left how long it is in force yet
   */
  public record Shown(Whose whose, Instant until, Duration left) {
    /** Whether it holds now. */
    public boolean inForce() {
      return left.isPositive();
    }
  }

  public RestLimitMonitor(MeterRegistry meters, Clock clock, LongSupplier nanos) {
    this.meters = meters;
    this.clock = clock;
    this.nanos = nanos;
    Gauge.builder("deskhand.discord.refused", this::refused)
        .description("requests that Discord refused as invalid in the last ten minutes")
        .register(meters);
    Gauge.builder("deskhand.discord.limited", () -> left().toMillis() / 1000.0)
        .description("how long Discord still wants to be asked nothing")
        .baseUnit("seconds")
        .register(meters);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    switch (response.code()) {
      case 401, 403 -> count();
      case 429 -> limited(response);
      default -> {}
    }
    return response;
  }

  /** How many requests of the last ten minutes count as invalid. */
  public int refused() {
    synchronized (refused) {
      long before = nanos.getAsLong() - COUNTED.toNanos();
      while (!refused.isEmpty() && refused.getFirst() - before < 0) {
        refused.removeFirst();
      }
      return refused.size();
    }
  }

  /** How long everything that can wait has to wait; zero if it need not. */
  public Duration pause() {
    Duration left = left();
    if (left.compareTo(LEFT_TO_JDA) > 0) {
      return left;
    }
    boolean many = refused() >= TOO_MANY;
    if (many != warned) {
      warned = many;
      if (many) {
        log.warn("Discord: {} requests were refused in ten minutes; the desk asks less", TOO_MANY);
      }
    }
    return many ? Duration.ofMinutes(1) : Duration.ZERO;
  }

  /** The latest limit on everything, if it is in force or has been lately. */
  public Optional<Shown> lately() {
    Limit latest = limit;
    if (latest == null) {
      return Optional.empty();
    }
    Duration left = Duration.ofNanos(latest.until() - nanos.getAsLong());
    return left.plus(COUNTED).isNegative()
        ? Optional.empty()
        : Optional.of(new Shown(latest.whose(), clock.instant().plus(left), left));
  }

  private Duration left() {
    return lately().map(Shown::left).filter(Duration::isPositive).orElse(Duration.ZERO);
  }

  private void limited(Response response) {
    boolean cloudflare = response.header("via") == null;
    boolean global = response.header("X-RateLimit-Global") != null;
    if (!"shared".equals(response.header("X-RateLimit-Scope"))) {
      count();
    }
    String kind = cloudflare ? "cloudflare" : global ? "global" : "bucket";
    meters.counter("deskhand.discord.limits", "kind", kind).increment();
    if (cloudflare || global) {
      Duration after = after(response);
      limit =
          new Limit(
              cloudflare ? Whose.CLOUDFLARE : Whose.DISCORD, nanos.getAsLong() + after.toNanos());
      log.warn("Discord: nothing may be asked for {} s ({} limit)", after.toSeconds(), kind);
    }
  }

  private static Duration after(Response response) {
    String seconds = response.header("Retry-After");
    try {
      return seconds == null
          ? Duration.ofSeconds(1)
          : Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
    } catch (NumberFormatException e) {
      return Duration.ofSeconds(1);
    }
  }

  private void count() {
    synchronized (refused) {
      refused.addLast(nanos.getAsLong());
      if (refused.size() > MOST_REMEMBERED) {
        refused.removeFirst();
      }
    }
  }
}
