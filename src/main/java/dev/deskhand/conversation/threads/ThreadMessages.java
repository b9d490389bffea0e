package dev.deskhand.conversation.threads;

import dev.deskhand.chat.Place;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which message in a ticket's thread became what. Every method is one statement. */
@Repository
public class ThreadMessages {

  private final JdbcClient jdbc;

  ThreadMessages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A message that was taken in.
   *
   * @param subject the key of the ticket
   * @param amongAgents whether it was written where only agents read
   * @param internal whether it stayed among them
   * @param words what it says, as the platform's people wrote it
   * @param at when it was written
   */
  record Heard(
      String subject,
      long personId,
      boolean amongAgents,
      boolean internal,
      String words,
      Instant at) {}

  /** Keeps one; false if it is known already, and then nothing is changed. */
  boolean keep(Place place, String message, Heard heard) {
    return jdbc.sql(
                """
                INSERT INTO heard_message (platform, channel, thread, message, subject, person_id,
                  among_agents, internal, words, heard_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """)
            .params(
                place.platform(),
                place.channel(),
                thread(place),
                message,
                heard.subject(),
                heard.personId(),
                heard.amongAgents(),
                heard.internal(),
                heard.words(),
                Timestamp.from(heard.at()))
            .update()
        == 1;
  }

  Optional<Heard> find(Place place, String message) {
    return jdbc.sql(
            """
            SELECT subject, person_id, among_agents, internal, words, heard_at FROM heard_message
            WHERE platform = ? AND channel = ? AND message = ?
            """)
        .params(place.platform(), place.channel(), message)
        .query(
            (row, number) ->
                new Heard(
                    row.getString("subject"),
                    row.getLong("person_id"),
                    row.getBoolean("among_agents"),
                    row.getBoolean("internal"),
                    row.getString("words"),
                    row.getTimestamp("heard_at").toInstant()))
        .optional();
  }

  /**
   * The messages that were written in a thread after one of them; for a place that is no thread,
   * those of its whole channel. The ids that a platform gives within one age are of one length, so
   * the primary key has their order.
   *
   * @param subjects the tickets whose thread it is, by which those are told that were heard before
   *     the thread was kept
   */
  List<String> after(Place place, String message, Collection<String> subjects, int atMost) {
    return jdbc.sql(
            """
            SELECT message FROM heard_message
            WHERE platform = ? AND channel = ? AND message > ?
              AND (thread = ? OR thread IS NULL AND subject = ANY (?) OR ?)
            ORDER BY message LIMIT ?
            """)
        .params(
            place.platform(),
            place.channel(),
            message,
            thread(place),
            subjects.toArray(String[]::new),
            place.thread() == null,
            atMost)
        .query((row, number) -> row.getString("message"))
        .list();
  }

  private static String thread(Place place) {
    return place.thread() == null ? "" : place.thread();
  }

  void change(Place place, String message, String words, boolean internal) {
    jdbc.sql(
            """
            UPDATE heard_message SET words = ?, internal = ?
            WHERE platform = ? AND channel = ? AND message = ?
            """)
        .params(words, internal, place.platform(), place.channel(), message)
        .update();
  }

  void forget(Place place, String message) {
    jdbc.sql("DELETE FROM heard_message WHERE platform = ? AND channel = ? AND message = ?")
        .params(place.platform(), place.channel(), message)
        .update();
  }

  /** Forgets a bounded number of messages from before a time; returns how many. */
  public int forgetBefore(Instant time) {
    return jdbc.sql(
            """
            DELETE FROM heard_message WHERE (platform, channel, message) IN (
              SELECT platform, channel, message FROM heard_message
              WHERE heard_at < ? ORDER BY heard_at LIMIT 10000)
            """)
        .param(Timestamp.from(time))
        .update();
  }
}
