package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import org.jspecify.annotations.Nullable;

/**
 * Something to say, before it is written to the outbox.
 *
 * @param subject the key of the ticket whose card it is or stands under
 * @param reportedIn the channel where the ticket was reported, if this is the card of somebody
 *     whose ticket it is; empty if it is not known. Null for the cards of others
 */
public record OutboxDraft(
    Address to,
    Kind kind,
    @Nullable String subject,
    OutboxContent content,
    @Nullable String reportedIn) {

  /** How it relates to what stands in the conversation already. */
  public enum Kind {
    /** A message like any other. */
    MESSAGE,
    /** The ticket's card: posted once in a conversation, then edited in place. */
    CARD,
    /** A message in the thread of the ticket's card. */
    UNDER_CARD
  }

  public static OutboxDraft message(Address to, Reply reply) {
    return new OutboxDraft(to, Kind.MESSAGE, null, new OutboxContent.Said(reply), null);
  }

  /** A card that is posted as the ticket stands then, and left so. */
  public static OutboxDraft cardOnce(Address to, String key, CardReader as) {
    return new OutboxDraft(to, Kind.MESSAGE, null, new OutboxContent.Shown(key, as), null);
  }

  /** A message that stands once in its conversation, by a name that is no key. */
  static OutboxDraft pinned(Address to, String name, Reply reply) {
    return new OutboxDraft(
        to, Kind.CARD, OutboxStore.PIN + name, new OutboxContent.Said(reply), null);
  }

  /**
   * The card of a ticket, or what it says now if it is there.
   *
   * @param as as whom it is read; null: as what they are to the ticket when it is delivered
   */
  public static OutboxDraft card(Address to, String key, @Nullable CardReader as) {
    return new OutboxDraft(to, Kind.CARD, key, new OutboxContent.Shown(key, as), null);
  }

  /** The card of somebody whose ticket it is. */
  public static OutboxDraft ownCard(Address to, String key, CardReader as, String reportedIn) {
    return new OutboxDraft(to, Kind.CARD, key, new OutboxContent.Shown(key, as), reportedIn);
  }

  public static OutboxDraft underCard(Address to, String key, Reply reply) {
    return new OutboxDraft(to, Kind.UNDER_CARD, key, new OutboxContent.Said(reply), null);
  }
}
