package dev.deskhand.discord.standin;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what the desk does on its own threads. */
final class Waiting {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Waiting() {}

  static <T> T forValue(String what, Supplier<Optional<T>> supplier) {
    return patiently(what).until(supplier::get, Optional::isPresent).orElseThrow();
  }

  static void until(String what, java.util.concurrent.Callable<Boolean> condition) {
    patiently(what).until(condition);
  }

  private static ConditionFactory patiently(String what) {
    return Awaitility.await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(LONGEST);
  }
}
