package dev.deskhand.notifications.outbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which conversations threads of this copy of the desk are busy with: each of them one at a time.
 */
final class ConversationTurns {

  private enum Turn {
    TAKEN,
    ASKED_FOR_MEANWHILE
  }

  private final Map<String, Turn> turns = new ConcurrentHashMap<>();

  /**
   * Takes a conversation.
   *
   * @return false if another thread has it, which looks once more before it gives it up
   */
  boolean take(String conversation) {
    return turns.merge(conversation, Turn.TAKEN, (_, _) -> Turn.ASKED_FOR_MEANWHILE) == Turn.TAKEN;
  }

  /**
   * Gives a conversation up after a look at it.
   *
   * @return false if somebody has asked for it since it was taken, so that it stays with this
   *     thread, which has to look once more
   */
  boolean giveUp(String conversation) {
    return turns.computeIfPresent(
            conversation, (_, turn) -> turn == Turn.ASKED_FOR_MEANWHILE ? Turn.TAKEN : null)
        == null;
  }

  /** Gives a conversation up whatever is in it; the sweep finds what is left. */
  void leave(String conversation) {
    turns.remove(conversation);
  }

  /** Whether a thread of this copy has it. */
  boolean isTaken(String conversation) {
    return turns.containsKey(conversation);
  }
}
