package dev.deskhand.cards;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows tickets as they stand now, to those who may see them now. */
public interface CardRenderer {

  /**
   * The card of a ticket; empty if there is no such ticket, or if whoever reads there is not, or is
   * no longer, what they would read it as.
   *
   * @param key the desk's own key of the ticket
   * @param as as whom it is read; null: as what they are to it
   * @param to where it is shown
   */
  Optional<Reply.Card> card(String key, @Nullable CardReader as, Address to);
}
