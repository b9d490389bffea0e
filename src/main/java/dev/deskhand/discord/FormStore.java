package dev.deskhand.discord;

import dev.deskhand.chat.Reply;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where forms are kept that are in front of people. */
interface FormStore {

  /** Keeps a form in place of the one with the same id. */
  void keep(Reply.Form form, Instant at);

  /** The form; empty if it was forgotten, or another version of the desk cannot read it. */
  Optional<Reply.Form> find(String id);

  void forget(String id);

  /** Forgets a bounded number of forms from before a time; returns how many. */
  int forgetBefore(Instant time);

  /** Kept in the database. */
  final class Stored implements FormStore {

    private static final JsonMapper JSON =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final JdbcClient jdbc;

    Stored(JdbcClient jdbc) {
      this.jdbc = jdbc;
    }

    @Override
    public void keep(Reply.Form form, Instant at) {
      jdbc.sql(
              """
              INSERT INTO discord_form (id, form, kept_at) VALUES (?, ?, ?)
              ON CONFLICT (id) DO UPDATE SET form = excluded.form, kept_at = excluded.kept_at
              """)
          .params(form.id(), JSON.writeValueAsString(form), Timestamp.from(at))
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

    private static Optional<Reply.Form> read(String json) {
      try {
        return Optional.of(JSON.readValue(json, Reply.Form.class));
      } catch (JacksonException e) {
        return Optional.empty();
      }
    }
  }
}
