package dev.deskhand.tickets.rules;

import dev.deskhand.people.Actor;
import dev.deskhand.record.Verb;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentChange.Absorb;
import dev.deskhand.tickets.IncidentChange.Amend;
import dev.deskhand.tickets.IncidentChange.AssignToPerson;
import dev.deskhand.tickets.IncidentChange.AssignToTeam;
import dev.deskhand.tickets.IncidentChange.AttachToOutage;
import dev.deskhand.tickets.IncidentChange.Cancel;
import dev.deskhand.tickets.IncidentChange.Close;
import dev.deskhand.tickets.IncidentChange.DetachFromOutage;
import dev.deskhand.tickets.IncidentChange.MergeInto;
import dev.deskhand.tickets.IncidentChange.Note;
import dev.deskhand.tickets.IncidentChange.Prioritise;
import dev.deskhand.tickets.IncidentChange.Relate;
import dev.deskhand.tickets.IncidentChange.Reopen;
import dev.deskhand.tickets.IncidentChange.Resolve;
import dev.deskhand.tickets.IncidentChange.Resume;
import dev.deskhand.tickets.IncidentChange.Say;
import dev.deskhand.tickets.IncidentChange.Take;
import dev.deskhand.tickets.IncidentChange.Wait;
import dev.deskhand.tickets.IncidentChange.Withdraw;
import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.Reporters;
import dev.deskhand.tickets.TicketsProperties;
import dev.deskhand.tickets.WaitingFor;
import dev.deskhand.tickets.rules.Decision.Allowed;
import dev.deskhand.tickets.rules.Decision.AlreadySo;
import dev.deskhand.tickets.rules.Decision.Refused;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What may be done to an incident in each of its states, and what comes of it. */
@Component
public final class IncidentRules {

  private static final List<String> NEW =
      List.of(
          "take",
          "assign",
          "priority",
          "reply",
          "note",
          "wait",
          "resolve",
          "cancel",
          "attach",
          "merge");
  private static final List<String> IN_PROGRESS = NEW;
  private static final List<String> WAITING =
      List.of(
          "resume",
          "take",
          "assign",
          "priority",
          "reply",
          "note",
          "wait",
          "resolve",
          "cancel",
          "attach",
          "merge");
  private static final List<String> RESOLVED =
      List.of("close", "reopen", "reply", "note", "attach");
  private static final List<String> CLOSED = List.of("note", "attach");
  private static final List<String> CLOSED_LATELY = List.of("reopen", "note", "attach");
  private static final List<String> CANCELLED = List.of("note");

  private final TicketsProperties properties;

  IncidentRules(TicketsProperties properties) {
    this.properties = properties;
  }

  /**
   * The changes that are possible at a time, as the verbs of commands, the likeliest first. What
   * was merged stays as it is.
   */
  public List<String> allowed(
      IncidentState state, @Nullable Long mergedInto, @Nullable Instant closedAt, Instant at) {
    if (mergedInto != null) {
      return List.of();
    }
    return switch (state) {
      case NEW -> NEW;
      case IN_PROGRESS -> IN_PROGRESS;
      case WAITING -> WAITING;
      case RESOLVED -> RESOLVED;
      case CLOSED ->
          closedAt != null && at.isBefore(closedAt.plus(properties.reopenWindow()))
              ? CLOSED_LATELY
              : CLOSED;
      case CANCELLED -> CANCELLED;
    };
  }

  /**
   * Rules on a change.
   *
   * @param key what to call the incident
   * @param facts how it is
   * @param askers whose issue it is, and who reported it
   */
  public Decision on(
      String key, IncidentSnapshot facts, Reporters askers, IncidentChange change, Actor by) {
    Long mergedInto = facts.progress().mergedInto();
    if (mergedInto != null && !isPastWord(change)) {
      return MergeRules.afterwards(key, Incident.key(mergedInto), change);
    }
    Decision ruling =
        switch (change) {
          case Take _ -> AssignmentRules.take(key, facts, by);
          case AssignToPerson(long personId, String name) ->
              AssignmentRules.assign(key, facts, personId, name);
          case AssignToTeam(String team) -> AssignmentRules.assign(key, facts, team);
          case Prioritise(Incidents.Level impact, Incidents.Level urgency) ->
              prioritise(key, facts, impact, urgency);
          case Note(String text) -> new Allowed(facts, text, true);
          case Say(String text, _) -> ProgressRules.say(facts, askers, text, by);
          case Wait(WaitingFor on, String why) -> ProgressRules.wait(key, facts, on, why, by.at());
          case Resume _ -> ProgressRules.resume(key, facts, by.at());
          case Resolve(String how) -> ProgressRules.resolve(key, facts, how, by.at());
          case Close _ -> ProgressRules.close(key, facts, by.at());
          case Reopen(String why) -> ProgressRules.reopen(key, facts, why, by.at());
          case Cancel(String why) -> ProgressRules.cancel(key, facts, why, by.at());
          case AttachToOutage(String outage, _) -> attach(key, facts, outage);
          case DetachFromOutage(String outage) -> detach(key, facts, outage);
          case MergeInto(Incident target, Incident merged) ->
              MergeRules.merge(facts, merged, target, by.at());
          case Absorb(Incident merged) -> MergeRules.absorb(facts, merged);
          case Relate(Incident other) -> MergeRules.relate(key, facts, other);
          case Amend(String text, boolean internal) -> new Allowed(facts, text, internal);
          case Withdraw(String which, boolean internal) -> new Allowed(facts, which, internal);
        };
    return switch (ruling) {
      case AlreadySo already -> already;
      case Refused refused -> refused;
      case Allowed allowed -> {
        List<String> possible =
            allowed(facts.state(), mergedInto, facts.progress().closedAt(), by.at());
        yield isPastWord(change)
                || change instanceof Relate
                || possible.contains(permitting(change))
            ? unlessTextIsWrong(change, allowed)
            : new Refused(whyNot(key, facts.state(), change, possible));
      }
    };
  }

