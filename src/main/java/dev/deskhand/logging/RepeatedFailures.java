package dev.deskhand.logging;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs failures that may repeat, such as a platform that is away or people who cannot be looked up:
 * the first of a kind at once, and then at most one line a minute, which says how many there were
 * meanwhile.
 *
 * <pre>{@code
 * private final RepeatedFailures failures = new RepeatedFailures(log, clock);
 * …
 * failures.warn("unknown people", "Slack does not say who {} is: {}", user, reason);
 * }</pre>
 *
 * One object serves all threads of the class that logs. Keep the kind free of ids and of what users
 * wrote: what differs from one failure to the next belongs into the message.
 */
public final class RepeatedFailures {

  private final Logger log;
  private final OncePerMinute kinds;

  /**
   * Logs to a class's own logger.
   *
   * @param clock tells when a minute is over
   */
  public RepeatedFailures(Logger log, Clock clock) {
    this.log = log;
    this.kinds = new OncePerMinute(clock);
  }

  /**
   * Logs a warning, unless one of its kind was logged within the last minute.
   *
   * @param kind what the failures have in common, such as the name of what is away
   * @param message the line, with SLF4J's placeholders
   * @param arguments what goes into them; a throwable at the end is logged with its trace
   */
  public void warn(String kind, String message, Object... arguments) {
    log(Level.WARN, kind, message, arguments);
  }

  /** Logs an error as {@link #warn} does a warning; the two count as different kinds. */
  public void error(String kind, String message, Object... arguments) {
    log(Level.ERROR, kind, message, arguments);
  }

  private void log(Level level, String kind, String message, Object... arguments) {
    kinds
        .admit(level + " " + kind)
        .ifPresent(
            unsaid -> log.atLevel(level).log(message + OncePerMinute.words(unsaid), arguments));
  }
}
