package dev.deskhand.tickets;

import dev.deskhand.search.Search;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.PastChanges.Entry;
import dev.deskhand.tickets.PastChanges.Standing;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Reads and writes replayed incidents, many at a time. */
@Repository
class PastStore {

  private static final String LOCK =
      """
      select i.*, a.name as assignee_name
      from incident i left join person a on a.id = i.assignee_id
      where i.source = ? and i.source_number = any (?) order by i.id for update of i
      """;

  private static final String INSERT =
      """
      insert into incident (title, description, requester_id, reporter_id, origin, source,
        source_number, opened_at, state, waiting_for, resolution, impact, urgency, priority, team,
        assignee_id, service, category, changed_at, first_response_at, resolved_at, closed_at, ended_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update incident set version = version + 1, state = ?, waiting_for = ?, resolution = ?,
        impact = ?, urgency = ?, priority = ?, team = ?, assignee_id = ?, service = ?, category = ?,
        changed_at = ?, first_response_at = ?, resolved_at = ?, closed_at = ?, ended_at = ?
      where id = ?
      """;

  // with how the incident stood from then on, for the figures
  private static final String RECORD =
      """
      with recorded as (
        insert into incident_history (incident_id, at, actor_id, actor_name, verb, text, internal,
          before, after, state_before, state_after, place, correlation_id, event_id)
        values (?, ?, ?, ?, ?, '', false, ?, ?, ?, ?, ?, '', ?)
        returning id, incident_id, at, state_before, state_after)
      insert into incident_phase
        (history_id, incident_id, at, opens, state, priority, service, team)
      select id, incident_id, at, state_before is null, state_after, ?, ?, ? from recorded
      """;

  private static final int BATCH = 1_000;

  private final JdbcTemplate jdbc;
  private final Search search;

  PastStore(JdbcTemplate jdbc, Search search) {
    this.jdbc = jdbc;
    this.search = search;
  }

  /**
   * Lets one replay of a source go on at a time: a second waits, and then finds what this one has
   * taken.
   */
  void lockSource(String source) {
    jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", _ -> {}, "replay:" + source);
  }

  /** Tells each incident that was begun before how it stands, and keeps others from changing it. */
  void lock(String source, Map<String, PastChanges> byNumber) {
    jdbc.query(
        LOCK,
        row -> {
          Objects.requireNonNull(byNumber.get(row.getString("source_number")))
              .begunBefore(row.getLong("id"), standing(row));
        },
        source,
        byNumber.keySet().toArray(String[]::new));
  }

  Set<String> takenBefore(String source, Set<String> eventIds) {
    String prefix = source + ":";
    String[] stored = eventIds.stream().map(prefix::concat).toArray(String[]::new);
    return Set.copyOf(
        jdbc.query(
            "select event_id from incident_history where event_id = any (?)",
            (row, _) -> row.getString(1).substring(prefix.length()),
            (Object) stored));
  }

  /** Writes what was taken. */
  void write(String source, Collection<PastChanges> incidents) {
    List<PastChanges> changed =
        incidents.stream().filter(each -> !each.entries().isEmpty()).toList();
    insert(source, changed.stream().filter(each -> each.first() != null).toList());
    update(changed.stream().filter(each -> each.first() == null).toList());
    Map<String, Long> ids = ids(source, changed);
    record(source, changed, ids);
    search.index(IncidentWords.PREFIX, ids.values());
  }

  private void insert(String source, List<PastChanges> incidents) {
    jdbc.batchUpdate(
        INSERT,
        incidents,
        BATCH,
        (statement, incident) -> {
          Past first = Objects.requireNonNull(incident.first());
          Standing standing = incident.standing();
          Binding binding =
              new Binding(statement)
                  .text(first.title())
                  .text(first.title())
                  .number(standing.requesterId())
                  .number(standing.requesterId())
                  .text(source)
                  .text(source)
                  .text(incident.number())
                  .moment(standing.openedAt());
          bind(binding, standing);
        });
  }

  private void update(List<PastChanges> incidents) {
    jdbc.batchUpdate(
        UPDATE,
        incidents,
        BATCH,
        (statement, incident) ->
            bind(new Binding(statement), incident.standing()).number(incident.id()));
  }

