package dev.deskhand.notifications.outbox;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.FallbackPlaces;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
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
 * @param cardEnded whether that card says that the work is over
 * @param aside where else the person can be served, if it is about a ticket of theirs
 * @param superseded whether a later edit of the same card makes this one pointless
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
    boolean cardEnded,
    @Nullable FallbackPlaces aside,
    boolean superseded) {

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
        row.getBoolean("ended"),
        aside(row),
        row.getBoolean("superseded"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static @Nullable Claim claim(ResultSet row) throws SQLException {
    String by = row.getString("claimed_by");
    Instant at = instant(row, "claimed_at");
    return by == null || at == null ? null : new Claim(by, at);
  }

  private static @Nullable FallbackPlaces aside(ResultSet row) throws SQLException {
    String subject = row.getString("subject");
    String reportedIn = row.getString("reported_in");
    if (subject == null || reportedIn == null) {
      return null;
    }
    String[] panels = (String[]) row.getArray("panels").getArray();
    return new FallbackPlaces(
        subject,
        Stream.concat(Stream.of(reportedIn), Stream.of(panels))
            .filter(channel -> !channel.isEmpty())
            .distinct()
            .toList());
  }

  /** Where it goes; empty if that cannot be read. */
  Optional<Address> to() {
    try {
      return Optional.of(MessageJson.address(address));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * As the platform gets it.
   *
   * @throws JacksonException if it cannot be read
   */
  Outbound outbound() {
    return new Outbound(
        Long.toString(id),
        MessageJson.address(address),
        MessageJson.reply(payload),
        kind == OutboxDraft.Kind.CARD ? card : null,
        kind == OutboxDraft.Kind.UNDER_CARD ? card : null,
        triedAt,
        aside,
        cardEnded);
  }

  /**
   * The card under which it belongs, as the platform gets it.
   *
   * @param shown what the card says, as JSON
   * @param edits where it stands, or null to post it
   * @throws JacksonException if it cannot be read
   */
  Outbound itsCard(String shown, @Nullable MessageRef edits) {
    return new Outbound(
        id + "-card",
        MessageJson.address(address),
        MessageJson.reply(shown),
        edits,
        null,
        edits == null ? triedAt : null,
        aside,
        cardEnded);
  }
}
