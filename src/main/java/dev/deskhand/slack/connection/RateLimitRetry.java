package dev.deskhand.slack.connection;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Tries a call again that has to wait, for Slack's sake or because Slack says so. One whose outcome
 * is unclear is not repeated: what was shown twice is worse than an answer that can be asked for
 * again.
 */
public final class RateLimitRetry {

  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final Bounds SOMEBODY_WAITS = new Bounds(5, Duration.ofSeconds(30));
  private static final Bounds NOBODY_WAITS = new Bounds(60, Duration.ofMinutes(2));

  private RateLimitRetry() {}

  /** How often to try again, and the longest pause to accept. */
  private record Bounds(int times, Duration longest) {}

  private static final class AskedToWait extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AskedToWait() {
      super("asked to wait", null, false, false);
    }
  }

  public static <T> ApiResult<T> with(Supplier<ApiResult<T>> call) {
    return with(call, SOMEBODY_WAITS, result -> result instanceof ApiResult.Busy<T>);
  }

  /**
   * The same for what only reads, and for which nobody waits: whatever may go better is repeated,
   * over some minutes at least.
   */
  public static <T> ApiResult<T> reading(Supplier<ApiResult<T>> call) {
    return with(
        call,
        NOBODY_WAITS,
        result -> result instanceof ApiResult.Busy<T> || result instanceof ApiResult.Unclear<T>);
  }

  private static <T> ApiResult<T> with(
      Supplier<ApiResult<T>> call, Bounds bounds, Predicate<ApiResult<T>> again) {
    AtomicReference<ApiResult<T>> last = new AtomicReference<>(new ApiResult.Busy<>(null));
    RetryTemplate template =
        new RetryTemplate(
            RetryPolicy.builder()
                .includes(AskedToWait.class)
                .backOff(asAsked(last, bounds))
                .build());
    try {
      template.execute(
          () -> {
            ApiResult<T> result = call.get();
            last.set(result);
            if (again.test(result)) {
              throw new AskedToWait();
            }
            return result;
          });
    } catch (RetryException e) {
      // the last result says it
    }
    return Objects.requireNonNull(last.get());
  }

  private static <T> BackOff asAsked(AtomicReference<ApiResult<T>> last, Bounds bounds) {
    return () -> {
      int[] times = {0};
      return () -> {
        Duration after =
            last.get() instanceof ApiResult.Busy<T>(Duration asked, boolean ours) && asked != null
                ? asked
                : USUAL;
        return ++times[0] > bounds.times() || after.compareTo(bounds.longest()) > 0
            ? BackOffExecution.STOP
            : after.toMillis();
      };
    };
  }
}
