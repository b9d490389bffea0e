package dev.deskhand.notifications.outbox;

import java.time.Duration;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/** How long a message waits that could not be delivered: twice as long after each attempt. */
final class RetryDelay {

  /** By then the wait has long been the longest. */
  private static final int DOUBLINGS = 40;

  private RetryDelay() {}

  /**
   * The wait, a little different each time.
   *
   * @param first the one after the first attempt
   * @param attempts how many were made before this one
   */
  static Duration pause(Duration first, int attempts, Duration longest) {
    ExponentialBackOff backOff = new ExponentialBackOff(first.toMillis(), 2);
    backOff.setJitter(first.toMillis() / 4);
    backOff.setMaxInterval(longest.toMillis());
    BackOffExecution execution = backOff.start();
    long pause = execution.nextBackOff();
    for (int doubled = 0; doubled < Math.min(attempts, DOUBLINGS); doubled++) {
      pause = execution.nextBackOff();
    }
    return Duration.ofMillis(pause);
  }
}
