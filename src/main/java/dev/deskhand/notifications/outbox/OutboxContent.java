package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Reply;
import dev.deskhand.json.MessageJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What a message of the outbox says. */
public sealed interface OutboxContent {

  /**
   * Reads what {@link #json} wrote; a reply has no {@code card}.
   *
   * @throws JacksonException if it is neither
   */
  static OutboxContent read(String json) {
    Shown shown = MessageJson.read(json, Shown.class);
    return shown.card() == null ? new Said(MessageJson.read(json, Reply.class)) : shown;
  }

  default String json() {
    return MessageJson.write(this instanceof Said(Reply reply) ? reply : this);
  }

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
