package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardReader;
import dev.deskhand.cards.CardRenderer;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.json.MessageJson;
import dev.deskhand.notifications.outbox.OutboxContent.Said;
import dev.deskhand.notifications.outbox.OutboxContent.Shown;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;

/**
 * Makes of a message that waits what its platform gets: a sentence as it was said, a card as its
 * ticket stands now.
 */
final class OutboundRenderer {

  private final CardRenderer cards;

  OutboundRenderer(CardRenderer cards) {
    this.cards = cards;
  }

  /** What came of rendering a message. */
  sealed interface Rendered {
    /** It can be sent. */
    record Sendable(Outbound message) implements Rendered {}

    /**
     * The card under which it belongs is not there, and is to be posted before it.
     *
     * @param alone the message itself, for a platform that never takes the card
     */
    record CardFirst(Outbound card, Outbound alone) implements Rendered {}

    /** There is nothing to show: the ticket is gone, or is not theirs to see any more. */
    record Nothing() implements Rendered {}

    /** It cannot be read. */
    record Unreadable(String reason) implements Rendered {}

    /** It cannot be rendered as the desk is now; a fault of the desk. */
    record Failed(RuntimeException fault) implements Rendered {}
  }

  /**
   * Renders a message.
   *
   * @throws DataAccessException if the database is away
   * @throws TransactionException likewise
   */
  Rendered render(OutboxMessage message) {
    try {
      Optional<Outbound> itself = itself(message);
      Optional<Rendered> card =
          itself.flatMap(
              alone -> lostCard(message).map(first -> new Rendered.CardFirst(first, alone)));
      return card.or(() -> itself.map(Rendered.Sendable::new)).orElseGet(Rendered.Nothing::new);
    } catch (JacksonException e) {
      return new Rendered.Unreadable(e.getOriginalMessage());
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      return new Rendered.Failed(e);
    }
  }

  private Optional<Outbound> itself(OutboxMessage message) {
    return reply(message).map(reply -> message.outbound(reply, cardEnded(message)));
  }

  private Optional<? extends Reply> reply(OutboxMessage message) {
    return switch (OutboxContent.read(message.payload())) {
      case Shown(String key, CardReader as) ->
          cards.card(key, as, MessageJson.address(message.address()));
      // as an earlier version wrote it: what the card said then
      case Said(Reply.Card _) when message.kind() == OutboxDraft.Kind.CARD && !message.pinned() ->
          subjectsCard(message);
      case Said(Reply said) -> Optional.of(said);
    };
  }

  /** It was deleted, or has not been posted yet. */
  private Optional<Outbound> lostCard(OutboxMessage message) {
    return isUnderACard(message) && message.card() == null
        ? subjectsCard(message).map(message::itsCard)
        : Optional.empty();
  }

  private boolean cardEnded(OutboxMessage message) {
    OutboxMessage.Posted posted = message.posted();
    if (posted != null && posted.ended() != null) {
      return posted.ended();
    }
    return isUnderACard(message)
        && message.card() != null
        && subjectsCard(message).filter(Reply.Card::ended).isPresent();
  }

  private static boolean isUnderACard(OutboxMessage message) {
    return message.kind() == OutboxDraft.Kind.UNDER_CARD && message.posted() != null;
  }

  private Optional<Reply.Card> subjectsCard(OutboxMessage message) {
    String key = message.subject();
    OutboxMessage.Posted posted = message.posted();
    return key == null
        ? Optional.empty()
        : cards.card(
            key, posted == null ? null : posted.as(), MessageJson.address(message.address()));
  }
}
