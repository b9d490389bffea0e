package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardReader;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.json.MessageJson;
import dev.deskhand.text.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The queue of what is to be said. Every method is one statement. Where cards stand is in {@link
 * PostedCards}, what was set aside in {@link DeadLetters}.
 */
@Repository
public class OutboxStore {

  /** Begins the subject of a card that stands for no ticket. */
  public static final String PIN = "pin:";

  /**
   * Whether a message of {@code o} may go: while the outbox is held, only what tells of that. Said
   * so that PostgreSQL takes it for true of many, and looks at one after the other in their order.
   */
  private static final String LET_GO =
      "coalesce((select h.correlation_id from outbox_hold h) = o.correlation_id, true)";

  private static final int LONGEST_REASON = 500;

  private final JdbcClient jdbc;
  private final Clock clock;

  public OutboxStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Writes messages in this order, and remembers where cards are going to be. */
  public void insert(List<OutboxDraft> drafts, String correlationId) {
    jdbc.sql(
            """
            with message as (
              select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                  ?::text[])
                with ordinality
                as m (conversation, platform, address, kind, subject, payload, reported_in, nr)
            ), card as (
              insert into posted_card (subject, conversation, platform, address, reported_in)
              select distinct on (subject, conversation)
                subject, conversation, platform, address::jsonb, reported_in
              from message where kind = 'CARD'
              on conflict do nothing
            )
            insert into outbox (conversation, platform, address, kind, subject, payload,
              created_at, correlation_id)
            select conversation, platform, address::jsonb, kind, subject, payload::jsonb, ?, ?
            from message order by nr
            """)
        .params(
            column(drafts, draft -> draft.to().conversation()),
            column(drafts, draft -> draft.to().platform()),
            column(drafts, draft -> MessageJson.write(draft.to())),
            column(drafts, draft -> draft.kind().name()),
            column(drafts, OutboxDraft::subject),
            column(drafts, draft -> draft.content().json()),
            column(drafts, OutboxDraft::reportedIn),
            now(),
            correlationId)
        .update();
  }

  /** The message whose turn it is in a conversation. */
  public Optional<OutboxMessage> head(String conversation) {
    return jdbc.sql(
            """
            select o.*, c.subject as card_of, c.channel, c.message, c.shown_as, c.ended,
              array(
                select later.id from outbox later
                where o.kind = 'CARD' and o.subject not like 'pin:%%'
                  and later.kind = 'CARD' and later.subject = o.subject
                  -- found by its subject, not among all that waits in the conversation
                  and later.conversation || '' = o.conversation and later.id > o.id
                  and later.state = 'PENDING') as refreshes
            from (
              select * from outbox o
              where conversation between ? and ? and state = 'PENDING' and %s
              -- only the index of what waits has this order: by that of all ids PostgreSQL would
              -- come to what was delivered first
              order by conversation, id limit 1
            ) o
            left join posted_card c on c.subject = o.subject and c.conversation = o.conversation
            """
                .formatted(LET_GO))
        .params(conversation, conversation)
        .query((row, number) -> OutboxMessage.read(row))
        .optional();
  }

  /**
   * Notes that a message is there.
   *
   * @param as as whom its card was shown, if it is one; null if that is not known
   * @param ended whether that card says that the work is over
   * @return whether more waits in its conversation
   */
  boolean delivered(OutboxMessage message, MessageRef at, @Nullable CardReader as, boolean ended) {
    return jdbc.sql(
            """
            with delivered as (
              update outbox
              set state = 'DELIVERED', done_at = :now, reason = null
              where id = :id and state = 'PENDING'
              returning kind, subject, conversation
            ), well as (
              delete from channel_trouble t using delivered d
              where t.conversation = d.conversation
            ), shown as (
              update posted_card c
              set channel = :channel, message = :message, shown_as = coalesce(:as, shown_as),
                ended = :ended
              from delivered d
              where d.kind = 'CARD' and c.subject = d.subject and c.conversation = d.conversation
            )
            -- as the next one is found
            select (
              select id from outbox
              where conversation between :conversation and :conversation
                and state = 'PENDING' and id <> :id
              order by conversation, id limit 1) is not null
            """)
        .param("now", now())
        .param("id", message.id())
        .param("conversation", message.conversation())
        .param("channel", at.channel())
        .param("message", at.message())
        .param("as", as == null ? null : as.name())
        .param("ended", ended)
        .query(Boolean.class)
        .single();
  }

  /**
   * Notes that it is about to be sent, so that whoever comes after a crash knows; false if somebody
   * else has begun to since it was read. A card takes the place of its later refreshes.
   */
  public boolean claim(OutboxMessage read, String by) {
    return jdbc.sql(
                """
                with claimed as (
                  update outbox set attempts = attempts + 1, tried_at = coalesce(tried_at, :now),
                    claimed_at = :now, claimed_by = :by
                  where id = :id and state = 'PENDING' and attempts = :seen
                    and correlation_id = :correlation
                  returning id
                ), refreshed as (
                  update outbox o set state = 'SUPERSEDED', done_at = :now
                  from claimed
                  where o.id = any (:refreshes) and o.state = 'PENDING'
                )
                select count(*) from claimed
                """)
            .param("now", now())
            .param("by", by)
            .param("id", read.id())
            .param("seen", read.attempts())
            .param("correlation", read.correlationId())
            .param("refreshes", read.refreshes().toArray(Long[]::new))
            .query(Long.class)
            .single()
        == 1;
  }

