package dev.deskhand.tickets.replay;

import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.RecordReader;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.SqlTimes;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Viewer;
import dev.deskhand.search.Search;
import dev.deskhand.tickets.IncidentColumns;
import dev.deskhand.tickets.IncidentHistory;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentValues;
import dev.deskhand.tickets.IncidentWords;
import dev.deskhand.tickets.replay.ReplayedHistory.Entry;
import dev.deskhand.tickets.replay.ReplayedHistory.Standing;
import dev.deskhand.tickets.replay.ReplayedHistory.Step;
import dev.deskhand.tickets.replay.ReplayedHistory.Stored;
import dev.deskhand.tickets.replay.ReplayedHistory.Written;
import dev.deskhand.tickets.rules.IncidentTexts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Repository;

/** Reads and writes replayed incidents, many at a time. */
@Repository
class ReplayRepository {

  private static final String LOCK =
      """
      select i.*, a.name as assignee_name
      from incident i left join person a on a.id = i.assignee_id
      where i.source = ? and i.source_number = any (?) order by i.id for update of i
      """;

  private static final String INSERT =
      """
      insert into incident (title, description, requester_id, reporter_id, origin, source,
        source_number, opened_at, changed_at, first_response_at, %s)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, %s)
      """
          .formatted(IncidentColumns.NAMES, IncidentColumns.PARAMETERS);

  private static final String UPDATE =
      """
      update incident set version = version + 1, changed_at = ?, first_response_at = ?, %s
      where id = ?
      """
          .formatted(IncidentColumns.ASSIGNMENTS);

  private static final String OPENING =
      """
      update incident set title = ?, description = ?, requester_id = ?, reporter_id = ?, opened_at = ?
      where id = ?
      """;

  private static final String FORGOTTEN =
      "delete from incident_phase where incident_id = ? and history_id >= ?";

  private static final int BATCH = 1_000;

  private final JdbcTemplate jdbc;
  private final NamedParameterJdbcTemplate named;
  private final RecordReader record;
  private final RecordWriter writer;
  private final Search search;

  ReplayRepository(JdbcTemplate jdbc, RecordReader record, RecordWriter writer, Search search) {
    this.jdbc = jdbc;
    this.named = new NamedParameterJdbcTemplate(jdbc);
    this.record = record;
    this.writer = writer;
    this.search = search;
  }

  /**
   * Lets one replay of a source go on at a time: a second waits, and then finds what this one has
   * taken.
   */
  void lockSource(String source) {
    jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", _ -> {}, "replay:" + source);
  }

  /** How those incidents stand that are stored, by number; keeps others from changing them. */
  Map<String, Stored> lock(String source, Collection<String> numbers) {
    Map<String, Stored> stored = new HashMap<>();
    jdbc.query(
        LOCK,
        row -> {
          stored.put(row.getString("source_number"), stored(row));
        },
        source,
        numbers.toArray(String[]::new));
    return stored;
  }

  /**
   * What is on record of incidents, by their ids.
   *
   * @param people the ids of people whom the source names
   */
  Map<Long, List<Step>> record(
      String source, Collection<Stored> incidents, Map<String, Long> people) {
    Map<Long, List<Step>> steps = new HashMap<>();
    if (incidents.isEmpty()) {
      return steps;
    }
    record
        .all(IncidentWords.PREFIX, incidents.stream().map(Stored::id).toList(), Viewer.AGENT)
        .forEach((id, entries) -> steps.put(id, steps(source, entries, people)));
    return steps;
  }

  private static List<Step> steps(
      String source, List<RecordEntry> entries, Map<String, Long> people) {
    List<Step> steps = new ArrayList<>();
    for (RecordEntry entry : entries) {
      steps.add(
          new Step(
              entry,
              entry.place().equals(source),
              IncidentValues.after(
                  steps.isEmpty() ? null : steps.getLast().after(),
                  entry.after(),
                  entry.at(),
                  // whom the source does not name is told from others by the name alone
                  name -> people.getOrDefault(name, Math.min(-1L, name.hashCode() - (1L << 32)))),
              ReplayedUpdate.in(entry.after())));
    }
    return steps;
  }

  Set<String> takenBefore(String source, Set<String> eventIds) {
    String prefix = source + ":";
    return record.known(eventIds.stream().map(prefix::concat).toList()).stream()
        .map(id -> id.substring(prefix.length()))
        .collect(Collectors.toSet());
  }

