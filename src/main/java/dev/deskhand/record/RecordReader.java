package dev.deskhand.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what is on record. Internal and public words lie side by side there, so that nothing else
 * may: whoever reads says for whom. What was replaced by a better account is left out.
 */
@Component
public class RecordReader {

  /** As many entries about the desk itself are counted and can be turned to. */
  public static final int DESK_COUNTED = 15_000;

  private static final int MOST_WORDS = 30_000;
  private static final int MOST_SAID = 1_000;

  private static final String ENTRY =
      "select e.*, coalesce(w.words, '') as words from (%s) e"
          + " left join record_words w on w.entry_id = e.id";

  /** The conditions of an index; what was refused did not happen to the ticket. */
  private static final String HAPPENED = "verb <> 'REFUSE' and replaced_at is null";

  private static final String OF_FAMILY =
      """
      e.subject_kind = '%s' and e.subject_id = family.ticket
        and e.verb <> 'REFUSE' and e.replaced_at is null
        and (family.ticket = :id or e.verb <> 'MERGE' and exists (
          select from record_words w where w.entry_id = e.id and w.words <> ''))
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  public RecordReader(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Which part of what happened to a ticket, and in which order. */
  public enum Part {
    /** All of it, by when it happened. */
    BY_TIME("", "happened_at desc, id desc"),
    /** All of it, as it was put on record. */
    AS_RECORDED("", "id desc"),
    /** The same without the tickets that came and went. */
    ANNOUNCED("and verb not in ('ATTACH', 'DETACH')", "id desc"),
    /** What the updates said. */
    UPDATES("and verb not in ('ATTACH', 'DETACH') and verb = 'UPDATE'", "id desc");

    private final String condition;
    private final String order;

    Part(String condition, String order) {
      this.condition = condition;
      this.order = order;
    }
  }

  /**
   * A page of what is on record.
   *
   * @param total how much it is in all, counted up to a bound
   */
  public record Page(List<RecordEntry> entries, int total) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * How a ticket came to stand where it stood at a moment.
   *
   * @param setting what set the field that was asked for
   * @param lastBefore the last that happened before the moment
   */
  public record Course(List<RecordEntry> setting, Optional<RecordEntry> lastBefore) {
    public Course {
      setting = List.copyOf(setting);
    }
  }

  /**
   * What happened to a ticket, in order of time; one statement.
   *
   * @param others a query for the ids of tickets of its kind whose words belong to it, too; it has
   *     the ticket's {@code :id}
   * @param bound as many are counted, and as far can be turned
   */
  public Page page(Subject ticket, String others, Viewer viewer, long offset, int size, int bound) {
    List<RecordEntry> entries = new ArrayList<>();
    int[] total = {0};
    jdbc.sql(
            """
            with family as (select cast(:id as bigint) as ticket union all %5$s),
            counted as (
              select count(*) as total
              from (select 1 from family join record_entry e on %1$s limit %2$d) as bounded),
            page as (
              select first.* from family cross join lateral (
                select e.* from record_entry e where %1$s
                order by e.happened_at, e.id limit %4$d) as first
              order by first.happened_at, first.id %3$s)
            select counted.total, page.*, coalesce(w.words, '') as words
            from counted left join page on true left join record_words w on w.entry_id = page.id
            order by page.happened_at, page.id
            """
                // numbers and not parameters: the planner is to know how few rows are wanted
                .formatted(
                    OF_FAMILY.formatted(ticket.kind()) + visible(viewer),
                    bound,
                    offset >= bound ? "limit 0" : "limit %d offset %d".formatted(size, offset),
                    Math.min(offset, bound) + size,
                    others))
        .param("id", ticket.id())
        .query(
            row -> {
              total[0] = row.getInt("total");
              if (row.getObject("id") != null) {
                entries.add(entry(row, viewer));
              }
            });
    return new Page(entries, total[0]);
  }

  /** The latest of what happened to a ticket, the latest first. */
  public List<RecordEntry> latest(Subject ticket, Viewer viewer, Part part, int most) {
    String rows =
        "select * from record_entry where %s %s order by %s limit :most"
            .formatted(of(ticket) + visible(viewer), part.condition, part.order);
    return jdbc.sql(ENTRY.formatted(rows) + " order by " + part.order)
        .param("id", ticket.id())
        .param("most", most)
        .query((row, _) -> entry(row, viewer))
        .list();
  }

  /** The commands that were refused on a ticket, the latest first. */
  public List<RecordEntry> refusals(Subject ticket, int most) {
    String rows =
        """
        select * from record_entry
        where subject_kind = '%s' and subject_id = :id and verb = 'REFUSE'
        order by id desc limit :most
        """
            .formatted(ticket.kind());
    return jdbc.sql(ENTRY.formatted(rows) + " order by id desc")
        .param("id", ticket.id())
        .param("most", most)
        .query((row, _) -> entry(row, Viewer.AGENT))
        .list();
  }

  /** What concerns the desk itself, the refused commands among it; the latest first. */
  public List<RecordEntry> ofDesk(int offset, int most) {
    String rows =
        """
        select * from record_entry where subject_kind = 'DESK'
        order by happened_at desc, id desc limit :most offset :offset
        """;
    return jdbc.sql(ENTRY.formatted(rows) + " order by happened_at desc, id desc")
        .param("most", most)
        .param("offset", offset)
        .query((row, _) -> entry(row, Viewer.AGENT))
        .list();
  }

  /** How much concerns the desk itself, counted up to {@value #DESK_COUNTED}. */
  public int countOfDesk() {
    return jdbc.sql(
            """
            select count(*) from (
              select 1 from record_entry where subject_kind = 'DESK' limit :most) as bounded
            """)
        .param("most", DESK_COUNTED)
        .query(Integer.class)
        .single();
  }

  /** All that happened to tickets of a kind, by their ids; each as it was put on record. */
  public Map<Long, List<RecordEntry>> all(String kind, Collection<Long> ids, Viewer viewer) {
    String rows =
        "select * from record_entry where subject_kind = '%s' and subject_id = any(:ids) and %s"
            .formatted(checked(kind), HAPPENED + visible(viewer));
    return jdbc
        .sql(ENTRY.formatted(rows) + " order by id")
        .param("ids", ids.toArray(Long[]::new))
        .query((row, _) -> entry(row, viewer))
        .list()
        .stream()
        .collect(Collectors.groupingBy(entry -> Objects.requireNonNull(entry.subject().id())));
  }

  /**
   * By the ids of tickets, without words: what set a field of theirs, as it was put on record, and
   * the last that happened before a moment. One statement.
   */
  public Map<Long, Course> courses(
      String field, Instant moment, String kind, Collection<Long> ids, Viewer viewer) {
    if (!field.matches("[a-zA-Z]+")) {
      throw new IllegalArgumentException("No field: " + field);
    }
    Map<Long, List<RecordEntry>> setting = new HashMap<>();
    Map<Long, RecordEntry> last = new HashMap<>();
    jdbc.sql(
            """
            select e.*, '' as words from unnest(:ids) as ticket (id) cross join lateral (
              (select *, false as last from record_entry
               where subject_kind = '%1$s' and subject_id = ticket.id and %2$s
                 and jsonb_exists(after, '%3$s'))
              union all
              (select *, true from record_entry
               where subject_kind = '%1$s' and subject_id = ticket.id and %2$s
                 and happened_at < :moment
               order by id desc limit 1)) as e
            order by e.id
            """
                .formatted(checked(kind), HAPPENED + visible(viewer), field))
        .param("ids", ids.toArray(Long[]::new))
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .query(
            row -> {
              long id = row.getLong("subject_id");
              if (row.getBoolean("last")) {
                last.put(id, entry(row, viewer));
              } else {
                setting.computeIfAbsent(id, _ -> new ArrayList<>()).add(entry(row, viewer));
              }
            });
    return ids.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                id -> id,
                id ->
                    new Course(
                        setting.getOrDefault(id, List.of()), Optional.ofNullable(last.get(id)))));
  }

  /**
   * Tickets with the latest words about them, for the search: {@code said} in public, and {@code
   * noted} internally. Of each as much as a list of words may have; one statement.
   *
   * @param tickets a query of tickets of a kind by their {@code :ids}; has their {@code id}
   * @param without what was done with words that stand elsewhere already
   */
  public <T> List<T> said(
      String kind, String tickets, Collection<Long> ids, Set<Verb> without, RowMapper<T> read) {
    return jdbc.sql(
            """
            select ticket.*, coalesce(words.said, '') as said, coalesce(words.noted, '') as noted
            from (%1$s) as ticket cross join lateral (
              select
                right(string_agg(w.words, E'\\n' order by e.id)
                  filter (where e.visibility = 'PUBLIC'), %2$d) as said,
                right(string_agg(w.words, E'\\n' order by e.id)
                  filter (where e.visibility = 'INTERNAL'), %2$d) as noted
              from (
                select id, visibility from record_entry
                where subject_kind = '%3$s' and subject_id = ticket.id and %4$s
                  and verb <> all (:without)
                order by happened_at desc, id desc limit %5$d) as e
              join record_words w on w.entry_id = e.id) as words
            """
                .formatted(tickets, MOST_WORDS, checked(kind), HAPPENED, MOST_SAID))
        .param("ids", ids.toArray(Long[]::new))
        .param("without", without.stream().map(Verb::name).toArray(String[]::new))
        .query(read)
        .list();
  }

  /** Which of these ids of what comes from elsewhere are on record. */
  public Set<String> known(Collection<String> sourceIds) {
    return Set.copyOf(
        jdbc.sql(
                """
                select source_id from record_entry
                where source_id = any(:ids) and replaced_at is null
                """)
            .param("ids", sourceIds.toArray(String[]::new))
            .query((row, _) -> row.getString(1))
            .list());
  }

  private static String of(Subject ticket) {
    return "subject_kind = '" + ticket.kind() + "' and subject_id = :id and " + HAPPENED;
  }

  private static String checked(String kind) {
    return Subject.ticket(kind, 1).kind();
  }

  private static String visible(Viewer viewer) {
    return viewer.isShown(Visibility.INTERNAL) ? "" : " and visibility = 'PUBLIC'";
  }

  private RecordEntry entry(ResultSet row, Viewer viewer) throws SQLException {
    Visibility visibility = Visibility.valueOf(row.getString("visibility"));
    boolean told = viewer.isToldOf(visibility);
    return new RecordEntry(
        new Subject(
            row.getString("subject_kind"),
            row.getObject("subject_id", Long.class),
            row.getString("subject_name")),
        instant(row, "happened_at"),
        row.getObject("actor_id", Long.class),
        row.getString("actor_name"),
        row.getString("place"),
        Verb.valueOf(row.getString("verb")),
        told ? values(row.getString("before")) : Values.NONE,
        told ? values(row.getString("after")) : Values.NONE,
        visibility,
        row.getString("correlation_id"),
        row.getString("source_id"),
        told ? row.getString("words") : "",
        new RecordEntry.Recorded(row.getLong("id"), instant(row, "recorded_at")));
  }

  private Values values(String fields) {
    return fields.equals("{}")
        ? Values.NONE
        : new Values(json.readValue(fields, new TypeReference<>() {}));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
