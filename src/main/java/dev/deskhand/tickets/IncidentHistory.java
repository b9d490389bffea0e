package dev.deskhand.tickets;

import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.RecordReader;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.RecordWriter.Along;
import dev.deskhand.record.SqlTimes;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Viewer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What happened to incidents, with the phases that their figures are counted from. */
@Repository
public class IncidentHistory {

  private static final String COLUMNS =
      "history_id, incident_id, at, opens, state, merged, priority, service, team";

  private static final String VALUES =
      ":incident, :phaseAt, :opens, :state, :merged, :priority, :service, :team";

  /** Phases that begin with entries which have been written, by the id of each. */
  public static final String PHASES =
      "insert into incident_phase (%s) values (:entry, %s)".formatted(COLUMNS, VALUES);

  /** The phase that begins with an entry, written along with it. */
  private static final String PHASE =
      "insert into incident_phase (%s) select id, %s from recorded".formatted(COLUMNS, VALUES);

  private static final String MERGED = "select id from incident where merged_into = :id";

  private static final String REFRESH =
      "call refresh_incident_phases(array[cast(:incident as bigint)])";

  private final RecordWriter writer;
  private final RecordReader reader;

  IncidentHistory(RecordWriter writer, RecordReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /** What is on record of an incident is on record of this. */
  public static Subject subject(long incidentId) {
    return Subject.ticket(IncidentWords.PREFIX, incidentId);
  }

  /**
   * Puts a change on record. One round trip for all that belongs to it, so that no change costs
   * more than before.
   *
   * @param from how the incident was; null if this opens it
   * @param to how it is
   * @param responds whether it is the first response, which is stored with the incident already
   */
  void record(
      RecordEntry entry, @Nullable IncidentSnapshot from, IncidentSnapshot to, boolean responds) {
    boolean phase = to.beginsPhaseAfter(from);
    writer.write(
        entry,
        new Along(phase ? PHASE : "", phase || responds ? REFRESH : ""),
        phase(entry, to, from == null));
  }

  /** The parameters of a phase, but for the id of its entry. */
  public static Map<String, @Nullable Object> phase(
      RecordEntry entry, IncidentSnapshot to, boolean opens) {
    Map<String, @Nullable Object> phase = new HashMap<>();
    phase.put("incident", entry.subject().id());
    phase.put("phaseAt", SqlTimes.of(entry.at()));
    phase.put("opens", opens);
    phase.put("state", to.state().name());
    phase.put("merged", to.progress().mergedInto() != null);
    phase.put("priority", to.pressure().priority().name());
    phase.put("service", to.subject().service());
    phase.put("team", to.holder().team());
    return phase;
  }

  /** Of what was merged into it, the words follow. To what it is related is for agents. */
  Incidents.Page<RecordEntry> page(long incidentId, Viewer viewer, int page) {
    Paging paging = Paging.of(page, Paging.HISTORY);
    RecordReader.Page read =
        reader.page(
            subject(incidentId), MERGED, viewer, paging.offset(), paging.size(), Paging.BOUND);
    return new Incidents.Page<>(read.entries(), paging.number(), paging.size(), read.total());
  }
}