  /** The attempt that was claimed is none; false if somebody else has begun another since. */
  public boolean notAttempted(OutboxMessage claimed) {
    return jdbc.sql(
                """
                update outbox set attempts = attempts - 1, claimed_at = null,
                  tried_at = case when attempts > 1 then tried_at end
                where id = ? and state = 'PENDING' and attempts = ?
                """)
            .params(claimed.id(), claimed.attempts() + 1)
            .update()
        == 1;
  }

  /**
   * Notes that it is to be tried again.
   *
   * @param heldUp whether it waits for nothing but its platform
   */
  public void later(OutboxMessage claimed, Duration after, boolean heldUp, String reason) {
    jdbc.sql(
            """
            update outbox set not_before = ?, held_up = ?, reason = ?, claimed_at = null
            where id = ? and state = 'PENDING' and attempts = ?
            """)
        .params(now().plus(after), heldUp, cut(reason), claimed.id(), claimed.attempts() + 1)
        .update();
  }

  /**
   * Nothing was sent: the attempt that was claimed is none.
   *
   * @param heldUp whether it waits for nothing but its platform
   */
  public void paced(OutboxMessage claimed, Duration after, boolean heldUp, String reason) {
    jdbc.sql(
            """
            update outbox set attempts = attempts - 1, not_before = ?, held_up = ?, reason = ?,
              claimed_at = null, tried_at = case when attempts > 1 then tried_at end
            where id = ? and state = 'PENDING' and attempts = ?
            """)
        .params(now().plus(after), heldUp, cut(reason), claimed.id(), claimed.attempts() + 1)
        .update();
  }

  /**
   * Makes what waits for a platform due; answers some of their conversations, until none is left.
   */
  List<String> release(String platform, int limit) {
    return jdbc.sql(
            """
            update outbox set not_before = null, held_up = false
            where state = 'PENDING' and id in (
              select id from outbox where platform = ? and state = 'PENDING' and held_up
              order by id limit ? for update skip locked)
            returning conversation
            """)
        .params(platform, limit)
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** There is nothing to say any more. */
  void superseded(long id) {
    jdbc.sql(
            """
            update outbox set state = 'SUPERSEDED', done_at = ? where id = ? and state = 'PENDING'
            """)
        .params(now(), id)
        .update();
  }

  /**
   * Conversations whose turn it is, whose next message no other copy is sending, and for which no
   * task is due soon.
   *
   * @param soon by the scheduler's clock
   * @param copy whose own claims are no reason to leave a conversation alone
   */
  public List<String> forgotten(Instant soon, String copy) {
    return jdbc.sql(
            """
            select h.conversation
            from (
              select distinct on (conversation) conversation, not_before, claimed_at, claimed_by
              from outbox o
              where state = 'PENDING' and %s order by conversation, id
            ) h
            left join scheduled_tasks t
              on t.task_name = ? and t.task_instance = h.conversation
            where (h.not_before is null or h.not_before <= ?)
              and (h.claimed_at is null or h.claimed_at <= ? or h.claimed_by = ?)
              and (t.task_instance is null or (not t.picked and t.execution_time > ?))
            limit 1000
            """
                .formatted(LET_GO))
        .params(
            DeliveryScheduler.DELIVER,
            now(),
            now().minus(DeliveryClaims.SETTLED),
            copy,
            soon.atOffset(ZoneOffset.UTC))
        .query((row, number) -> row.getString(1))
        .list();
  }

  /** Deletes some of what was done with before that time; answers how many. */
  public int purge(Instant before, int limit) {
    return jdbc.sql(
            """
            delete from outbox where id in (
              select id from outbox
              where state in ('DELIVERED', 'SUPERSEDED', 'DISCARDED') and done_at < ?
              order by done_at limit ?)
            """)
        .params(before.atOffset(ZoneOffset.UTC), limit)
        .update();
  }

  /** How much waits, since when, and how much was set aside. */
  Backlog backlog() {
    return jdbc.sql(
            """
            select
              (select count(*) from outbox where state = 'PENDING') as waiting,
              (select min(created_at) from outbox where state = 'PENDING') as since,
              (select count(*) from outbox where state = 'UNDELIVERABLE') as dead
            """)
        .query(
            (row, number) ->
                new Backlog(
                    row.getLong("waiting"),
                    OutboxMessage.instant(row, "since"),
                    row.getLong("dead")))
        .single();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  static String cut(String reason) {
    return Text.first(Text.storable(reason), LONGEST_REASON);
  }

  private static @Nullable String[] column(List<OutboxDraft> drafts, Column column) {
    @Nullable String[] values = new String[drafts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.of(drafts.get(i));
    }
    return values;
  }

  private interface Column {
    @Nullable String of(OutboxDraft draft);
  }

  /** The state of the outbox. */
  record Backlog(long waiting, @Nullable Instant since, long dead) {}
}
