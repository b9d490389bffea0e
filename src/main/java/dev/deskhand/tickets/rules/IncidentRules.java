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
import java.util.Locale;
import java.util.Objects;
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
          case Take _ -> take(key, facts, by);
          case AssignToPerson(long personId, String name) -> assign(key, facts, personId, name);
          case AssignToTeam(String team) -> assign(key, facts, team);
          case Prioritise(Incidents.Level impact, Incidents.Level urgency) ->
              prioritise(key, facts, impact, urgency);
          case Note(String text) -> new Allowed(facts, text, true);
          case Say(String text, _) -> say(facts, askers, text, by);
          case Wait(WaitingFor on, String why) -> wait(key, facts, on, why, by.at());
          case Resume _ -> resume(key, facts, by.at());
          case Resolve(String how) -> resolve(key, facts, how, by.at());
          case Close _ -> close(key, facts, by.at());
          case Reopen(String why) -> reopen(key, facts, why, by.at());
          case Cancel(String why) -> cancel(key, facts, why, by.at());
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

  private static Decision take(String key, IncidentSnapshot facts, Actor by) {
    boolean theirs = Objects.equals(facts.holder().assigneeId(), by.personId());
    // one that was given to them and that they have not begun can still be taken up
    if (theirs && facts.state().open() && facts.state() != IncidentState.NEW) {
      return new AlreadySo(key + " is yours already.");
    }
    return new Allowed(
        facts
            .with(facts.holder().person(by.personId(), by.name()))
            .in(IncidentState.IN_PROGRESS, by.at()),
        "",
        false);
  }

  private static Decision assign(String key, IncidentSnapshot facts, long personId, String name) {
    if (facts.state().open() && Objects.equals(facts.holder().assigneeId(), personId)) {
      return new AlreadySo("%s is assigned to %s already.".formatted(key, name));
    }
    return new Allowed(facts.with(facts.holder().person(personId, name)), "", false);
  }

  private static Decision assign(String key, IncidentSnapshot facts, String team) {
    boolean theirs = team.equals(facts.holder().team()) && facts.holder().assigneeId() == null;
    if (facts.state().open() && theirs) {
      return new AlreadySo("%s is with %s already.".formatted(key, team));
    }
    if (team.isBlank() || team.length() > 200) {
      return new Refused("A team's name has 1 to 200 characters.");
    }
    return new Allowed(facts.with(new IncidentSnapshot.Holder(team, null, null)), "", false);
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

  /** Who reported it on behalf of the requester answers for them, unless it is they who ask. */
  private static Decision say(IncidentSnapshot facts, Reporters askers, String text, Actor by) {
    boolean answers =
        by.personId() == askers.requesterId()
            || (askers.include(by.personId())
                && !Objects.equals(facts.holder().assigneeId(), by.personId()));
    boolean waitedFor = facts.progress().waitingFor() == WaitingFor.REQUESTER && answers;
    return new Allowed(
        waitedFor ? facts.in(IncidentState.IN_PROGRESS, by.at()) : facts, text, false);
  }

  private static Decision wait(
      String key, IncidentSnapshot facts, WaitingFor on, @Nullable String why, Instant at) {
    if (facts.progress().waitingFor() == on) {
      return new AlreadySo(
          "%s is waiting for the %s already.".formatted(key, on.name().toLowerCase(Locale.ROOT)));
    }
    return new Allowed(
        facts.with(facts.progress().to(IncidentState.WAITING, on, at)), orEmpty(why), false);
  }

  private static Decision resume(String key, IncidentSnapshot facts, Instant at) {
    return facts.state() == IncidentState.IN_PROGRESS
        ? new AlreadySo(key + " is in progress already.")
        : new Allowed(facts.in(IncidentState.IN_PROGRESS, at), "", false);
  }

  private static Decision resolve(String key, IncidentSnapshot facts, String how, Instant at) {
    if (facts.state() == IncidentState.RESOLVED) {
      return new AlreadySo(key + " is resolved already.");
    }
    IncidentSnapshot resolved = facts.in(IncidentState.RESOLVED, at);
    return new Allowed(resolved.with(resolved.progress().resolvedBy(how)), how, false);
  }

  private static Decision close(String key, IncidentSnapshot facts, Instant at) {
    return facts.state() == IncidentState.CLOSED
        ? new AlreadySo(key + " is closed already.")
        : new Allowed(facts.in(IncidentState.CLOSED, at), "", false);
  }

  private static Decision reopen(String key, IncidentSnapshot facts, String why, Instant at) {
    return facts.state().open()
        ? new AlreadySo(key + " is open already.")
        : new Allowed(facts.in(IncidentState.IN_PROGRESS, at), why, false);
  }

  private static Decision cancel(
      String key, IncidentSnapshot facts, @Nullable String why, Instant at) {
    return facts.state() == IncidentState.CANCELLED
        ? new AlreadySo(key + " is cancelled already.")
        : new Allowed(
            facts.in(IncidentState.CANCELLED, at).with(facts.subject().partOf(null)),
            orEmpty(why),
            false);
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

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
