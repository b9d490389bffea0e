package dev.deskhand.discord.forms;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Reply;
import dev.deskhand.json.MessageJson;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** Where forms are kept that are in front of people. */
public interface FormStore {

  /** Keeps a form in place of the one with the same id. */
  void keep(Reply.Form form, Instant at);

  /** The form; empty if it was forgotten, or another version of the desk cannot read it. */
  Optional<Reply.Form> find(String id);

  /** Keeps the files of the message that a form is about, which must be kept itself. */
  void attach(String id, List<Attachment> files);

  /** The files that were attached to a form. */
  List<Attachment> files(String id);

  void forget(String id);

  /** Forgets a bounded number of forms from before a time; returns how many. */
  int forgetBefore(Instant time);

  /** Kept in the database. */
  final class Stored implements FormStore {

    private final JdbcClient jdbc;

    public Stored(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @Override
    public void keep(Reply.Form form, Instant at) {
      jdbc.sql(
              """
              INSERT INTO discord_form (id, form, kept_at) VALUES (?, ?, ?)
              ON CONFLICT (id) DO UPDATE SET form = excluded.form, kept_at = excluded.kept_at
              """)
          .params(form.id(), MessageJson.write(form), Timestamp.from(at))
          .update();
    }

    @Override
    public Optional<Reply.Form> find(String id) {
      return jdbc.sql("SELECT form FROM discord_form WHERE id = ?")
          .param(id)
          .query(String.class)
          .optional()
          .flatMap(Stored::read);
    }

    @Override
    public void attach(String id, List<Attachment> files) {
      jdbc.sql("UPDATE discord_form SET files = ? WHERE id = ?")
          .params(MessageJson.write(files), id)
          .update();
    }

    @Override
    public List<Attachment> files(String id) {
      return jdbc.sql("SELECT files FROM discord_form WHERE id = ?")
          .param(id)
          .query((row, number) -> attached(row.getString("files")))
          .optional()
          .orElse(List.of());
    }

    @Override
    public void forget(String id) {
      jdbc.sql("DELETE FROM discord_form WHERE id = ?").param(id).update();
    }

    @Override
    public int forgetBefore(Instant time) {
      return jdbc.sql(
              """
              DELETE FROM discord_form WHERE id IN (
                SELECT id FROM discord_form WHERE kept_at < ? LIMIT 1000)
              """)
          .param(Timestamp.from(time))
          .update();
    }

    private static List<Attachment> attached(String json) {
      try {
        return List.of(MessageJson.read(json, Attachment[].class));
      } catch (JacksonException e) {
        return List.of();
      }
    }

    private static Optional<Reply.Form> read(String json) {
      try {
        return Optional.of(MessageJson.read(json, Reply.Form.class));
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
  }
}
