package dev.deskhand.tickets;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An incident as it stands.
 *
 * @param id the desk's id; the key is made of it
 * @param sourceNumber the number that it had where it was imported from
 * @param title the first line of the description, cut to 120 characters
 * @param requesterId whose issue it is
 * @param reporterId who reported it; differs from the requester if it was reported on behalf
 * @param origin where its requester is told how it goes on: the platform where it was reported,
 *     such as {@code slack}, or the conversation there, such as {@code slack:C012/17.3}
 * @param resolvedAt the last time it was resolved; stays when it is reopened
 * @param resolution how it was resolved; null again once it is reopened
 * @param outage the key of the outage it is part of, such as OUT-3
 * @param mergedInto the key of the incident into which it was merged; it is closed then
 * @param alsoReportedBy who else reported it for the requester, in incidents that were merged into
 *     it
 * @param related the ids of those that have to do with it, in their order; to whom they may be
 *     named depends on who may see them
 * @param allowed the changes that its state allows now, as the verbs of commands: {@code take}
 */
public record Incident(
    long id,
    @Nullable String sourceNumber,
    String title,
    String description,
    IncidentState state,
    @Nullable WaitingFor waitingFor,
    Incidents.Level impact,
    Incidents.Level urgency,
    Priority priority,
    @Nullable String service,
    @Nullable String category,
    @Nullable String team,
    long requesterId,
    String requesterName,
    long reporterId,
    @Nullable Long assigneeId,
    @Nullable String assigneeName,
    String origin,
    Instant openedAt,
    Instant changedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable String resolution,
    @Nullable String outage,
    @Nullable String mergedInto,
    Set<Long> alsoReportedBy,
    List<Long> related,
    Set<String> allowed) {

  public Incident {
    related = List.copyOf(related);
    alsoReportedBy = Set.copyOf(alsoReportedBy);
    allowed = Set.copyOf(allowed);
  }

  /** An incident of which the facts are these, with the present name of its service. */
  static Incident of(
      long id,
      @Nullable String sourceNumber,
      String title,
      String description,
      long requesterId,
      String requesterName,
      long reporterId,
      String origin,
      Instant openedAt,
      Instant changedAt,
      IncidentSnapshot facts,
      Set<Long> alsoReportedBy,
      List<Long> related,
      List<String> allowed) {
    IncidentSnapshot.Progress progress = facts.progress();
    return new Incident(
        id,
        sourceNumber,
        title,
        description,
        progress.state(),
        progress.waitingFor(),
        facts.pressure().impact(),
        facts.pressure().urgency(),
        facts.pressure().priority(),
        facts.subject().service(),
        facts.subject().category(),
        facts.holder().team(),
        requesterId,
        requesterName,
        reporterId,
        facts.holder().assigneeId(),
        facts.holder().assigneeName(),
        origin,
        openedAt,
        changedAt,
        progress.resolvedAt(),
        progress.closedAt(),
        progress.resolution(),
        facts.subject().outage(),
        progress.mergedInto() == null ? null : key(progress.mergedInto()),
        alsoReportedBy,
        related,
        Set.copyOf(allowed));
  }

  /** The key that people use: {@code INC-12}. */
  public String key() {
    return key(id);
  }

  /** The key of the incident with that id. */
  public static String key(long id) {
    return "INC-" + id;
  }

  /**
   * The channel in a thread of which it is followed by whoever reads there, such as {@code
   * slack:C012}; null if its requester follows it directly.
   */
  public @Nullable String sharedIn() {
    int thread = origin.indexOf('/');
    return thread < 0 ? null : origin.substring(0, thread);
  }

  /** Whether this person's side of it is not the desk's. */
  public boolean isAskedBy(long personId) {
    return askers().include(personId);
  }

  /** Those whose side of it is not the desk's. */
  public Reporters askers() {
    return new Reporters(requesterId, reporterId, alsoReportedBy);
  }
}
