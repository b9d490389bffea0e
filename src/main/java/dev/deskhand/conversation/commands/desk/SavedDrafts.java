package dev.deskhand.conversation.commands.desk;

import dev.deskhand.chat.Attachment;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people said in free words. A button holds few characters, so the words wait here until the
 * person presses what they should become, and with them where the files are that came along.
 */
@Component
public class SavedDrafts {

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final TypeReference<List<Attachment>> FILES = new TypeReference<>() {};

  private final JdbcClient jdbc;

  SavedDrafts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What somebody said. */
  public record Draft(String words, List<Attachment> files) {}

  public long keep(long personId, Draft draft, Instant at) {
    return jdbc.sql(
            "INSERT INTO draft (person_id, words, files, said_at) VALUES (?, ?, ?, ?) RETURNING id")
        .params(personId, draft.words(), JSON.writeValueAsString(draft.files()), Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  /** What they said, if this person said it; it can be used once. */
  public Optional<Draft> use(long id, long personId) {
    return jdbc.sql("DELETE FROM draft WHERE id = ? AND person_id = ? RETURNING words, files")
        .params(id, personId)
        .query(
            (row, number) ->
                new Draft(row.getString("words"), JSON.readValue(row.getString("files"), FILES)))
        .optional();
  }

  /** Forgets a bounded number of drafts from before a time; returns how many. */
  public int forgetBefore(Instant time) {
    return jdbc.sql(
            "DELETE FROM draft WHERE id IN (SELECT id FROM draft WHERE said_at < ? LIMIT 10000)")
        .param(Timestamp.from(time))
        .update();
  }
}
