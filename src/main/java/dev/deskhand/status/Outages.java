package dev.deskhand.status;

import dev.deskhand.people.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outages of services. Every change is one transaction (the caller's, if there is one) that
 * writes the timeline and publishes an {@link OutageEvent}.
 */
public interface Outages {

  /** Declares an outage of a service that exists. Refused if one of it is open already. */
  Outcome declare(String service, Outage.Severity severity, String text, Actor by);

  /** Tells how far the work has come; without a stage, the stage stays. */
  Outcome update(long id, Outage.@Nullable Stage stage, String text, Actor by);

  /** It is over. */
  Outcome resolve(long id, String cause, Actor by);

  /**
   * Links an incident to it.
   *
   * @param incidentId the incident
   * @param affectedPersonId whose incident it is: they count as affected
   */
  Outcome attach(long id, long incidentId, long affectedPersonId, Actor by);

  /** An outage by its key, {@code OUT-3}. */
  Optional<Outage> find(String key);

  /** What happened to it, oldest first; at most 200 entries. */
  List<TimelineEntry> timeline(long id);

  /** The keys of the incidents linked to it, oldest first; at most 200. */
  List<String> incidents(long id);

  /** Full-text search over what was said of outages, best first; at most 20. */
  List<Outage> search(String words);

  /** The outages of a period, with figures that name their evidence. */
  OutageSummary summary(Instant from, Instant until, @Nullable String service);

  /** What came of a change. */
  sealed interface Outcome {
    record Done(Outage outage) implements Outcome {}

    /** Nothing was changed, since it is so already. */
    record Already(Outage outage, String what) implements Outcome {}

    record NotAllowed(String why, List<String> allowed) implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /**
   * One entry of an outage's timeline, never altered afterwards.
   *
   * @param verb what was done: {@code declare}, {@code update}, {@code resolve}, {@code attach}
   */
  record TimelineEntry(
      Instant at,
      long actorId,
      String actorName,
      String verb,
      Outage.Stage stage,
      String text,
      String place,
      String correlationId) {}
}
