package dev.deskhand.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * What a desk logs is logged again: a sub-command of the jar that was run in this JVM has silenced
 * it, since it has a terminal to itself.
 */
public final class LogLevels implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext test) {
    level(Logger.ROOT_LOGGER_NAME, Level.WARN);
    level("dev.deskhand", Level.INFO);
  }

  private static void level(String logger, Level level) {
    if (LoggerFactory.getLogger(logger) instanceof Logger found) {
      found.setLevel(level);
    }
  }
}
