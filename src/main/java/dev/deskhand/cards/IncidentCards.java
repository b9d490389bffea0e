package dev.deskhand.cards;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Fact;
import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.chat.Reply.Standing;
import dev.deskhand.chat.Reply.State;
import dev.deskhand.chat.Reply.Tone;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Verb;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentValues;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How incidents look. */
public final class IncidentCards {

  private record Press(String verb, String label, boolean primary, boolean danger) {}

  private static final List<Press> AGENT_VERBS =
      List.of(
          new Press("take", "Take", true, false),
          new Press("resume", "Resume", true, false),
          new Press("reply", "Reply…", false, false),
          new Press("assign", "Assign…", false, false),
          new Press("priority", "Priority…", false, false),
          new Press("wait", "Wait…", false, false),
          new Press("resolve", "Resolve…", false, false),
          new Press("close", "Close", false, false),
          new Press("reopen", "Reopen…", false, false));

  private static final List<Press> REQUESTER_VERBS =
      List.of(
          new Press("reply", "Reply…", false, false),
          new Press("reopen", "Reopen…", false, false),
          new Press("cancel", "Cancel…", false, true));

  private static final List<Press> REPORTER_VERBS =
      List.of(new Press("reply", "Reply…", false, false));

  private static final Map<Verb, String> DONE =
      Map.ofEntries(
          Map.entry(Verb.REPORT, "reported it"),
          Map.entry(Verb.TAKE, "took it"),
          Map.entry(Verb.ASSIGN, "assigned it"),
          Map.entry(Verb.PRIORITY, "changed the priority"),
          Map.entry(Verb.NOTE, "noted"),
          Map.entry(Verb.REPLY, "wrote"),
          Map.entry(Verb.WAIT, "set it to wait"),
          Map.entry(Verb.RESUME, "went on"),
          Map.entry(Verb.RESOLVE, "resolved it"),
          Map.entry(Verb.CLOSE, "closed it"),
          Map.entry(Verb.REOPEN, "reopened it"),
          Map.entry(Verb.CANCEL, "cancelled it"),
          Map.entry(Verb.ATTACH, "made it part of an outage"),
          Map.entry(Verb.DETACH, "took it out of an outage"),
          Map.entry(Verb.MERGE, "merged it into another one"),
          Map.entry(Verb.ABSORB, "merged another one into it"),
          Map.entry(Verb.RELATE, "related it to another one"),
          Map.entry(Verb.UPDATE, "changed it"),
          Map.entry(Verb.AMEND, "edited what they wrote"),
          Map.entry(Verb.WITHDRAW, "deleted"));

  /** What these changed is the news. */
  private static final Set<Verb> TELLING = Set.of(Verb.ASSIGN, Verb.PRIORITY);

  private IncidentCards() {}

  /** The incident as it stands. */
  public static Reply.Card card(Incident incident, CardReader reader) {
    return card(incident, reader, List.of());
  }

  /** The incident with what happened to it. */
  public static Reply.Card card(Incident incident, CardReader reader, List<RecordEntry> history) {
    return card(
        incident, reader, history, reader == CardReader.AGENT ? incident.related() : List.of());
  }

  /**
   * The incident with what happened to it.
   *
   * @param related of those that have to do with it, the ids of those that the reader may see
   */
  public static Reply.Card card(
      Incident incident, CardReader reader, List<RecordEntry> history, List<Long> related) {
    return new Reply.Card(
        incident.key(),
        incident.title(),
        tone(incident),
        facts(incident, related),
        incident.description().equals(incident.title()) ? "" : incident.description(),
        history.stream().map(entry -> moment(incident.key(), entry)).toList(),
        FileLines.among(
            actions(incident, reader),
            incident.key(),
            Stream.concat(
                Stream.of(incident.description()), history.stream().map(RecordEntry::words))),
        standing(incident));
  }

  private static Standing standing(Incident incident) {
    State state =
        switch (incident.state()) {
          case NEW -> State.NEW;
          case IN_PROGRESS -> State.IN_PROGRESS;
          case WAITING -> State.WAITING;
          case RESOLVED -> State.RESOLVED;
          case CLOSED -> State.CLOSED;
          case CANCELLED -> State.CANCELLED;
        };
    // one that is only resolved may come back any day
    boolean ended = state == State.CLOSED || state == State.CANCELLED;
    return new Standing(
        state, new Fact("State", statePlainly(incident)), number(incident.priority()), ended);
  }

  private static int number(Priority priority) {
    return switch (priority) {
      case P1 -> 1;
      case P2 -> 2;
      case P3 -> 3;
      case P4 -> 4;
    };
  }

  /** The incident as a row of a list. */
  public static Reply.Row row(Incident incident) {
    List<String> parts = new ArrayList<>();
    parts.add(incident.priority().name());
    parts.add(stateWords(incident));
    if (incident.service() != null) {
      parts.add(incident.service());
    }
    if (incident.assigneeName() != null) {
      parts.add(incident.assigneeName());
    } else if (incident.team() != null) {
      parts.add(incident.team());
    }
    return new Reply.Row(
        incident.key(),
        incident.title(),
        String.join(", ", parts),
        List.of(Action.of("Show", "show " + incident.key())));
  }

