package dev.deskhand.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.pollinterval.PollInterval;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what comes by itself. It costs nothing where it comes, and a machine that
 * is busy with something else makes no test fail.
 */
public final class Patience implements BeforeAllCallback {

  /**
   * What is done at once takes no longer, even where the machine stands still for seconds; what
   * waits for something that does not come does.
   */
  public static final Duration AT_ONCE = Duration.ofSeconds(9);

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(45);

  /** Most of what is awaited is there at once or within a blink; what takes longer costs little. */
  private static final PollInterval AT_FIRST_OFTEN =
      (polls, last) -> Duration.ofMillis(Math.min(5L * polls, 100));

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONG_ENOUGH);
    Awaitility.setDefaultPollInterval(AT_FIRST_OFTEN);
    // a thread that dies may be that of another test: a client that is shut down beside this one
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }
}
