package dev.deskhand.tickets.replay;

import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.tickets.IncidentHistory;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.IncidentValues;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is to be on record of an incident, from its changes in order of time: nothing but a function
 * of them, so that it does not matter in how many imports they came.
 */
final class ReplayedHistory {

  static final String UNKNOWN = "Unknown";

  private static final Subject NOT_STORED = IncidentHistory.subject(0);

  /** Names under which the other system works by itself: what they do is nobody's response. */
  private static final Set<String> SYSTEM = Set.of("system", "glide.maint", "guest");

  private final String source;
  private final ToLongFunction<String> people;
  private final ReplayedFacts facts;

  ReplayedHistory(
      String source,
      ToLongFunction<String> people,
      BiFunction<Incidents.Level, Incidents.Level, Priority> priorities) {
    this.source = source;
    this.people = people;
    this.facts = new ReplayedFacts(people, priorities);
  }

  /**
   * What is to be written.
   *
   * @param stored how the incident is stored; null if it is not
   * @param steps what is on record of it, in the record's order
   * @param chain all its changes in order of time
   */
  Written of(@Nullable Stored stored, List<Step> steps, List<Item> chain) {
    Past opening = chain.getFirst().past();
    boolean restated = stored == null || opening != null;
    Instant openedAt =
        opening == null ? Objects.requireNonNull(stored).openedAt() : opening.openedAt();
    long requesterId =
        opening == null
            ? Objects.requireNonNull(stored).requesterId()
            : people.applyAsLong(opening.requester());
    List<Entry> entries = new ArrayList<>();
    Long replacedFrom = null;
    Instant response = null;
    IncidentSnapshot now =
        opening == null ? Objects.requireNonNull(steps.getFirst().after()) : facts.opened(opening);
    boolean asReport =
        opening == null ? chain.getFirst().opens() : opening.state() == IncidentState.NEW;
    if (opening != null) {
      entries.add(report(opening, asReport, requesterId, now));
      replacedFrom = steps.isEmpty() ? null : Long.valueOf(steps.getFirst().id());
    }
    for (Item item : asReport ? chain.subList(1, chain.size()) : chain) {
      IncidentSnapshot before = now;
      Instant at = item.at(openedAt);
      now = facts.after(before, item, at);
      Entry entry = entry(item, at, before, now);
      if (response == null && responds(entry, item, requesterId)) {
        response = at;
      }
      if (item.past() != null || !entries.isEmpty()) {
        entries.add(entry);
      }
      Step step = item.step();
      if (replacedFrom == null && step != null && !entries.isEmpty() && !restated) {
        replacedFrom = step.id();
      }
    }
    return new Written(
        opening,
        replacedFrom,
        entries,
        standing(stored, chain, now, requesterId, openedAt, response));
  }

  private Entry report(Past opening, boolean asReport, long requesterId, IncidentSnapshot opened) {
    Values values = IncidentValues.of(opened);
    return new Entry(
        entry(Verb.REPORT, opening.openedAt(), requesterId, opening.requester())
            .changing(Values.NONE, asReport ? update(opening).among(values) : values)
            .known(asReport ? source + ":" + opening.eventId() : null),
        null,
        opened);
  }

  private RecordEntry entry(Verb verb, Instant at, @Nullable Long actorId, String actorName) {
    return RecordEntry.of(NOT_STORED, verb, at, actorId, actorName, source, "");
  }

  private ReplayedUpdate update(Past past) {
    String name = Objects.requireNonNullElse(past.changedBy(), UNKNOWN);
    return new ReplayedUpdate(past.at(), people.applyAsLong(name), name);
  }

  private Entry entry(Item item, Instant at, IncidentSnapshot before, IncidentSnapshot after) {
    Step step = item.step();
    Past past = item.past();
    RecordEntry entry;
    if (past == null) {
      RecordEntry known = Objects.requireNonNull(step).recorded();
      ReplayedUpdate update = step.update();
      entry =
          RecordEntry.of(
                  NOT_STORED,
                  step.imported() ? ReplayedFacts.verb(before, after) : known.verb(),
                  at,
                  update == null ? known.actorId() : update.actorId(),
                  update == null ? known.actorName() : update.actorName(),
                  known.place(),
                  known.correlationId())
              .saying(known.words(), known.visibility())
              .known(known.sourceId());
    } else {
      ReplayedUpdate update = update(past);
      entry =
          entry(ReplayedFacts.verb(before, after), at, update.actorId(), update.actorName())
              .known(step == null ? source + ":" + past.eventId() : step.eventId());
    }
    return new Entry(
        entry.changing(
            IncidentValues.differing(before, after), IncidentValues.differing(after, before)),
        before,
        after);
  }

