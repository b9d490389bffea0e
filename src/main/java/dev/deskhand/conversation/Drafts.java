package dev.deskhand.conversation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people said in free words. A button holds few characters, so the words wait here until the
 * person presses what they should become.
 */
@Component
class Drafts {

  private final JdbcClient jdbc;

  Drafts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long keep(long personId, String words, Instant at) {
    return jdbc.sql("INSERT INTO draft (person_id, words, said_at) VALUES (?, ?, ?) RETURNING id")
        .params(personId, words, Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  /** The words, if this person said them; they can be used once. */
  Optional<String> use(long id, long personId) {
    return jdbc.sql("DELETE FROM draft WHERE id = ? AND person_id = ? RETURNING words")
        .params(id, personId)
        .query(String.class)
        .optional();
  }

  /** Forgets a bounded number of drafts from before a time; returns how many. */
  int forgetBefore(Instant time) {
    return jdbc.sql(
            "DELETE FROM draft WHERE id IN (SELECT id FROM draft WHERE said_at < ? LIMIT 10000)")
        .param(Timestamp.from(time))
        .update();
  }
}
