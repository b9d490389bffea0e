package dev.deskhand.status;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The outages of services. Every change is one transaction (the caller's, if there is one) that
 * writes the timeline and publishes an {@link OutageEvent}.
 */
public interface Outages {

  /** How many characters a text about an outage may have. */
  int TEXT_LIMIT = 10_000;

  /**
   * Declares an outage of a service that exists, by its name or an alias. Not allowed if one of it
   * is open already (the reason names its key), or if the text is blank, longer than {@link
   * #TEXT_LIMIT} or holds a NUL character; the latter goes for every text below.
   */
  Outcome declare(String service, Outage.Severity severity, String text, Actor by);

  /**
   * Tells how it goes on. The first update acknowledges the outage. Not allowed once it is
   * resolved; the stage RESOLVED is reached by {@link #resolve} alone, which wants a cause.
   *
   * @param severity how bad it is from now on; null if that has not changed
   * @param stage how far the work has come; null if that has not changed
   */
  Outcome update(
      long id,
      Outage.@Nullable Severity severity,
      Outage.@Nullable Stage stage,
      String text,
      Actor by);

  /** It is over. If it is so already, the answer names who resolved it. */
  Outcome resolve(long id, String cause, Actor by);

  /**
   * Links an incident to it, also after it is resolved. One that is part of another outage moves,
   * which is on record of both. That the incident exists is for the caller to know.
   *
   * @param incidentId the incident
   * @param affectedPersonId whose incident it is: they count as affected
   */
  Outcome attach(long id, long incidentId, long affectedPersonId, Actor by);

  /**
   * Ends the link of an incident with its outage, which stays on record; nothing if it is part of
   * none.
   *
   * @param why for the record, in a few words; empty if there is nothing to say
   * @return the outage that it was part of
   */
  Optional<Outage> detach(long incidentId, String why, Actor by);

  /** An outage by its key, {@code OUT-3}. */
  Optional<Outage> find(String key);

  /**
   * What happened to it: the latest 200 entries, oldest first. For agents and admins alone. {@link
   * OutageTimeline} tells which stage and severity they led to.
   */
  List<RecordEntry> timeline(long id);

  /**
   * What anybody may know of it: its timeline without the incidents that came and went, which would
   * say whom it affects. The latest 200 entries, oldest first.
   */
  List<RecordEntry> announcements(long id);

  /** What the updates said, for the public: the latest 20, newest first. */
  List<RecordEntry> updates(long id);

  /** The keys of the incidents linked to it, oldest first; at most 200. */
  List<String> incidents(long id);

  /** Outages by their ids, in no order; without those that do not exist. */
  List<Outage> byIds(Collection<Long> ids);

  /**
   * The outages of a period, with figures that name their evidence. A period that is over says the
   * same whatever happens later: its outages, their severity and the incidents linked to them are
   * told as they stood at its end.
   *
   * @param until must be after {@code from}
   * @param service only those of this service, without regard to case; null for all
   * @throws IllegalArgumentException if the period is empty
   */
  Summarised summary(Instant from, Instant until, @Nullable String service);

  /** What came of asking for a summary. */
  sealed interface Summarised {
    record Done(OutageSummary summary) implements Summarised {}

    /**
     * The period touches more outages than a summary counts.
     *
     * @param most as many as one counts
     */
    record TooMany(int most) implements Summarised {}
  }

  /** What came of a change. */
  sealed interface Outcome {
    record Done(Outage outage) implements Outcome {}

    /** Nothing was changed, since it is so already. */
    record Already(Outage outage, String what) implements Outcome {}

    /**
     * The state of things does not allow it.
     *
     * @param allowed the commands that it does allow, without their key: {@code outage update}
     */
    record NotAllowed(String why, List<String> allowed) implements Outcome {
      public NotAllowed {
        allowed = List.copyOf(allowed);
      }
    }

    record Unknown() implements Outcome {}
  }
}
