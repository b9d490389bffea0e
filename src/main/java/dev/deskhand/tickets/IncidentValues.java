package dev.deskhand.tickets;

import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the facts of an incident stand in the record: each under its name, and what is told of it.
 */
public final class IncidentValues {

  private static final String STATE = "state";
  private static final String WAITING_FOR = "waitingFor";
  private static final String ASSIGNEE = "assignee";
  private static final String ASSIGNEE_ID = "assigneeId";

  private static final IncidentSnapshot UNKNOWN =
      new IncidentSnapshot(
          IncidentSnapshot.Progress.OPENED,
          new IncidentSnapshot.Pressure(
              Incidents.Level.MEDIUM, Incidents.Level.MEDIUM, Priority.P3),
          IncidentSnapshot.Holder.NOBODY,
          IncidentSnapshot.Subject.UNSAID);

  /** The facts that hold one value, in the order in which they are told. */
  private enum Fact {
    MERGED_INTO("mergedInto", facts -> key(facts.progress().mergedInto())),
    IMPACT("impact", facts -> facts.pressure().impact()),
    URGENCY("urgency", facts -> facts.pressure().urgency()),
    PRIORITY("priority", facts -> facts.pressure().priority()),
    TEAM("team", facts -> facts.holder().team()),
    SERVICE("service", facts -> facts.subject().service()),
    CATEGORY("category", facts -> facts.subject().category()),
    OUTAGE("outage", facts -> facts.subject().outage());

    private final String field;
    private final Function<IncidentSnapshot, @Nullable Object> value;

    Fact(String field, Function<IncidentSnapshot, @Nullable Object> value) {
      this.field = field;
      this.value = value;
    }
  }

  private IncidentValues() {}

  /** All that is known. */
  public static Values of(IncidentSnapshot facts) {
    Values known = person(progress(Values.NONE, facts), facts);
    for (Fact fact : Fact.values()) {
      known = known.withKnown(fact.field, fact.value.apply(facts));
    }
    return known;
  }

  /** Those of these facts that differ from others. */
  public static Values differing(IncidentSnapshot facts, IncidentSnapshot from) {
    Values differing = Values.NONE;
    if (facts.state() != from.state()
        || facts.progress().waitingFor() != from.progress().waitingFor()) {
      differing = progress(differing, facts);
    }
    if (!Objects.equals(facts.holder().assigneeId(), from.holder().assigneeId())) {
      differing = person(differing.with(ASSIGNEE, null), facts);
    }
    for (Fact fact : Fact.values()) {
      Object value = fact.value.apply(facts);
      if (!Objects.equals(value, fact.value.apply(from))) {
        differing = differing.with(fact.field, value);
      }
    }
    return differing;
  }

  private static Values progress(Values values, IncidentSnapshot facts) {
    return values.with(STATE, facts.state()).withKnown(WAITING_FOR, facts.progress().waitingFor());
  }

  private static Values person(Values values, IncidentSnapshot facts) {
    return values
        .withKnown(ASSIGNEE, facts.holder().assigneeName())
        .withKnown(ASSIGNEE_ID, facts.holder().assigneeId());
  }

  /** As {@code name: value} in one line. */
  public static String inWords(Values values) {
    // what an earlier version wrote and nobody can take apart
    String written = values.text("words");
    if (written != null) {
      return written;
    }
    List<String> told = new ArrayList<>();
    String state = values.text(STATE);
    if (state != null) {
      String waitingFor = values.text(WAITING_FOR);
      told.add(
          "state: "
              + Values.said(state)
              + (waitingFor == null ? "" : " for " + Values.said(waitingFor)));
    }
    for (Fact fact : Fact.values()) {
      if (values.has(fact.field)) {
        String text = values.text(fact.field);
        told.add(
            (fact == Fact.MERGED_INTO ? "merged into" : fact.field)
                + ": "
                + switch (fact) {
                  case IMPACT, URGENCY -> Values.said(Objects.requireNonNullElse(text, ""));
                  case MERGED_INTO, PRIORITY, TEAM, SERVICE, CATEGORY, OUTAGE ->
                      Objects.requireNonNullElse(text, "none");
                });
      }
      if (fact == Fact.TEAM && values.has(ASSIGNEE)) {
        told.add("assignee: " + Objects.requireNonNullElse(values.text(ASSIGNEE), "nobody"));
      }
    }
    return String.join(", ", told);
  }

  /**
   * How an incident was after a change.
   *
   * @param before how it was before; null for the report, whose values tell all
   * @param people gives the id of a person of whom the name alone is on record
   */
  public static IncidentSnapshot after(
      @Nullable IncidentSnapshot before,
      Values changed,
      Instant at,
      ToLongFunction<String> people) {
    IncidentSnapshot known = before == null ? UNKNOWN : before;
    IncidentState state = changed.constant(STATE, IncidentState.class);
    IncidentSnapshot.Pressure pressure = known.pressure();
    IncidentSnapshot.Progress progress =
        state == null
            ? known.progress()
            : known.progress().to(state, changed.constant(WAITING_FOR, WaitingFor.class), at);
    return new IncidentSnapshot(
        progress.goingOnIn(id(text(changed, Fact.MERGED_INTO, key(known.progress().mergedInto())))),
        new IncidentSnapshot.Pressure(
            level(changed, Fact.IMPACT, pressure.impact()),
            level(changed, Fact.URGENCY, pressure.urgency()),
            Objects.requireNonNullElse(
                changed.constant(Fact.PRIORITY.field, Priority.class), pressure.priority())),
        holder(known.holder(), changed, people),
        new IncidentSnapshot.Subject(
            text(changed, Fact.SERVICE, known.subject().service()),
            text(changed, Fact.CATEGORY, known.subject().category()),
            text(changed, Fact.OUTAGE, known.subject().outage())));
  }

  private static IncidentSnapshot.Holder holder(
      IncidentSnapshot.Holder before, Values changed, ToLongFunction<String> people) {
    String team = text(changed, Fact.TEAM, before.team());
    if (!changed.has(ASSIGNEE)) {
      return new IncidentSnapshot.Holder(team, before.assigneeId(), before.assigneeName());
    }
    String name = changed.text(ASSIGNEE);
    Long id = changed.number(ASSIGNEE_ID);
    return new IncidentSnapshot.Holder(
        team, name == null || id != null ? id : Long.valueOf(people.applyAsLong(name)), name);
  }

  private static Incidents.Level level(Values changed, Fact fact, Incidents.Level before) {
    return Objects.requireNonNullElse(changed.constant(fact.field, Incidents.Level.class), before);
  }

  private static @Nullable String key(@Nullable Long incidentId) {
    return incidentId == null ? null : Incident.key(incidentId);
  }

  private static @Nullable Long id(@Nullable String key) {
    return key == null ? null : Subject.ofKey(key).id();
  }

  private static @Nullable String text(Values changed, Fact fact, @Nullable String before) {
    return changed.has(fact.field) ? changed.text(fact.field) : before;
  }
}