  /** Writes what was taken. */
  void write(String source, List<Changed> changed) {
    insert(source, changed.stream().filter(each -> each.stored() == null).toList());
    List<Changed> storedBefore = changed.stream().filter(each -> each.stored() != null).toList();
    update(storedBefore);
    openOtherwise(storedBefore.stream().filter(each -> each.written().opening() != null).toList());
    forget(storedBefore.stream().filter(each -> each.written().replacedFrom() != null).toList());
    Map<String, Long> ids = ids(source, changed);
    record(changed, ids);
    search.index(IncidentWords.PREFIX, ids.values());
  }

  private void insert(String source, List<Changed> incidents) {
    jdbc.batchUpdate(
        INSERT,
        incidents,
        BATCH,
        (statement, incident) -> {
          Past opening = Objects.requireNonNull(incident.written().opening());
          Standing standing = incident.written().standing();
          new Binding(statement)
              .text(IncidentTexts.title(opening.title()))
              .text(opening.title())
              .number(standing.requesterId())
              .number(standing.requesterId())
              .text(source)
              .text(source)
              .text(incident.number())
              .moment(standing.openedAt())
              .moment(standing.changedAt())
              .moment(standing.firstResponseAt())
              .facts(standing.facts());
        });
  }

  private void update(List<Changed> incidents) {
    jdbc.batchUpdate(
        UPDATE,
        incidents,
        BATCH,
        (statement, incident) -> {
          Standing standing = incident.written().standing();
          new Binding(statement)
              .moment(standing.changedAt())
              .moment(standing.firstResponseAt())
              .facts(standing.facts())
              .number(incident.id());
        });
  }

  private void openOtherwise(List<Changed> incidents) {
    jdbc.batchUpdate(
        OPENING,
        incidents,
        BATCH,
        (statement, incident) -> {
          Past opening = Objects.requireNonNull(incident.written().opening());
          Standing standing = incident.written().standing();
          new Binding(statement)
              .text(IncidentTexts.title(opening.title()))
              .text(opening.title())
              .number(standing.requesterId())
              .number(standing.requesterId())
              .moment(standing.openedAt())
              .number(incident.id());
        });
  }

  private void forget(List<Changed> incidents) {
    if (incidents.isEmpty()) {
      return;
    }
    writer.replace(
        incidents.stream()
            .collect(
                Collectors.toMap(
                    incident -> IncidentHistory.subject(Objects.requireNonNull(incident.id())),
                    incident -> Objects.requireNonNull(incident.written().replacedFrom()))));
    jdbc.batchUpdate(
        FORGOTTEN,
        incidents,
        BATCH,
        (statement, incident) ->
            new Binding(statement).number(incident.id()).number(incident.written().replacedFrom()));
  }

  private void record(List<Changed> incidents, Map<String, Long> ids) {
    List<RecordEntry> entries = new ArrayList<>();
    List<Map<String, @Nullable Object>> phases = new ArrayList<>();
    for (Changed incident : incidents) {
      Subject subject = IncidentHistory.subject(Objects.requireNonNull(ids.get(incident.number())));
      for (Entry change : incident.written().entries()) {
        RecordEntry entry = change.recorded().about(subject);
        entries.add(entry);
        phases.add(IncidentHistory.phase(entry, change.after(), change.before() == null));
      }
    }
    List<Long> recorded = writer.writeMany(entries);
    for (int i = 0; i < recorded.size(); i++) {
      phases.get(i).put("entry", recorded.get(i));
    }
    named.batchUpdate(
        IncidentHistory.PHASES,
        phases.stream().map(MapSqlParameterSource::new).toArray(SqlParameterSource[]::new));
    jdbc.update("call refresh_incident_phases(?)", (Object) ids.values().toArray(Long[]::new));
  }

  private Map<String, Long> ids(String source, List<Changed> incidents) {
    Map<String, Long> ids = new HashMap<>();
    jdbc.query(
        "select source_number, id from incident where source = ? and source_number = any (?)",
        row -> {
          ids.put(row.getString(1), row.getLong(2));
        },
        source,
        incidents.stream().map(Changed::number).toArray(String[]::new));
    return ids;
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getLong("id"),
        IncidentColumns.read(row),
        row.getLong("requester_id"),
        SqlTimes.instant(row, "opened_at"),
        SqlTimes.instant(row, "changed_at"),
        SqlTimes.nullableInstant(row, "first_response_at"));
  }

  /**
   * An incident of which something was taken.
   *
   * @param stored how it was; null while it is new
   */
  record Changed(String number, @Nullable Stored stored, Written written) {
    private @Nullable Long id() {
      return stored == null ? null : stored.id();
    }
  }
}
