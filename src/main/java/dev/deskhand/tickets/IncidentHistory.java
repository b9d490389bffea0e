package dev.deskhand.tickets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The record of what happened to incidents: written once, read in pages. */
@Repository
class IncidentHistory {

  private static final String INSERT =
      """
      insert into incident_history (incident_id, at, actor_id, actor_name, verb, text, internal,
        before, after, state_before, state_after, place, correlation_id)
      values (:incident, :at, :actor, :name, :verb, :text, :internal,
        :before, :after, :stateBefore, :stateAfter, :place, :correlation)
      """;

  private static final String WORDS =
      "words as (update incident set %1$s = right(%1$s || E'\\n' || :text, 30000)"
          + " where id = :incident)";

  private static final String PHASE =
      """
      insert into incident_phase
        (history_id, incident_id, at, opens, state, merged, priority, service, team)
      select id, :incident, :at, :opens, :stateAfter, :merged, :priority, :service, :team
      from recorded
      """;

  private static final String REFRESH =
      "; call refresh_incident_phases(array[cast(:incident as bigint)])";

  private final JdbcClient jdbc;

  IncidentHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Puts a change on record, and what was said with it among the words that a search finds.
   *
   * @param from how the incident was; null if this opens it
   * @param to how it is
   * @param responds whether it is the first response, which is stored with the incident already
   */
  void record(
      long incidentId,
      HistoryEntry entry,
      @Nullable IncidentSnapshot from,
      IncidentSnapshot to,
      boolean responds) {
    jdbc.sql(statement(entry, from, to, responds))
        .param("incident", incidentId)
        .param("at", SqlTimes.of(entry.at()))
        .param("actor", entry.actorId())
        .param("name", entry.actorName())
        .param("verb", entry.verb())
        .param("text", entry.text())
        .param("internal", entry.internal())
        .param("before", entry.before())
        .param("after", entry.after())
        .param("opens", from == null)
        .param("stateBefore", from == null ? null : from.state().name())
        .param("stateAfter", to.state().name())
        .param("merged", to.progress().mergedInto() != null)
        .param("priority", to.pressure().priority().name())
        .param("service", to.subject().service())
        .param("team", to.holder().team())
        .param("place", entry.place())
        .param("correlation", entry.correlationId())
        .update();
  }

  /** One round trip for all that belongs to a change, so that no change costs more than before. */
  private static String statement(
      HistoryEntry entry, @Nullable IncidentSnapshot from, IncidentSnapshot to, boolean responds) {
    List<String> first = new ArrayList<>();
    // the words of the report itself are the incident's description
    if (from != null && !entry.text().isBlank()) {
      first.add(WORDS.formatted(entry.internal() ? "noted" : "said"));
    }
    boolean phase = to.beginsPhaseAfter(from);
    if (phase) {
      first.add("recorded as (" + INSERT + " returning id)");
    }
    return (first.isEmpty() ? "" : "with " + String.join(", ", first) + " ")
        + (phase ? PHASE : INSERT)
        + (phase || responds ? REFRESH : "");
  }

  /** Of what was merged into it, the words follow. To what it is related is for agents. */
  Incidents.Page<HistoryEntry> page(long incidentId, boolean internal, int page) {
    Paging paging = Paging.of(page, Paging.HISTORY);
    String condition =
        "h.incident_id = family.id and (family.id = :incident or h.text <> '' and h.verb <>"
            + " 'merge')"
            + (internal ? "" : " and (not h.internal or h.verb = 'relate')");
    PageRows<HistoryEntry> rows =
        new PageRows<>(row -> internal ? read(row) : read(row).forRequester());
    jdbc.sql(
            """
            with family as (
              select cast(:incident as bigint) as id
              union all select id from incident where merged_into = :incident),
            counted as (
              select count(*) as total
              from (
                select 1 from family join incident_history h on %1$s limit %2$d) as bounded),
            page as (
              select first.* from family cross join lateral (
                select h.* from incident_history h where %1$s order by h.at, h.id limit %4$d)
                as first
              order by first.at, first.id %3$s)
            select counted.total, page.* from counted left join page on true order by page.at, page.id
            """
                .formatted(condition, Paging.BOUND, paging.clause(), paging.until()))
        .param("incident", incidentId)
        .query(rows);
    return rows.page(paging);
  }

  private static HistoryEntry read(ResultSet row) throws SQLException {
    return new HistoryEntry(
        Incident.key(row.getLong("incident_id")),
        SqlTimes.instant(row, "at"),
        row.getObject("actor_id", Long.class),
        row.getString("actor_name"),
        row.getString("verb"),
        row.getString("text"),
        row.getBoolean("internal"),
        row.getString("before"),
        row.getString("after"),
        row.getString("place"),
        row.getString("correlation_id"));
  }
}
