package dev.deskhand.tickets;

import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** One incident while its past changes are added to it. */
final class PastChanges {

  private final String number;
  private final ToLongFunction<String> people;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Verdict> verdicts = new ArrayList<>();

  private @Nullable Long id;
  private @Nullable Standing standing;
  private @Nullable Past first;
  private @Nullable Instant lastSeen;

  PastChanges(String number, ToLongFunction<String> people) {
    this.number = number;
    this.people = people;
  }

  /** The incident as it is stored, if it was begun before. */
  void begunBefore(long storedId, Standing stored) {
    id = storedId;
    standing = stored;
  }

  /** Adds the changes, oldest first, and leaves a verdict on each. */
  void add(List<Past> changes, Set<String> takenBefore) {
    for (Past past : changes) {
      if (takenBefore.contains(past.eventId())) {
        lastSeen = past.at();
        verdicts.add(new Verdict.TakenBefore());
        continue;
      }
      Optional<String> problem = problem(past);
      if (problem.isPresent()) {
        verdicts.add(new Verdict.NotTaken(problem.get()));
        continue;
      }
      take(past);
      lastSeen = past.at();
      takenBefore.add(past.eventId());
      verdicts.add(new Verdict.Taken());
    }
  }

  private void take(Past past) {
    Standing now = standing;
    if (now == null) {
      first = past;
      now = open(past);
      standing = now;
      if (past.state() == IncidentState.NEW) {
        return;
      }
    }
    Facts before = now.facts();
    Facts after = after(before, past);
    long actorId = people.applyAsLong(past.changedBy());
    entries.add(
        new Entry(
            past.eventId(),
            past.at(),
            actorId,
            past.changedBy(),
            verb(before, after),
            before,
            after));
    Instant response =
        now.firstResponseAt() == null && actorId != now.requesterId()
            ? later(past.at(), now.openedAt())
            : now.firstResponseAt();
    standing = new Standing(after, now.requesterId(), now.openedAt(), past.at(), response);
  }

  /**
   * The report itself: the event is this one's if the first change on record is no more than it.
   */
  private Standing open(Past past) {
    long requesterId = people.applyAsLong(past.requester());
    Facts opened =
        new Facts(
            Facts.Progress.OPENED,
            new Facts.Pressure(past.impact(), past.urgency(), past.priority()),
            holder(past),
            new Facts.Subject(past.service(), past.category(), null));
    boolean nothingElse = past.state() == IncidentState.NEW;
    entries.add(
        new Entry(
            nothingElse ? past.eventId() : null,
            past.openedAt(),
            requesterId,
            past.requester(),
            "report",
            null,
            opened));
    return new Standing(opened, requesterId, past.openedAt(), past.at(), null);
  }

  private Facts after(Facts before, Past past) {
    return before
        .with(before.progress().to(past.state(), past.waitingFor(), past.at()))
        .with(new Facts.Pressure(past.impact(), past.urgency(), past.priority()))
        .with(holder(past))
        .with(new Facts.Subject(past.service(), past.category(), before.subject().outage()));
  }

  private Facts.Holder holder(Past past) {
    String name = past.assignee();
    return new Facts.Holder(
        past.team(), name == null ? null : Long.valueOf(people.applyAsLong(name)), name);
  }

  private Optional<String> problem(Past past) {
    Instant last = latest(past);
    if (last != null) {
      return Optional.of("it is older than the change before it, which was at " + last);
    }
    if ((past.state() == IncidentState.WAITING) != (past.waitingFor() != null)) {
      return Optional.of("what it waits for and its state do not fit");
    }
    return tooLong("the number", number, 40)
        .or(() -> tooLong("the title", past.title(), 120))
        .or(() -> tooLong("the requester's name", past.requester(), 100))
        .or(() -> tooLong("the name of who changed it", past.changedBy(), 100))
        .or(() -> tooLong("the assignee's name", past.assignee(), 100))
        .or(() -> tooLong("the category", past.category(), 200))
        .or(() -> tooLong("the team", past.team(), 200))
        .or(() -> tooLong("the service", past.service(), 200));
  }

  /** The change that this one comes too late for; null if it is in time. */
  private @Nullable Instant latest(Past past) {
    if (lastSeen != null && past.at().isBefore(lastSeen)) {
      return lastSeen;
    }
    return standing != null && past.at().isBefore(standing.changedAt())
        ? standing.changedAt()
        : null;
  }

  private static Optional<String> tooLong(String what, @Nullable String text, int limit) {
    if (text == null) {
      return Optional.empty();
    }
    if (text.isBlank()) {
      return Optional.of(what + " is empty");
    }
    if (text.indexOf('\0') >= 0) {
      return Optional.of(what + " holds a NUL character");
    }
    return text.length() > limit
        ? Optional.of("%s is longer than %d characters".formatted(what, limit))
        : Optional.empty();
  }

  /** What a command would have been called that did the same. */
  private static String verb(Facts before, Facts after) {
    if (before.state() != after.state()) {
      return switch (after.state()) {
        case NEW -> before.state().open() ? "update" : "reopen";
        case IN_PROGRESS ->
            switch (before.state()) {
              case NEW -> "take";
              case WAITING -> "resume";
              case IN_PROGRESS -> "update";
              case RESOLVED, CLOSED, CANCELLED -> "reopen";
            };
        case WAITING -> "wait";
        case RESOLVED -> "resolve";
        case CLOSED -> "close";
        case CANCELLED -> "cancel";
      };
    }
    if (before.progress().waitingFor() != after.progress().waitingFor()) {
      return "wait";
    }
    if (!before.holder().equals(after.holder())) {
      return "assign";
    }
    return before.pressure().equals(after.pressure()) ? "update" : "priority";
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  String number() {
    return number;
  }

  /** The stored id; null while it is new. */
  @Nullable Long id() {
    return id;
  }

  /** The first change, if the incident is to be stored for the first time; null otherwise. */
  @Nullable Past first() {
    return first;
  }

  /** How it stands after the changes. */
  Standing standing() {
    return Objects.requireNonNull(standing, "nothing was taken");
  }

  /** What is new on record, oldest first. */
  List<Entry> entries() {
    return entries;
  }

  List<Verdict> verdicts() {
    return verdicts;
  }

  /** How an incident stands. */
  record Standing(
      Facts facts,
      long requesterId,
      Instant openedAt,
      Instant changedAt,
      @Nullable Instant firstResponseAt) {}

  /**
   * One change to put on record.
   *
   * @param before null for the report
   */
  record Entry(
      @Nullable String eventId,
      Instant at,
      long actorId,
      String actorName,
      String verb,
      @Nullable Facts before,
      Facts after) {}
}
