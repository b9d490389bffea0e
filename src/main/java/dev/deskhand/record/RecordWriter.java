package dev.deskhand.record;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Puts on record what happened; part of the caller's transaction, and one statement. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RecordWriter {

  private static final String COLUMNS =
      """
      subject_kind, subject_id, subject_name, happened_at, recorded_at, actor_id, actor_name, place,
      verb, before, after, visibility, correlation_id, source_id
      """;

  private static final String VALUES =
      """
      :subjectKind, :subjectId, :subjectName, :happenedAt, :recordedAt, :actorId, :actorName, :place,
      :verb, :before::jsonb, :after::jsonb, :visibility, :correlationId, :sourceId
      """;

  private static final String RECORDED =
      """
      with recorded as (
        insert into record_entry (%s) values (%s) returning id)
      """
          .formatted(COLUMNS, VALUES);

  private static final String WORDS =
      " insert into record_words (entry_id, words)"
          + " select id, :words from recorded where :words <> ''";

  // plain insertions, of which the driver makes one of many rows
  private static final String NUMBERED =
      "insert into record_entry (id, %s) overriding system value values (:id, %s)"
          .formatted(COLUMNS, VALUES);

  private static final String NUMBERED_WORDS =
      "insert into record_words (entry_id, words) values (:id, :words)";

  private static final String NUMBERS =
      """
      select nextval(pg_get_serial_sequence('record_entry', 'id')) from generate_series(1, :count)
      """;

  private final NamedParameterJdbcTemplate jdbc;
  private final JsonMapper json;
  private final Clock clock;

  public RecordWriter(NamedParameterJdbcTemplate jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * What is written along with an entry, in the same statement.
   *
   * @param table an insertion that can select from {@code recorded}, which has the entry's {@code
   *     id}; empty for none
   * @param afterwards a statement that follows; empty for none
   */
  public record Along(String table, String afterwards) {
    static final Along NOTHING = new Along("", "");
  }

  public void write(RecordEntry entry) {
    write(entry, Along.NOTHING, Map.of());
  }

  /** Several in their order, in one round trip. */
  public void write(List<RecordEntry> entries) {
    jdbc.batchUpdate(
        statement(Along.NOTHING),
        entries.stream()
            .map(entry -> parameters(entry, Map.of()))
            .toArray(SqlParameterSource[]::new));
  }

  /**
   * @param values for the parameters of what is written along
   */
  public void write(RecordEntry entry, Along along, Map<String, ?> values) {
    jdbc.update(statement(along), parameters(entry, values));
  }

  /**
   * Many at a time: several times quicker than one by one.
   *
   * @return their ids, in the order of the entries, in which they grow
   */
  public List<Long> writeMany(List<RecordEntry> entries) {
    List<Long> ids =
        jdbc.query(NUMBERS, Map.of("count", entries.size()), (row, _) -> row.getLong(1)).stream()
            .sorted()
            .toList();
    SqlParameterSource[] rows =
        IntStream.range(0, entries.size())
            .mapToObj(i -> parameters(entries.get(i), Map.of("id", ids.get(i))))
            .toArray(SqlParameterSource[]::new);
    jdbc.batchUpdate(NUMBERED, rows);
    jdbc.batchUpdate(
        NUMBERED_WORDS,
        Stream.of(rows)
            .filter(row -> !"".equals(row.getValue("words")))
            .toArray(SqlParameterSource[]::new));
    return ids;
  }

  /**
   * Takes what is on record of tickets, for each from the entry with an id on, out of what is
   * valid: it is known better now. It stays there with the time at which it was replaced. The
   * database allows it of what was imported alone.
   */
  public void replace(Map<Subject, Long> from) {
    jdbc.batchUpdate(
        """
        update record_entry set replaced_at = greatest(:now, recorded_at)
        where subject_kind = :kind and subject_id = :id and id >= :from
          and verb <> 'REFUSE' and replaced_at is null
        """,
        from.entrySet().stream()
            .map(
                each ->
                    new MapSqlParameterSource()
                        .addValue("now", now())
                        .addValue("kind", each.getKey().kind())
                        .addValue("id", each.getKey().id())
                        .addValue("from", each.getValue()))
            .toArray(SqlParameterSource[]::new));
  }

  private static String statement(Along along) {
    return RECORDED
        + (along.table().isEmpty() ? "" : ", along as (" + along.table() + ")")
        + WORDS
        + (along.afterwards().isEmpty() ? "" : "; " + along.afterwards());
  }

  private MapSqlParameterSource parameters(RecordEntry entry, Map<String, ?> values) {
    return new MapSqlParameterSource(values)
        .addValue("subjectKind", entry.subject().kind())
        .addValue("subjectId", entry.subject().id(), Types.BIGINT)
        .addValue("subjectName", entry.subject().name())
        .addValue("happenedAt", entry.at().atOffset(ZoneOffset.UTC))
        .addValue("recordedAt", now())
        .addValue("actorId", entry.actorId(), Types.BIGINT)
        .addValue("actorName", entry.actorName())
        .addValue("place", entry.place())
        .addValue("verb", entry.verb().name())
        .addValue("before", json.writeValueAsString(entry.before().fields()))
        .addValue("after", json.writeValueAsString(entry.after().fields()))
        .addValue("visibility", entry.visibility().name())
        .addValue("correlationId", entry.correlationId())
        .addValue("sourceId", entry.sourceId(), Types.VARCHAR)
        .addValue("words", entry.words());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
