package dev.deskhand.tickets;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Viewer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The incidents of the desk (ITIL: an unplanned interruption or degradation that one person
 * reports). Every change is one transaction (the caller's, if there is one) that writes the history
 * and publishes an {@link IncidentEvent}.
 */
public interface Incidents {

  /** How many characters a description, a note or any other text may have. */
  int TEXT_LIMIT = 10_000;

  /**
   * Opens an incident.
   *
   * @throws IllegalArgumentException if the description is blank, longer than {@link #TEXT_LIMIT}
   *     or holds a NUL character: the caller looks at it first and answers with words
   */
  Incident open(NewIncident incident, Actor by);

  /**
   * Changes an incident by the rules of its state. A text that is blank where one is needed, or
   * longer than {@link #TEXT_LIMIT}, is not allowed either.
   *
   * @param id the incident's id
   * @throws org.springframework.dao.OptimisticLockingFailureException if somebody else changed it
   *     at the same moment: nothing was changed, and the same call can be made again in a new
   *     transaction
   */
  Outcome change(long id, IncidentChange change, Actor by);

  /**
   * Ends an incident as merged: it goes on in another one of the same requester. What was said in
   * it is part of that one's history, who reported it follows that one, and that one is part of the
   * outage if it is part of none itself.
   *
   * @param id the one that ends
   * @param into the one in which it goes on; both must be open
   * @return what became of the one that ends
   * @throws org.springframework.dao.OptimisticLockingFailureException as for a change
   */
  Outcome merge(long id, long into, Actor by);

  /**
   * Puts on record of two incidents that they have to do with each other. Neither ends, and nobody
   * comes to read the other one by it.
   *
   * @return what became of the first
   * @throws org.springframework.dao.OptimisticLockingFailureException as for a change
   */
  Outcome relate(long id, long other, Actor by);

  /** An incident by its key ({@code INC-12}) or by the number it was imported with. */
  Optional<Incident> find(String key);

  /**
   * What happened to an incident, oldest first, a page at a time.
   *
   * @param viewer who reads it
   * @param page from 1
   */
  Page<RecordEntry> history(long id, Viewer viewer, int page);

  /** The work list, most pressing first: by priority, then by age. */
  Page<Incident> queue(QueueFilter filter, int page);

  /** The open incidents that a person has reported or that were reported for them, latest first. */
  Page<Incident> openOf(long personId, int page);

  /** The latest open incidents of which a person is the requester; the latest first. */
  List<Incident> latestOpenOf(long requesterId, int atMost);

  /**
   * The keys of the open incidents that changed last, and when they did, the latest first; with
   * them those that were merged into one of them.
   */
  Map<String, Instant> changedLately(int atMost);

  /** Incidents by their ids, in no order; without those that do not exist. */
  List<Incident> byIds(Collection<Long> ids);

  /** The figures of a period: from {@code from} (included) to {@code until} (excluded). */
  IncidentFigures figures(Instant from, Instant until, @Nullable String service);

  /** What came of a change. */
  sealed interface Outcome {
    /** It is done. */
    record Done(Incident incident, RecordEntry entry) implements Outcome {}

    /** Nothing was changed, since it is so already. */
    record Already(Incident incident, String what) implements Outcome {}

    /** The incident's state does not allow it. */
    record NotAllowed(Incident incident, String why, List<String> allowed) implements Outcome {}

    /** There is no such incident. */
    record Unknown() implements Outcome {}
  }

  /**
   * What a new incident needs.
   *
   * @param description what is wrong, in the person's words; the title is its first line
   * @param service the name of the service, if one is known
   * @param requesterId whose issue it is
   * @param origin where its requester is told how it goes on: the platform where it was reported,
   *     or the conversation in which it was, if everybody there may follow it
   */
  record NewIncident(
      String description,
      @Nullable String service,
      @Nullable String team,
      Level impact,
      Level urgency,
      long requesterId,
      String requesterName,
      String origin) {}

  /** A rung of impact or urgency. */
  enum Level {
    LOW,
    MEDIUM,
    HIGH
  }

  /** Which part of the work list. */
  record QueueFilter(
      View view, long forPersonId, @Nullable String service, @Nullable Priority priority) {
    /** A part of the work list. */
    public enum View {
      /** Everything that is not resolved, closed or cancelled. */
      OPEN,
      /** What is assigned to the person. */
      MINE,
      /** What is assigned to nobody. */
      UNASSIGNED,
      WAITING
    }
  }

  /**
   * One page of a list.
   *
   * @param number from 1
   * @param total how many there are in all, counted up to {@value #COUNTED}
   */
  record Page<T>(List<T> items, int number, int size, int total) {

    /** As far as is counted, and as many as can be turned to. */
    public static final int COUNTED = 1_000;

    public Page {
      items = List.copyOf(items);
    }

    /** Whether it lies past the end of a list that has something in it, or is not the first. */
    public boolean isPastEnd() {
      return number > 1 && items.isEmpty();
    }

    /** Whether there is a page after this one. */
    public boolean hasNext() {
      return (long) number * size < total;
    }
  }
}
