package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardReader;
import dev.deskhand.cards.CardRenderer;
import dev.deskhand.chat.Reply;
import dev.deskhand.json.MessageJson;
import dev.deskhand.notifications.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;

/** Messages that were set aside, for admins to try again or to give up. */
@Repository
public class DeadLetters {

  private final JdbcClient jdbc;
  private final Clock clock;

  public DeadLetters(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Sets a message aside; false if somebody else has begun another attempt since. */
  public boolean never(OutboxMessage claimed, String reason) {
    return jdbc.sql(
                """
                update outbox
                set state = 'UNDELIVERABLE', done_at = ?, reason = ?, claimed_at = null
                where id = ? and state = 'PENDING' and attempts = ?
                """)
            .params(now(), OutboxStore.cut(reason), claimed.id(), claimed.attempts() + 1)
            .update()
        == 1;
  }

  /** Whether the admins have not been told yet that a conversation is in trouble; they are now. */
  public boolean isNewTrouble(String conversation) {
    return jdbc.sql(
                """
                insert into channel_trouble (conversation, told_at) values (?, ?)
                on conflict do nothing
                """)
            .params(conversation, now())
            .update()
        > 0;
  }

  int count(int most) {
    return jdbc.sql(
            """
            select count(*) from (
              select 1 from outbox where state = 'UNDELIVERABLE' limit ?) as bounded
            """)
        .param(most)
        .query(Integer.class)
        .single();
  }

  /** What was set aside, and before it what is held. */
  List<Outbox.Undelivered> undelivered(int limit, int offset, CardRenderer cards) {
    return jdbc
        .sql(
            """
            (select id, conversation, address, payload, 'held' as reason, created_at as since,
                0 as rank
              from outbox o
              where state = 'PENDING'
                and exists (select 1 from outbox_hold h where h.correlation_id <> o.correlation_id)
              order by id desc limit ?)
            union all
            (select id, conversation, address, payload, coalesce(reason, ''), done_at, 1
              from outbox where state = 'UNDELIVERABLE' order by id desc limit ?)
            order by rank, id desc limit ? offset ?
            """)
        .params(limit + offset, limit + offset, limit, offset)
        .query(Letter::read)
        .list()
        .stream()
        .map(letter -> letter.shown(cards))
        .toList();
  }

  private record Letter(
      long id,
      String conversation,
      String address,
      String payload,
      String reason,
      Instant since,
      boolean held) {

    static Letter read(ResultSet row, int number) throws SQLException {
      return new Letter(
          row.getLong("id"),
          row.getString("conversation"),
          row.getString("address"),
          row.getString("payload"),
          row.getString("reason"),
          row.getTimestamp("since").toInstant(),
          row.getInt("rank") == 0);
    }

    Outbox.Undelivered shown(CardRenderer cards) {
      return new Outbox.Undelivered(id, conversation, beginning(cards), reason, since, held);
    }

    private String beginning(CardRenderer cards) {
      String text;
      try {
        text =
            switch (OutboxContent.read(payload)) {
              case OutboxContent.Said(Reply reply) -> withoutInternal(reply).plainText();
              case OutboxContent.Shown(String card, CardReader as) ->
                  cards
                      .card(card, as, MessageJson.address(address))
                      .map(Reply::plainText)
                      .orElse("the card of " + card);
            };
      } catch (JacksonException e) {
        // that may be just why it could not be delivered
        text = "(it cannot be read)";
      }
      return text.length() <= 200 ? text : text.substring(0, 199) + "…";
    }

    /** The admin who reads it may be the requester of the ticket. */
    private static Reply withoutInternal(Reply reply) {
      return reply instanceof Reply.Card card ? card.only(moment -> !moment.internal()) : reply;
    }
  }

  /**
   * Answers the conversation that has the message again. When it was first tried is kept: it may be
   * there since.
   */
  Optional<String> retry(long id) {
    return jdbc.sql(
            """
            update outbox set state = 'PENDING', attempts = least(attempts, 1), not_before = null,
              held_up = false, reason = null, done_at = null, created_at = ?
            where id = ? and state = 'UNDELIVERABLE'
            returning conversation
            """)
        .params(now(), id)
        .query((row, number) -> row.getString(1))
        .optional();
  }

  boolean discard(long id) {
    return jdbc.sql(
                """
                update outbox set state = 'DISCARDED', done_at = ?
                where id = ? and (state = 'UNDELIVERABLE'
                  or (state = 'PENDING' and exists (select 1 from outbox_hold)))
                """)
            .params(now(), id)
            .update()
        > 0;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
