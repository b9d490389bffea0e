package dev.deskhand.conversation.threads;

import dev.deskhand.chat.Attachment;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.text.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which files were sent along with what was said about a ticket. */
@Repository
public class TicketFiles {

  private static final int LONGEST_NAME = 200;

  private static final String COPY =
      """
      INSERT INTO ticket_file (subject, internal, name, url, platform, channel, thread,
        message, file, person_id, sent_by, sent_at)
      SELECT ?, internal, name, url, platform, channel, thread, message, file, person_id,
        sent_by, sent_at
      FROM ticket_file f WHERE subject = ? AND NOT EXISTS (
        SELECT 1 FROM ticket_file t
        WHERE t.subject = ? AND t.name = f.name AND t.url = f.url AND t.platform = f.platform
          AND (t.channel, t.message, t.file) IS NOT DISTINCT FROM (f.channel, f.message, f.file)
          AND t.internal <= f.internal)\
      """;

  private final JdbcClient jdbc;

  TicketFiles(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A file.
   *
   * @param internal whether only agents may have it
   * @param platform where it is
   * @param by who sent it
   * @param at when
   */
  public record Sent(Attachment file, boolean internal, String platform, String by, Instant at) {}

  /** Keeps where the files are that came along with somebody's words. */
  public void keep(
      String subject, List<Attachment> files, boolean internal, CommandContext context) {
    for (Attachment file : files) {
      Attachment.@Nullable Held held = file.held();
      jdbc.sql(
              """
              INSERT INTO ticket_file (subject, internal, name, url, platform, channel, thread,
                message, file, person_id, sent_by, sent_at)
              VALUES (:subject, :internal, :name, :url, :platform, :channel, :thread, :message,
                :file, :person, :by, :at)
              """)
          .param("subject", subject)
          .param("internal", internal)
          .param("name", Text.cut(file.name(), LONGEST_NAME))
          .param("url", file.url())
          .param("platform", context.platform())
          .param("channel", held == null ? null : held.channel())
          .param("thread", held == null ? null : held.thread())
          .param("message", held == null ? null : held.message())
          .param("file", held == null ? null : held.file())
          .param("person", context.person().id())
          .param("by", context.person().name())
          .param("at", Timestamp.from(context.actor().at()))
          .update();
    }
  }

  /** Another ticket has what this one has, none twice: its words were added there. */
  public void copy(String subject, String to) {
    jdbc.sql(COPY + " AND NOT internal ORDER BY id LIMIT 100").params(to, subject, to).update();
  }

  /** Another ticket has all that this one has, since this one goes on there. */
  public void copyAll(String subject, String to) {
    jdbc.sql(COPY + " ORDER BY id").params(to, subject, to).update();
  }

  /**
   * Some of the files of a ticket, the oldest first.
   *
   * @param internal whether those that only agents may have are among them
   */
  public List<Sent> of(String subject, boolean internal, int limit, long offset) {
    return jdbc.sql(
            """
            SELECT name, url, internal, platform, channel, thread, message, file, sent_by, sent_at
            FROM ticket_file WHERE subject = ? AND (NOT internal OR ?)
            ORDER BY sent_at, id LIMIT ? OFFSET ?
            """)
        .params(subject, internal, limit, offset)
        .query((row, number) -> sent(row))
        .list();
  }

  /** How many of them there are, counted up to a bound. */
  public int count(String subject, boolean internal, int most) {
    return jdbc.sql(
            """
            SELECT count(*) FROM (
              SELECT 1 FROM ticket_file WHERE subject = ? AND (NOT internal OR ?) LIMIT ?) AS bounded
            """)
        .params(subject, internal, most)
        .query(Integer.class)
        .single();
  }

  private static Sent sent(ResultSet row) throws SQLException {
    String channel = row.getString("channel");
    Attachment.@Nullable Held held =
        channel == null
            ? null
            : new Attachment.Held(
                channel, row.getString("thread"), row.getString("message"), row.getString("file"));
    return new Sent(
        new Attachment(row.getString("name"), row.getString("url"), held),
        row.getBoolean("internal"),
        row.getString("platform"),
        row.getString("sent_by"),
        row.getTimestamp("sent_at").toInstant());
  }
}
