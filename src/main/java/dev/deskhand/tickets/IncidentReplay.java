package dev.deskhand.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes in incidents that happened elsewhere, change by change, each at its own time. Nobody is
 * notified, and nothing is taken twice.
 */
public interface IncidentReplay {

  /**
   * Takes the changes of one incident in one transaction, whatever their order: each goes to its
   * place in time, also between changes that were taken before; of several at the same time, the
   * order given counts. Each is taken as it is on record, whether the desk's own rules would have
   * allowed it or not; one that holds what cannot be kept is not taken. One that is dated before
   * the incident was opened counts from when it was opened.
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

  /** An incident's changes. */
  record PastIncident(String number, List<Past> changes) {
    public PastIncident {
      changes = List.copyOf(changes);
    }
  }

  /**
   * How an incident was after one change.
   *
   * @param eventId tells this change from all others of the source
   * @param formerId another id by which it may have been taken before; null if there is none
   * @param at when the change happened
   * @param openedAt when the incident was opened; the first change in time says it
   * @param impact null if nothing says it: then it is as before, and medium at the beginning
   * @param urgency likewise
   * @param priority likewise; at the beginning it follows from impact and urgency
   * @param title what it is about, from which its title is made; the first change in time says it
   * @param requester whose issue it is, by name; the first change in time says it
   * @param changedBy who made the change, by name; null if nothing says it
   * @param unsaid what the source says nothing of, so that it stays as it was
   */
  record Past(
      String eventId,
      @Nullable String formerId,
      Instant at,
      Instant openedAt,
      IncidentState state,
      @Nullable WaitingFor waitingFor,
      Incidents.@Nullable Level impact,
      Incidents.@Nullable Level urgency,
      @Nullable Priority priority,
      String title,
      String requester,
      @Nullable String category,
      @Nullable String team,
      @Nullable String assignee,
      @Nullable String service,
      @Nullable String changedBy,
      Set<Unsaid> unsaid) {
    public Past {
      unsaid = Set.copyOf(unsaid);
    }
  }

  /** What a source may say nothing of, which is other than saying that there is none. */
  enum Unsaid {
    CATEGORY,
    TEAM,
    ASSIGNEE,
    SERVICE
  }

  /** What became of one change. */
  sealed interface Verdict {
    record Taken() implements Verdict {}

    record TakenBefore() implements Verdict {}

    record NotTaken(String reason) implements Verdict {}
  }
}