  /**
   * The first response as far as a log can show it: it is taken up, asked about, resolved, or given
   * to a person, by somebody else than the caller. Sorting is none.
   */
  private static boolean responds(Entry entry, Item item, long requesterId) {
    Step step = item.step();
    IncidentSnapshot before = entry.before();
    if ((step != null && !step.imported())
        || before == null
        || Objects.equals(entry.recorded().actorId(), requesterId)
        || SYSTEM.contains(entry.recorded().actorName().toLowerCase(Locale.ROOT))) {
      return false;
    }
    IncidentSnapshot after = entry.after();
    Long assignee = after.holder().assigneeId();
    boolean given = assignee != null && !assignee.equals(before.holder().assigneeId());
    return switch (after.state()) {
      case NEW -> given;
      case IN_PROGRESS, WAITING -> given || before.state() != after.state();
      case RESOLVED, CLOSED -> before.state() != after.state();
      case CANCELLED -> false;
    };
  }

  private static Standing standing(
      @Nullable Stored stored,
      List<Item> chain,
      IncidentSnapshot last,
      long requesterId,
      Instant openedAt,
      @Nullable Instant response) {
    Item item = chain.getLast();
    Instant changedAt = item.at(openedAt);
    if (stored == null) {
      return new Standing(last, requesterId, openedAt, changedAt, response);
    }
    IncidentSnapshot.Progress progress = last.progress();
    IncidentSnapshot now = stored.facts();
    String resolution = last.state().open() ? null : now.progress().resolution();
    IncidentSnapshot facts = last.with(progress.resolvedBy(resolution));
    IncidentSnapshot.Holder holder = last.holder();
    if (holder.assigneeId() != null && holder.assigneeId() < 0) {
      // the record knows people by name alone
      facts = facts.with(holder.person(now.holder().assigneeId(), holder.assigneeName()));
    }
    if (item.past() == null && now.state() == last.state()) {
      // what happened last is what it was: only the times before it can be others
      facts = now.with(progress.resolvedBy(resolution));
      changedAt = stored.changedAt();
    }
    Instant atTheDesk =
        chain.stream().anyMatch(each -> each.isAtDesk(stored.firstResponseAt()))
            ? stored.firstResponseAt()
            : null;
    return new Standing(facts, requesterId, openedAt, changedAt, earlier(response, atTheDesk));
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** How an incident is stored. */
  record Stored(
      long id,
      IncidentSnapshot facts,
      long requesterId,
      Instant openedAt,
      Instant changedAt,
      @Nullable Instant firstResponseAt) {}

  /**
   * One change on record.
   *
   * @param imported whether it happened elsewhere
   * @param after how the incident was after it
   * @param update the change that was taken for it, if it is a report; null if that is not known
   */
  record Step(
      RecordEntry recorded,
      boolean imported,
      IncidentSnapshot after,
      @Nullable ReplayedUpdate update) {

    long id() {
      return Objects.requireNonNull(recorded.recorded()).id();
    }

    @Nullable String eventId() {
      return recorded.sourceId();
    }

    Instant at() {
      return recorded.at();
    }

    String actorName() {
      return recorded.actorName();
    }

    boolean opens() {
      return recorded.verb() == Verb.REPORT;
    }
  }

  /** One change: as it is on record, or as it is to be, or a new account of one on record. */
  record Item(@Nullable Step step, @Nullable Past past) {

    boolean opens() {
      return step != null && past == null && step.opens();
    }

    /** Not before the incident was opened. */
    Instant at(@Nullable Instant openedAt) {
      if (past == null) {
        Step recorded = Objects.requireNonNull(step);
        ReplayedUpdate update = recorded.update();
        return update == null || update.at().isBefore(recorded.at()) ? recorded.at() : update.at();
      }
      return openedAt != null && past.at().isBefore(openedAt) ? openedAt : past.at();
    }

    boolean isAtDesk(@Nullable Instant at) {
      return step != null && !step.imported() && step.at().equals(at);
    }
  }

  /** How an incident stands. */
  record Standing(
      IncidentSnapshot facts,
      long requesterId,
      Instant openedAt,
      Instant changedAt,
      @Nullable Instant firstResponseAt) {}

  /**
   * One change to put on record, of an incident that may not be stored yet.
   *
   * @param before null for the report
   */
  record Entry(RecordEntry recorded, @Nullable IncidentSnapshot before, IncidentSnapshot after) {}

  /**
   * What is to be written.
   *
   * @param opening what now says how it was opened; null if that is as before
   * @param replacedFrom the first of what is on record that is recorded anew; null if none is
   */
  record Written(
      @Nullable Past opening,
      @Nullable Long replacedFrom,
      List<Entry> entries,
      Standing standing) {}
}
