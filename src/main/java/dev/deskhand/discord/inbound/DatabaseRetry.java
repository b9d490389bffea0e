package dev.deskhand.discord.inbound;

import dev.deskhand.chat.DeskUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Discord delivers nothing again: what the database keeps the desk from, it tries for a while. */
public final class DatabaseRetry {

  /** As long as nobody waits. */
  public static final Duration LONGEST = Duration.ofMinutes(3);

  private DatabaseRetry() {}

  /** What comes of some work, which may be done several times; its last failure is thrown. */
  public static <T> T with(Duration longest, Supplier<T> work) {
    return template(longest).invoke(work);
  }

  /** The same for work of which nothing comes. */
  public static void with(Duration longest, Runnable work) {
    template(longest).invoke(work);
  }

  private static RetryTemplate template(Duration longest) {
    return new RetryTemplate(
        RetryPolicy.builder()
            .includes(DeskUnavailableException.class, NestedRuntimeException.class)
            .maxRetries(Long.MAX_VALUE)
            .timeout(longest)
            .delay(Duration.ofMillis(500))
            .multiplier(2)
            .maxDelay(Duration.ofSeconds(5))
            .build());
  }
}
