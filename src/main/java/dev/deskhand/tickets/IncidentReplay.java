package dev.deskhand.tickets;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in incidents that happened elsewhere, change by change, each at its own time. Nobody is
 * notified, and nothing is taken twice.
 */
public interface IncidentReplay {

  /**
   * Takes the changes of one incident, oldest first, in one transaction. Each is taken as it is on
   * record, whether the desk's own rules would have allowed it or not; one that is older than the
   * one before it, or that holds what cannot be kept, is not taken. What is still unknown becomes
   * known by later calls with later changes.
   *
   * @param source the system that the incident comes from, such as {@code servicenow}
   * @param number its number there
   * @return one verdict for each change, in their order
   */
  default List<Verdict> replay(String source, String number, List<Past> changes) {
    return replay(source, List.of(new PastIncident(number, changes))).getFirst();
  }

  /**
   * The same for several incidents, each with a number of its own, all in one transaction: many
   * times faster than one by one. Some hundred changes are a good measure.
   *
   * @return for each incident its verdicts, in their order
   */
  List<List<Verdict>> replay(String source, List<PastIncident> incidents);

  /** An incident's changes, oldest first. */
  record PastIncident(String number, List<Past> changes) {
    public PastIncident {
      changes = List.copyOf(changes);
    }
  }

  /**
   * How an incident was after one change.
   *
   * @param eventId tells this change from all others of the source
   * @param at when the change happened
   * @param openedAt when the incident was opened; the first change that is taken says it
   * @param title what it is called; the first change that is taken says it
   * @param requester whose issue it is, by name; the first change that is taken says it
   * @param changedBy who made the change, by name
   */
  record Past(
      String eventId,
      Instant at,
      Instant openedAt,
      IncidentState state,
      @Nullable WaitingFor waitingFor,
      Incidents.Level impact,
      Incidents.Level urgency,
      Priority priority,
      String title,
      String requester,
      @Nullable String category,
      @Nullable String team,
      @Nullable String assignee,
      @Nullable String service,
      String changedBy) {}

  /** What became of one change. */
  sealed interface Verdict {
    record Taken() implements Verdict {}

    record TakenBefore() implements Verdict {}

    record NotTaken(String reason) implements Verdict {}
  }
}
