package dev.deskhand.testing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is on record, for tests that look into the database. */
public final class OnRecord {

  private static final String OF =
      """
      from record_entry e left join record_words w on w.entry_id = e.id
      where e.verb <> 'REFUSE' and e.replaced_at is null
      """;

  private OnRecord() {}

  /** Verb and words of all that happened to tickets of a kind, such as {@code note:seen it}. */
  public static List<String> of(JdbcClient jdbc, String kind) {
    return jdbc.sql(said() + " and e.subject_kind = ? order by e.id")
        .param(kind)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** The same of one ticket. */
  public static List<String> of(JdbcClient jdbc, String kind, long id) {
    return jdbc.sql(said() + " and e.subject_kind = ? and e.subject_id = ? order by e.id")
        .params(kind, id)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** The same of what only agents may know. */
  public static List<String> internal(JdbcClient jdbc) {
    return jdbc.sql(said() + " and e.visibility = 'INTERNAL' order by e.id")
        .query((row, _) -> row.getString(1))
        .list();
  }

  /** How many commands were refused. */
  public static long refusals(JdbcClient jdbc) {
    return jdbc.sql("select count(*) from record_entry where verb = 'REFUSE'")
        .query(Long.class)
        .single();
  }

  /**
   * Puts many entries on record whose words are numbers; every second one internal, if that is
   * asked.
   */
  public static void many(
      JdbcClient jdbc,
      String kind,
      long id,
      String verb,
      String after,
      boolean everySecondInternal,
      int from,
      int until) {
    jdbc.sql(
            """
            with recorded as (
              insert into record_entry (subject_kind, subject_id, subject_name, happened_at,
                recorded_at, actor_id, actor_name, place, verb, before, after, visibility,
                correlation_id)
              select :kind, :id, '', now(), now(), (select min(id) from person), 'Sam', 'web',
                upper(:verb),
                '{}', :after::jsonb,
                case when :internal and n.n % 2 = 0 then 'INTERNAL' else 'PUBLIC' end, n.n::text
              from generate_series(:from, :until) n order by n.n
              returning id, correlation_id)
            insert into record_words select id, correlation_id from recorded
            """)
        .param("kind", kind)
        .param("id", id)
        .param("verb", verb)
        .param("after", after)
        .param("internal", everySecondInternal)
        .param("from", from)
        .param("until", until)
        .update();
  }

  private static String said() {
    return "select lower(replace(e.verb, '_', ' ')) || ':' || coalesce(w.words, '') " + OF;
  }
}
