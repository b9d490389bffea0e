package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.json.MessageJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A message that waits for its turn.
 *
 * @param address as JSON
 * @param attempts how often somebody began to send it
 * @param payload as JSON
 * @param triedAt when somebody first began to, if anybody did
 * @param claim who is sending it, unless they have said what became of it
 * @param card where the card of its subject is, if it is there
 * @param posted what is known of that card; null if none is to be there
 * @param refreshes the later messages that ask for the same card: it is shown as the ticket stands,
 *     so that they have nothing to add
 */
public record OutboxMessage(
    long id,
    String conversation,
    String platform,
    String address,
    OutboxDraft.Kind kind,
    @Nullable String subject,
    String payload,
    int attempts,
    @Nullable Instant notBefore,
    Instant createdAt,
    @Nullable Instant triedAt,
    @Nullable Claim claim,
    String correlationId,
    @Nullable MessageRef card,
    @Nullable Posted posted,
    List<Long> refreshes) {
  public OutboxMessage {
    refreshes = List.copyOf(refreshes);
  }

  /**
   * A card that is or was in the conversation.
   *
   * @param as as whom it was shown; null if that is not known
   * @param ended whether it says that the work is over; null if that is not known
   */
  public record Posted(@Nullable CardReader as, @Nullable Boolean ended) {}

  /**
   * Somebody's word that they are sending a message.
   *
   * @param by the copy of the desk
   */
  public record Claim(String by, Instant at) {}

  /** The message of a row of the outbox, with what is known of its card. */
  static OutboxMessage read(ResultSet row) throws SQLException {
    String channel = row.getString("channel");
    String message = row.getString("message");
    return new OutboxMessage(
        row.getLong("id"),
        row.getString("conversation"),
        row.getString("platform"),
        row.getString("address"),
        OutboxDraft.Kind.valueOf(row.getString("kind")),
        row.getString("subject"),
        row.getString("payload"),
        row.getInt("attempts"),
        instant(row, "not_before"),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "tried_at"),
        claim(row),
        row.getString("correlation_id"),
        channel == null || message == null ? null : new MessageRef(channel, message),
        posted(row),
        List.of((Long[]) row.getArray("refreshes").getArray()));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static @Nullable Posted posted(ResultSet row) throws SQLException {
    if (row.getString("card_of") == null) {
      return null;
    }
    String as = row.getString("shown_as");
    return new Posted(
        as == null ? null : CardReader.valueOf(as), row.getObject("ended", Boolean.class));
  }

  private static @Nullable Claim claim(ResultSet row) throws SQLException {
    String by = row.getString("claimed_by");
    Instant at = instant(row, "claimed_at");
    return by == null || at == null ? null : new Claim(by, at);
  }

  /** Whether it stands for no ticket. */
  boolean pinned() {
    return subject != null && subject.startsWith(OutboxStore.PIN);
  }

  /** As whom the card is read that it shows; null if it shows none, or that is not said. */
  @Nullable CardReader shownAs() {
    return OutboxContent.read(payload) instanceof OutboxContent.Shown(_, CardReader as) ? as : null;
  }

  /** What shows the card that it is, or stands under, anew; empty if it stands under none. */
  Optional<OutboxDraft> refresh() {
    CardReader as = kind == OutboxDraft.Kind.CARD || posted == null ? shownAs() : posted.as();
    String key = subject;
    return key == null || pinned() || kind == OutboxDraft.Kind.MESSAGE
        ? Optional.empty()
        : to().map(there -> OutboxDraft.card(there, key, as));
  }

  /** Where it goes; empty if that cannot be read. */
  Optional<Address> to() {
    try {
      return Optional.of(MessageJson.address(address));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Numbers begin anew where a desk is set up anew, in a channel that remembers the last one. */
  private String named() {
    return id + "-" + correlationId;
  }

  /**
   * As the platform gets it.
   *
   * @param said what it says now
   * @param cardEnded whether the card of its subject says that the work is over
   * @throws JacksonException if its address cannot be read
   */
  Outbound outbound(Reply said, boolean cardEnded) {
    return new Outbound(
        named(),
        MessageJson.address(address),
        said,
        kind == OutboxDraft.Kind.CARD ? card : null,
        kind == OutboxDraft.Kind.UNDER_CARD ? card : null,
        triedAt,
        pinned() ? null : subject,
        cardEnded);
  }

  /**
   * The card under which it belongs, to be posted, as the platform gets it.
   *
   * @param shown what the card says
   * @throws JacksonException if its address cannot be read
   */
  Outbound itsCard(Reply shown) {
    return new Outbound(
        named() + "-card",
        MessageJson.address(address),
        shown,
        null,
        null,
        triedAt,
        subject,
        false);
  }
}
