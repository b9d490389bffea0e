package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Reply;
import org.jspecify.annotations.Nullable;

/** What a message of the outbox says. */
public sealed interface OutboxContent {

  /** What was true when it was said, and stays as it is. */
  record Said(Reply reply) implements OutboxContent {}

  /**
   * The card of a ticket, as the ticket stands when it is delivered.
   *
   * @param card the ticket's key
   * @param as as whom it is read; null: as what they are to it then
   */
  record Shown(String card, @Nullable CardReader as) implements OutboxContent {}
}