  /** What became of words that were said has happened, whatever the state is now. */
  private static boolean isPastWord(IncidentChange change) {
    return change instanceof Amend || change instanceof Withdraw;
  }

  /**
   * What can be linked can be taken apart again, and what is merged takes another to take it in.
   */
  private static String permitting(IncidentChange change) {
    return switch (change) {
      case DetachFromOutage _ -> "attach";
      case Absorb _ -> "merge";
      case IncidentChange other -> verb(other);
    };
  }

  /** The verb of the command that makes a change. */
  public static String verb(IncidentChange change) {
    return switch (change) {
      case Take _ -> "take";
      case AssignToPerson _, AssignToTeam _ -> "assign";
      case Prioritise _ -> "priority";
      case Note _ -> "note";
      case Say _ -> "reply";
      case Wait _ -> "wait";
      case Resume _ -> "resume";
      case Resolve _ -> "resolve";
      case Close _ -> "close";
      case Reopen _ -> "reopen";
      case Cancel _ -> "cancel";
      case AttachToOutage _ -> "attach";
      case DetachFromOutage _ -> "detach";
      case MergeInto _ -> "merge";
      case Absorb _ -> "absorb";
      case Relate _ -> "relate";
      case Amend _ -> "amend";
      case Withdraw _ -> "withdraw";
    };
  }

  /** The verb under which a change is on record. */
  public static Verb recordedAs(IncidentChange change) {
    return Verb.of(verb(change));
  }

  private Decision prioritise(
      String key,
      IncidentSnapshot facts,
      Incidents.@Nullable Level impact,
      Incidents.@Nullable Level urgency) {
    if (impact == null && urgency == null) {
      return new Refused("Say the impact, the urgency or both: the priority follows from them.");
    }
    Incidents.Level newImpact = impact == null ? facts.pressure().impact() : impact;
    Incidents.Level newUrgency = urgency == null ? facts.pressure().urgency() : urgency;
    Priority priority = properties.priority(newImpact, newUrgency);
    IncidentSnapshot.Pressure pressure =
        new IncidentSnapshot.Pressure(newImpact, newUrgency, priority);
    if (facts.state().open() && pressure.equals(facts.pressure())) {
      return new AlreadySo("%s has that impact and urgency already: %s.".formatted(key, priority));
    }
    return new Allowed(facts.with(pressure), "", false);
  }

  private static Decision attach(String key, IncidentSnapshot facts, String outage) {
    return outage.equals(facts.subject().outage())
        ? new AlreadySo("%s is part of %s already.".formatted(key, outage))
        : new Allowed(facts.with(facts.subject().partOf(outage)), "", false);
  }

  private static Decision detach(String key, IncidentSnapshot facts, String outage) {
    return outage.equals(facts.subject().outage())
        ? new Allowed(facts.with(facts.subject().partOf(null)), "", false)
        : new AlreadySo("%s is not part of %s.".formatted(key, outage));
  }

  private static Decision unlessTextIsWrong(IncidentChange change, Allowed allowed) {
    String text = allowed.text();
    boolean needed =
        switch (change) {
          case Note _, Say _, Resolve _, Reopen _ -> true;
          case Take _,
              AssignToPerson _,
              AssignToTeam _,
              Prioritise _,
              Wait _,
              Resume _,
              Close _,
              Cancel _,
              AttachToOutage _,
              DetachFromOutage _,
              MergeInto _,
              Absorb _,
              Relate _,
              Amend _,
              Withdraw _ ->
              false;
        };
    if (needed && text.isBlank()) {
      return new Refused("Say it in words: `%s` needs a text.".formatted(verb(change)));
    }
    return IncidentTexts.problem(text).<Decision>map(Refused::new).orElse(allowed);
  }

  private String whyNot(
      String key, IncidentState state, IncidentChange change, List<String> possible) {
    String is =
        switch (state) {
          case NEW -> "is new";
          case IN_PROGRESS -> "is in progress";
          case WAITING -> "is waiting";
          case RESOLVED -> "is resolved";
          case CLOSED -> "is closed";
          case CANCELLED -> "was cancelled";
        };
    String therefore =
        switch (change) {
          case Close _ when state.open() -> "only a resolved incident can be closed";
          case Resume _ when state.open() -> "only a waiting incident can be resumed";
          case Reopen _ when state == IncidentState.CLOSED ->
              "it could be reopened for %s after it was closed; report it anew"
                  .formatted(days(properties.reopenWindow().toHours()));
          case Reopen _ -> "it stays so; report it anew";
          case Take _,
              AssignToPerson _,
              AssignToTeam _,
              Prioritise _,
              Note _,
              Say _,
              Wait _,
              Resume _,
              Resolve _,
              Close _,
              Cancel _,
              AttachToOutage _,
              DetachFromOutage _,
              MergeInto _,
              Absorb _,
              Relate _,
              Amend _,
              Withdraw _ ->
              possible.contains("reopen")
                  ? "`%s` needs an open one, so reopen it first".formatted(verb(change))
                  : "`%s` is not possible any more".formatted(verb(change));
        };
    return "%s %s: %s.".formatted(key, is, therefore);
  }

  private static String days(long hours) {
    if (hours % 24 != 0) {
      return hours + (hours == 1 ? " hour" : " hours");
    }
    return hours == 24 ? "1 day" : hours / 24 + " days";
  }
}
