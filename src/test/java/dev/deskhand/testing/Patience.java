package dev.deskhand.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for what comes by itself. It costs nothing where it comes, and a machine that
 * is busy with something else makes no test fail.
 */
public final class Patience implements BeforeAllCallback {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(45);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONG_ENOUGH);
  }
}