  private static Binding bind(Binding binding, Standing standing) throws SQLException {
    Facts facts = standing.facts();
    Facts.Progress progress = facts.progress();
    return binding
        .word(progress.state())
        .word(progress.waitingFor())
        .text(progress.resolution())
        .word(facts.pressure().impact())
        .word(facts.pressure().urgency())
        .word(facts.pressure().priority())
        .text(facts.holder().team())
        .number(facts.holder().assigneeId())
        .text(facts.subject().service())
        .text(facts.subject().category())
        .moment(standing.changedAt())
        .moment(standing.firstResponseAt())
        .moment(progress.resolvedAt())
        .moment(progress.closedAt())
        .moment(progress.endedAt());
  }

  private void record(String source, List<PastChanges> incidents, Map<String, Long> ids) {
    List<Change> changes =
        incidents.stream()
            .flatMap(
                incident -> {
                  long id = Objects.requireNonNull(ids.get(incident.number()));
                  return incident.entries().stream().map(entry -> new Change(id, entry));
                })
            .toList();
    jdbc.batchUpdate(
        RECORD,
        changes,
        BATCH,
        (statement, change) -> {
          Entry entry = change.entry();
          Facts before = entry.before();
          Facts after = entry.after();
          String eventId = entry.eventId();
          new Binding(statement)
              .number(change.incidentId())
              .moment(entry.at())
              .number(entry.actorId())
              .text(entry.actorName())
              .text(entry.verb())
              .text(before == null ? "" : before.differingFrom(after))
              .text(before == null ? after.inWords() : after.differingFrom(before))
              .word(before == null ? null : before.state())
              .word(after.state())
              .text(source)
              .text(eventId == null ? null : source + ":" + eventId)
              .word(after.pressure().priority())
              .text(after.subject().service())
              .text(after.holder().team());
        });
    jdbc.update("call refresh_incident_phases(?)", (Object) ids.values().toArray(Long[]::new));
  }

  private Map<String, Long> ids(String source, List<PastChanges> incidents) {
    Map<String, Long> ids = new HashMap<>();
    jdbc.query(
        "select source_number, id from incident where source = ? and source_number = any (?)",
        row -> {
          ids.put(row.getString(1), row.getLong(2));
        },
        source,
        incidents.stream().map(PastChanges::number).toArray(String[]::new));
    return ids;
  }

  private static Standing standing(ResultSet row) throws SQLException {
    String waitingFor = row.getString("waiting_for");
    return new Standing(
        new Facts(
            new Facts.Progress(
                IncidentState.valueOf(row.getString("state")),
                waitingFor == null ? null : WaitingFor.valueOf(waitingFor),
                row.getString("resolution"),
                SqlTime.nullableInstant(row, "resolved_at"),
                SqlTime.nullableInstant(row, "closed_at"),
                SqlTime.nullableInstant(row, "ended_at")),
            new Facts.Pressure(
                Incidents.Level.valueOf(row.getString("impact")),
                Incidents.Level.valueOf(row.getString("urgency")),
                Priority.valueOf(row.getString("priority"))),
            new Facts.Holder(
                row.getString("team"),
                row.getObject("assignee_id", Long.class),
                row.getString("assignee_name")),
            new Facts.Subject(
                row.getString("service"), row.getString("category"), row.getString("outage"))),
        row.getLong("requester_id"),
        SqlTime.instant(row, "opened_at"),
        SqlTime.instant(row, "changed_at"),
        SqlTime.nullableInstant(row, "first_response_at"));
  }

  private record Change(long incidentId, Entry entry) {}

  /** Binds one parameter after the other. */
  private static final class Binding {

    private final PreparedStatement statement;
    private int at = 0;

    Binding(PreparedStatement statement) {
      this.statement = statement;
    }

    Binding text(@Nullable String value) throws SQLException {
      statement.setObject(++at, value, Types.VARCHAR);
      return this;
    }

    Binding word(@Nullable Enum<?> value) throws SQLException {
      return text(value == null ? null : value.name());
    }

    Binding number(@Nullable Long value) throws SQLException {
      statement.setObject(++at, value, Types.BIGINT);
      return this;
    }

    Binding moment(@Nullable Instant value) throws SQLException {
      statement.setObject(++at, SqlTime.ofNullable(value), Types.TIMESTAMP_WITH_TIMEZONE);
      return this;
    }
  }
}
