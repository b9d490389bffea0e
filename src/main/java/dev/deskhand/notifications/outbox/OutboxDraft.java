package dev.deskhand.notifications.outbox;

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
    Address to, Kind kind, @Nullable String subject, Reply reply, @Nullable String reportedIn) {

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
    return new OutboxDraft(to, Kind.MESSAGE, null, reply, null);
  }

  public static OutboxDraft card(Address to, String subject, Reply reply) {
    return new OutboxDraft(to, Kind.CARD, subject, reply, null);
  }

  /** The card of somebody whose ticket it is. */
  public static OutboxDraft ownCard(Address to, String subject, Reply reply, String reportedIn) {
    return new OutboxDraft(to, Kind.CARD, subject, reply, reportedIn);
  }

  public static OutboxDraft underCard(Address to, String subject, Reply reply) {
    return new OutboxDraft(to, Kind.UNDER_CARD, subject, reply, null);
  }
}
