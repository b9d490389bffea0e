package dev.deskhand.chat.optional;

import dev.deskhand.chat.ChatPlatform;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A screen on which a platform always shows one person how things stand for them: Slack's Home tab.
 * It shows the answer to {@code Command.Home}, and is a state, not a message: what it shows now is
 * all that counts. One bean per connected platform that has such a screen.
 */
public interface HomeScreen {

  /** The {@link ChatPlatform#name() name} of the platform. */
  String platform();

  /**
   * Shows a person how things stand now, in the part that they looked at last. It is called outside
   * any transaction, and throws nothing that the platform did: the outcome says it.
   */
  Shown show(String userId);

  /** What came of showing it. */
  sealed interface Shown {
    /** It is there. */
    record Done() implements Shown {}

    /**
     * Not now.
     *
     * @param after how long the platform asked to wait, or null to let the desk choose
     */
    record Retry(@Nullable Duration after, String reason) implements Shown {}

    /** Not before the person opens it again. */
    record Rejected(String reason) implements Shown {}
  }
}
