package dev.deskhand.web.chat;

import dev.deskhand.chat.Reply;
import dev.deskhand.json.MessageJson;
import dev.deskhand.text.Text;
import dev.deskhand.web.chat.WebMessage.Content;
import dev.deskhand.web.chat.WebMessage.Deed;
import dev.deskhand.web.chat.WebMessage.Draft;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was said in the browser chat, in PostgreSQL. Every change rings the {@link MessageSignal}.
 */
@Repository
public class WebMessages {

  /** As many as a page, or one look for news, reads at once. */
  static final int PAGE = 50;

  private static final String COLUMNS =
      """
      m.id, m.room, m.thread, m.author, m.only_for, m.kind, m.words, m.reply::text as reply,
      m.picture is not null as has_picture, m.used, m.posted_at, m.edited_at, m.change
      """;

  private static final String NEXT_CHANGE =
      """
      with next as (
        insert into web_room as r (id, changes) values (:room, 1)
        on conflict (id) do update set changes = r.changes + 1
        returning changes
      )
      """;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final MessageSignal bell;

  WebMessages(JdbcClient jdbc, Clock clock, MessageSignal bell) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.bell = bell;
  }

  /** Keeps a message, or finds the one that was kept for the same event before. */
  public WebMessage keep(Draft draft) {
    var _ =
        jdbc.sql(
                NEXT_CHANGE
                    + """
                    insert into web_message
                      (room, thread, author, only_for, event, kind, words, reply, picture,
                       posted_at, change)
                    select :room, :thread, :author, :onlyFor, :event, :kind, :words, :reply::jsonb,
                      :picture, :at, changes
                    from next
                    on conflict (event) do nothing
                    returning id
                    """)
            .param("room", draft.room())
            .param("thread", draft.thread(), Types.BIGINT)
            .param("author", draft.author(), Types.VARCHAR)
            .param("onlyFor", draft.onlyFor(), Types.VARCHAR)
            .param("event", draft.event())
            .param("kind", kind(draft.content()))
            .param("words", words(draft.content()), Types.VARCHAR)
            .param("reply", reply(draft.content()), Types.VARCHAR)
            .param("picture", picture(draft.content()), Types.BINARY)
            .param("at", now())
            .query(Long.class)
            .optional();
    bell.ring();
    return jdbc.sql("select " + COLUMNS + " from web_message m where event = ?")
        .param(draft.event())
        .query(WebMessages::message)
        .single();
  }

  /** Replaces what the desk said; false if there is no such message of the desk in that room. */
  boolean edit(String room, long id, Reply reply) {
    Content content = new Content.Answer(reply);
    int edited =
        jdbc.sql(
                NEXT_CHANGE
                    + """
                    update web_message m
                    set reply = :reply::jsonb, picture = :picture, edited_at = :at,
                      change = next.changes
                    from next
                    where m.id = :id and m.room = :room and m.kind = 'answer'
                    """)
            .param("room", room)
            .param("id", id)
            .param("reply", reply(content), Types.VARCHAR)
            .param("picture", picture(content), Types.BINARY)
            .param("at", now())
            .update();
    bell.ring();
    return edited == 1;
  }

  /** Notes that a form has been sent, so that it is no longer offered. */
  void used(WebMessage form) {
    jdbc.sql(
            NEXT_CHANGE
                + """
                update web_message m set used = true, change = next.changes from next
                where m.id = :id and not m.used
                """)
        .param("room", form.room())
        .param("id", form.id())
        .update();
    bell.ring();
  }

  /** Replaces a form that was refused by the same with what was entered, so that it is mended. */
  void entered(WebMessage form, Reply.Form filled) {
    jdbc.sql(
            NEXT_CHANGE
                + """
                update web_message m set reply = :reply::jsonb, change = next.changes from next
                where m.id = :id and not m.used
                """)
        .param("room", form.room())
        .param("id", form.id())
        .param("reply", MessageJson.write(filled))
        .update();
    bell.ring();
  }

  Optional<WebMessage> find(String room, long id, String reader) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from web_message m where m.id = ? and m.room = ?"
                + " and coalesce(m.only_for, ?) = ?")
        .params(id, room, reader, reader)
        .query(WebMessages::message)
        .optional();
  }

  Optional<byte[]> picture(String room, long id, String reader) {
    return jdbc.sql(
            """
            select picture from web_message
            where id = ? and room = ? and coalesce(only_for, ?) = ? and picture is not null
            """)
        .params(id, room, reader, reader)
        .query(byte[].class)
        .optional();
  }

  /** The last {@value #PAGE} messages of a room's top level before one of them, oldest first. */
  List<WebMessage> page(String room, String reader, long before) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from web_message m where m.room = ? and m.thread is null and m.id < ?"
                + " and coalesce(m.only_for, ?) = ? order by m.id desc limit "
                + PAGE)
        .params(room, before, reader, reader)
        .query(WebMessages::message)
        .list()
        .reversed();
  }

  /** The last messages under each of these, oldest first. */
  List<WebMessage> under(List<Long> threads, String reader) {
    if (threads.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                from unnest(:threads::bigint[]) as root
                cross join lateral (
                  select * from web_message t
                  where t.thread = root and coalesce(t.only_for, :reader) = :reader
                  order by t.id desc limit 50
                ) m
                order by m.id
                """)
        .param("threads", threads.toArray(Long[]::new))
        .param("reader", reader)
        .query(WebMessages::message)
        .list();
  }

  /** What was written or changed in a room after its n-th change, in the order of the changes. */
  List<WebMessage> since(String room, String reader, long change) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from web_message m where m.room = ? and m.change > ?"
                + " and coalesce(m.only_for, ?) = ? order by m.change limit "
                + PAGE)
        .params(room, change, reader, reader)
        .query(WebMessages::message)
        .list();
  }

  /** How many changes each of these rooms has seen, in their order. */
  List<Long> changes(List<Room> rooms) {
    return jdbc.sql(
            """
            select coalesce(r.changes, 0) from unnest(?::text[]) with ordinality as w (id, place)
            left join web_room r on r.id = w.id order by w.place
            """)
        .param(rooms.stream().map(Room::id).toArray(String[]::new))
        .query((row, number) -> row.getLong(1))
        .list();
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static String kind(Content content) {
    return switch (content) {
      case Content.Words words -> words.deed().name().toLowerCase(Locale.ROOT);
      case Content.Answer _ -> "answer";
    };
  }

  private static @Nullable String words(Content content) {
    return switch (content) {
      case Content.Words words -> Text.storable(words.text());
      case Content.Answer _ -> null;
    };
  }

  private static @Nullable String reply(Content content) {
    return switch (content) {
      case Content.Words _ -> null;
      case Content.Answer answer -> MessageJson.write(withoutPicture(answer.reply()));
    };
  }

  /** A picture's bytes are kept beside. */
  private static Reply withoutPicture(Reply reply) {
    return reply instanceof Reply.Picture(String title, String description, _)
        ? new Reply.Picture(title, description, new byte[0])
        : reply;
  }

  private static byte @Nullable [] picture(Content content) {
    return content instanceof Content.Answer(Reply.Picture picture) ? picture.png() : null;
  }

  private static WebMessage message(ResultSet row, int number) throws SQLException {
    String kind = row.getString("kind");
    Instant edited =
        row.getTimestamp("edited_at") == null ? null : row.getTimestamp("edited_at").toInstant();
    return new WebMessage(
        row.getLong("id"),
        row.getString("room"),
        row.getObject("thread", Long.class),
        row.getString("author"),
        row.getString("only_for"),
        kind.equals("answer")
            ? new Content.Answer(MessageJson.read(row.getString("reply"), Reply.class))
            : new Content.Words(
                Deed.valueOf(kind.toUpperCase(Locale.ROOT)), row.getString("words")),
        row.getBoolean("has_picture"),
        row.getBoolean("used"),
        row.getTimestamp("posted_at").toInstant(),
        edited,
        row.getLong("change"));
  }
}
