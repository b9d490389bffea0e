package dev.deskhand.slack;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
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
final class Patience {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final int TIMES = 5;

  private Patience() {}

  private static final class AskedToWait extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AskedToWait() {
      super("asked to wait", null, false, false);
    }
  }

  static <T> ApiResult<T> with(Supplier<ApiResult<T>> call) {
    AtomicReference<ApiResult<T>> last = new AtomicReference<>(new ApiResult.Busy<>(null));
    RetryTemplate template =
        new RetryTemplate(
            RetryPolicy.builder().includes(AskedToWait.class).backOff(asAsked(last)).build());
    try {
      template.execute(
          () -> {
            ApiResult<T> result = call.get();
            last.set(result);
            if (result instanceof ApiResult.Busy<T>) {
              throw new AskedToWait();
            }
            return result;
          });
    } catch (RetryException e) {
      // the last result says it
    }
    return Objects.requireNonNull(last.get());
  }

  private static <T> BackOff asAsked(AtomicReference<ApiResult<T>> last) {
    return () -> {
      int[] times = {0};
      return () -> {
        Duration after =
            last.get() instanceof ApiResult.Busy<T>(Duration asked, boolean ours) && asked != null
                ? asked
                : USUAL;
        return ++times[0] > TIMES || after.compareTo(LONGEST) > 0
            ? BackOffExecution.STOP
            : after.toMillis();
      };
    };
  }
}
