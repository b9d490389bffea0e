package dev.deskhand.conversation.tickets;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import java.util.List;

/**
 * What is said in a ticket's thread. Who wrote it sees it standing there: only what could not be
 * taken in is answered.
 */
public interface TicketTalk {

  /** Whether what agents say among themselves is kept. If not, it stays in the thread alone. */
  boolean keepsNotes();

  /** A word between the requester and the desk. */
  List<Reply> say(String words, CommandContext context);

  /** A word among agents; called only if those are kept. */
  List<Reply> note(String words, CommandContext context);

  /**
   * Somebody changed what they once said.
   *
   * @param internal whether it was a word among agents
   */
  void amend(String words, boolean internal, CommandContext context);

  /**
   * Somebody took back what they once said.
   *
   * @param which which of their words, without them: whoever deletes a password wants it gone
   * @param internal whether it was a word among agents
   */
  void withdraw(String which, boolean internal, CommandContext context);
}
