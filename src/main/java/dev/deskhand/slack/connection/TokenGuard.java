package dev.deskhand.slack.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Slack refuses the desk's token. As long as it does, nothing is called but {@code
 * auth.test}, now and then, and once that works again everything goes on.
 */
public final class TokenGuard {

  /** How often to ask. */
  public static final Duration PAUSE = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(TokenGuard.class);

  private final Clock clock;
  private @Nullable String reason;
  private Instant asked = Instant.EPOCH;

  public TokenGuard(Clock clock) {
    this.clock = clock;
  }

  synchronized boolean holds() {
    return reason != null;
  }

  /** Whether it is time to ask again; of many who want to know, one is told to ask. */
  synchronized boolean isToBeAsked() {
    Instant now = clock.instant();
    boolean due = now.isBefore(asked) || !now.isBefore(asked.plus(PAUSE));
    if (due) {
      asked = now;
    }
    return due;
  }

  /** Slack refused the token. */
  synchronized void refused(String error) {
    if (!error.equals(reason)) {
      log.error(
          "Slack refuses SLACK_BOT_TOKEN ({}). Copy the app's Bot User OAuth Token from OAuth &"
              + " Permissions and restart the desk; all messages wait meanwhile",
          error);
    }
    if (reason == null) {
      asked = clock.instant();
    }
    reason = error;
  }

  /** The token is good. */
  synchronized void letIn() {
    if (reason != null) {
      log.info("Slack takes SLACK_BOT_TOKEN again; what waited is sent");
    }
    reason = null;
  }
}