  /** One entry of the history in words. What was said in one that was merged names it. */
  private static Moment moment(String key, RecordEntry entry) {
    String of = entry.subject().key();
    String what =
        of.equals(key)
            ? what(entry, entry.verb() == Verb.REPORT ? "" : entry.words())
            : of + ": " + what(entry, entry.words());
    return new Moment(entry.at(), entry.actorName(), what, entry.internal());
  }

  /** The state in words: {@code waiting for the vendor}. */
  public static String stateWords(Incident incident) {
    return incident.mergedInto() == null
        ? statePlainly(incident)
        : "merged into " + incident.mergedInto();
  }

  private static String statePlainly(Incident incident) {
    return switch (incident.state()) {
      case NEW -> "new";
      case IN_PROGRESS -> "in progress";
      case WAITING ->
          incident.waitingFor() == null
              ? "waiting"
              : "waiting for the " + incident.waitingFor().name().toLowerCase(Locale.ROOT);
      case RESOLVED -> "resolved";
      case CLOSED -> "closed";
      case CANCELLED -> "cancelled";
    };
  }

  private static Tone tone(Incident incident) {
    return switch (incident.state()) {
      case RESOLVED -> Tone.GOOD;
      case CLOSED, CANCELLED -> Tone.DONE;
      case NEW, IN_PROGRESS, WAITING ->
          switch (incident.priority()) {
            case P1 -> Tone.DANGER;
            case P2 -> Tone.WARNING;
            case P3, P4 -> Tone.NEUTRAL;
          };
    };
  }

  private static List<Fact> facts(Incident incident, List<Long> related) {
    List<Fact> facts = new ArrayList<>();
    if (incident.mergedInto() != null) {
      facts.add(new Fact("Merged into", incident.mergedInto()));
    }
    if (!related.isEmpty()) {
      facts.add(
          new Fact(
              "Related", related.stream().map(Incident::key).collect(Collectors.joining(", "))));
    }
    facts.add(new Fact("Priority", priorityWords(incident)));
    if (incident.service() != null) {
      facts.add(new Fact("Service", incident.service()));
    }
    facts.add(new Fact("Requester", incident.requesterName()));
    if (incident.assigneeName() != null) {
      facts.add(new Fact("Assignee", incident.assigneeName()));
    }
    if (incident.team() != null) {
      facts.add(new Fact("Team", incident.team()));
    }
    if (incident.category() != null) {
      facts.add(new Fact("Category", incident.category()));
    }
    if (incident.sourceNumber() != null) {
      facts.add(new Fact("Imported as", incident.sourceNumber()));
    }
    facts.add(new Fact("Opened", incident.openedAt().toString(), incident.openedAt()));
    if (incident.resolution() != null && !incident.state().open()) {
      facts.add(new Fact("Resolution", incident.resolution()));
    }
    return facts;
  }

  private static String priorityWords(Incident incident) {
    return incident.priority().name()
        + " (impact "
        + word(incident.impact())
        + ", urgency "
        + word(incident.urgency())
        + ")";
  }

  private static String word(Incidents.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static List<Action> actions(Incident incident, CardReader reader) {
    List<Press> verbs =
        switch (reader) {
          case AGENT -> AGENT_VERBS;
          case REQUESTER -> REQUESTER_VERBS;
          case REPORTER -> REPORTER_VERBS;
          case APPROVER, ONLOOKER -> List.<Press>of();
        };
    if (incident.mergedInto() != null) {
      return List.of(Action.of("Show " + incident.mergedInto(), "show " + incident.mergedInto()));
    }
    return verbs.stream()
        .filter(verb -> incident.allowed().contains(verb.verb()))
        .filter(verb -> !verb.verb().equals("take") || incident.assigneeId() == null)
        .map(verb -> action(verb, incident.key()))
        .toList();
  }

  private static Action action(Press verb, String key) {
    String words = verb.verb() + " " + key;
    // why is optional, but a press must not cancel at once
    String command = verb.verb().equals("cancel") ? words + " " + Action.MORE : words;
    if (verb.primary()) {
      return Action.primary(verb.label(), command);
    }
    return verb.danger() ? Action.danger(verb.label(), command) : Action.of(verb.label(), command);
  }

  private static String what(RecordEntry entry, String said) {
    return Stream.of(DONE.getOrDefault(entry.verb(), entry.verb().words()), change(entry), said)
        .filter(part -> !part.isBlank())
        .reduce((first, second) -> first + ": " + second)
        .orElse(entry.verb().words());
  }

  /** Most verbs say by themselves what they changed. */
  private static String change(RecordEntry entry) {
    if (!TELLING.contains(entry.verb())) {
      return "";
    }
    String after = IncidentValues.inWords(entry.after());
    return entry.before().isEmpty()
        ? after
        : IncidentValues.inWords(entry.before()) + " → " + after;
  }
}
