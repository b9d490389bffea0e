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
   * Takes the changes of one incident, oldest first, in one transaction.
   *
   * @return one verdict for each change, in their order
   */
  List<Verdict> replay(String source, String number, List<Past> changes);

  /**
   * How an incident was after one change.
   *
   * @param eventId tells this change from all others of the source
   * @param at when the change happened
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
