package dev.deskhand.conversation;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.Command;
import dev.deskhand.notifications.Outbox;
import dev.deskhand.text.Text;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people are told when the desk itself is to blame: where its answer would have gone. */
@Component
class Apologies {

  /** Enough to know by which of one's messages it is. */
  private static final int QUOTED = 120;

  private final AnswerAddress addresses;
  private final Outbox outbox;
  private final TransactionTemplate transaction;

  Apologies(AnswerAddress addresses, Outbox outbox, TransactionTemplate transaction) {
    this.addresses = addresses;
    this.outbox = outbox;
    this.transaction = transaction;
  }

  /**
   * Apologises for what could not be done.
   *
   * @param words what the person typed; may be empty
   * @param unsure whether it may have been done all the same
   * @return the answer, for a platform that waits for it; otherwise it is posted
   * @throws DeskUnavailableException if it cannot be posted either
   */
  List<Reply> of(
      Origin origin, Command command, String words, boolean unsure, String correlationId) {
    List<Reply> apology = unsure ? unsure(words, correlationId) : undone(words, correlationId);
    if (!origin.answeredLater()) {
      return apology;
    }
    try {
      transaction.executeWithoutResult(
          status -> outbox.post(addresses.of(origin, command), apology));
      return List.of();
    } catch (RuntimeException e) {
      throw new DeskUnavailableException(correlationId, e);
    }
  }

  private static List<Reply> undone(String words, String correlationId) {
    return Replies.no(
        "Sorry, the desk could not do this, and nothing was changed. Please try again; if it"
            + " happens again, tell an admin this number: "
            + correlationId
            + about(words));
  }

  private static List<Reply> unsure(String words, String correlationId) {
    return Replies.no(
        "Sorry, the desk lost its database while it did this, and cannot say whether it was done."
            + " Please look before you try again; if it happens again, tell an admin this number: "
            + correlationId
            + about(words),
        Action.of("My tickets", "my"));
  }

  private static String about(String words) {
    String line = words.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    if (line.isEmpty()) {
      return "";
    }
    return "\nThis is about: \"" + Text.cut(line, QUOTED + 1) + "\"";
  }
}
