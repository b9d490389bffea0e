package dev.deskhand.tickets.replay;

import dev.deskhand.record.Verb;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.Unsaid;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.replay.ReplayedHistory.Item;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the facts of an incident become by a change that happened elsewhere. */
final class ReplayedFacts {

  /** What holds at the beginning where nothing says it. */
  static final IncidentSnapshot.Pressure UNSAID =
      new IncidentSnapshot.Pressure(Incidents.Level.MEDIUM, Incidents.Level.MEDIUM, Priority.P3);

  private final ToLongFunction<String> people;
  private final BiFunction<Incidents.Level, Incidents.Level, Priority> priorities;

  ReplayedFacts(
      ToLongFunction<String> people,
      BiFunction<Incidents.Level, Incidents.Level, Priority> priorities) {
    this.people = people;
    this.priorities = priorities;
  }

  IncidentSnapshot opened(Past past) {
    return new IncidentSnapshot(
        IncidentSnapshot.Progress.OPENED,
        pressure(past, null),
        holder(past, IncidentSnapshot.Holder.NOBODY),
        subject(past, IncidentSnapshot.Subject.UNSAID));
  }

  IncidentSnapshot after(IncidentSnapshot before, Item item, Instant at) {
    Past past = item.past();
    if (past != null) {
      return new IncidentSnapshot(
          before.progress().to(past.state(), past.waitingFor(), at),
          pressure(past, before.pressure()),
          holder(past, before.holder()),
          subject(past, before.subject()));
    }
    IncidentSnapshot after = Objects.requireNonNull(item.step()).after();
    return after.with(
        before
            .progress()
            .to(after.state(), after.progress().waitingFor(), at)
            .goingOnIn(after.progress().mergedInto()));
  }

  private IncidentSnapshot.Pressure pressure(
      Past past, IncidentSnapshot.@Nullable Pressure before) {
    IncidentSnapshot.Pressure known = before == null ? UNSAID : before;
    Incidents.Level impact = Objects.requireNonNullElse(past.impact(), known.impact());
    Incidents.Level urgency = Objects.requireNonNullElse(past.urgency(), known.urgency());
    Priority priority = past.priority();
    if (priority == null) {
      priority = before == null ? priorities.apply(impact, urgency) : before.priority();
    }
    return new IncidentSnapshot.Pressure(impact, urgency, priority);
  }

  private IncidentSnapshot.Holder holder(Past past, IncidentSnapshot.Holder before) {
    String team = past.unsaid().contains(Unsaid.TEAM) ? before.team() : past.team();
    String name = past.assignee();
    if (past.unsaid().contains(Unsaid.ASSIGNEE)) {
      return new IncidentSnapshot.Holder(team, before.assigneeId(), before.assigneeName());
    }
    return new IncidentSnapshot.Holder(
        team, name == null ? null : Long.valueOf(people.applyAsLong(name)), name);
  }

  private static IncidentSnapshot.Subject subject(Past past, IncidentSnapshot.Subject before) {
    return new IncidentSnapshot.Subject(
        past.unsaid().contains(Unsaid.SERVICE) ? before.service() : past.service(),
        past.unsaid().contains(Unsaid.CATEGORY) ? before.category() : past.category(),
        before.outage());
  }

  /** What a command would have been called that did the same. */
  static Verb verb(IncidentSnapshot before, IncidentSnapshot after) {
    if (before.state() != after.state()) {
      return switch (after.state()) {
        case NEW -> before.state().open() ? Verb.UPDATE : Verb.REOPEN;
        case IN_PROGRESS ->
            switch (before.state()) {
              case NEW -> Verb.TAKE;
              case WAITING -> Verb.RESUME;
              case IN_PROGRESS -> Verb.UPDATE;
              case RESOLVED, CLOSED, CANCELLED -> Verb.REOPEN;
            };
        case WAITING -> Verb.WAIT;
        case RESOLVED -> Verb.RESOLVE;
        case CLOSED -> Verb.CLOSE;
        case CANCELLED -> Verb.CANCEL;
      };
    }
    if (before.progress().waitingFor() != after.progress().waitingFor()) {
      return Verb.WAIT;
    }
    if (!before.holder().equals(after.holder())) {
      return Verb.ASSIGN;
    }
    return before.pressure().equals(after.pressure()) ? Verb.UPDATE : Verb.PRIORITY;
  }
}
