package dev.deskhand.cards;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Fact;
import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.chat.Reply.Standing;
import dev.deskhand.chat.Reply.Tone;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Verb;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.requests.ServiceRequest.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How service requests look. */
public final class RequestCards {

  private static final Map<Verb, String> DONE =
      Map.ofEntries(
          Map.entry(Verb.SUBMIT, "asked for it"),
          Map.entry(Verb.ROUTE, "sent it on"),
          Map.entry(Verb.APPROVE, "approved it"),
          Map.entry(Verb.REJECT, "rejected it"),
          Map.entry(Verb.FULFIL, "completed a step"),
          Map.entry(Verb.SAY, "wrote"),
          Map.entry(Verb.CANCEL, "cancelled it"));

  /** The state that these led to is news. */
  private static final Set<Verb> TELLING = Set.of(Verb.ROUTE, Verb.FULFIL);

  private RequestCards() {}

  /** The request as it stands. */
  public static Reply.Card card(ServiceRequest request, CardReader reader) {
    return card(request, reader, List.of());
  }

  /** The request with what happened to it. */
  public static Reply.Card card(
      ServiceRequest request, CardReader reader, List<RecordEntry> history) {
    return new Reply.Card(
        request.key(),
        request.itemName(),
        tone(request),
        facts(request),
        steps(request),
        history.stream().map(RequestCards::moment).toList(),
        FileLines.among(
            actions(request, reader), request.key(), history.stream().map(RecordEntry::words)),
        standing(request));
  }

  private static Standing standing(ServiceRequest request) {
    Reply.State state =
        switch (request.state()) {
          case SUBMITTED -> Reply.State.SUBMITTED;
          case AWAITING_APPROVAL -> Reply.State.AWAITING_APPROVAL;
          case APPROVED -> Reply.State.APPROVED;
          case IN_FULFILMENT -> Reply.State.IN_FULFILMENT;
          case FULFILLED -> Reply.State.FULFILLED;
          case REJECTED -> Reply.State.REJECTED;
          case CANCELLED -> Reply.State.CANCELLED;
        };
    return new Standing(
        state, new Fact("State", stateWords(request.state())), null, !request.state().open());
  }

  /** The request as a row of a list. */
  public static Reply.Row row(ServiceRequest request) {
    return new Reply.Row(
        request.key(),
        request.itemName(),
        stateWords(request.state()) + ", for " + request.requesterName(),
        List.of(Action.of("Show", "show " + request.key())));
  }

  /** A state in words. */
  public static String stateWords(State state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Moment moment(RecordEntry entry) {
    return new Moment(
        entry.at(),
        entry.actorName(),
        Stream.of(
                DONE.getOrDefault(entry.verb(), entry.verb().words()), change(entry), entry.words())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(": ")),
        false);
  }

  /** Most verbs say by themselves what they changed. */
  private static String change(RecordEntry entry) {
    State state = entry.after().constant("state", State.class);
    return state != null && TELLING.contains(entry.verb()) && !entry.after().equals(entry.before())
        ? stateWords(state)
        : "";
  }

  private static Tone tone(ServiceRequest request) {
    return switch (request.state()) {
      case SUBMITTED, APPROVED, IN_FULFILMENT -> Tone.NEUTRAL;
      case AWAITING_APPROVAL -> Tone.WARNING;
      case FULFILLED -> Tone.GOOD;
      case REJECTED -> Tone.DANGER;
      case CANCELLED -> Tone.DONE;
    };
  }

  private static List<Fact> facts(ServiceRequest request) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Requester", request.requesterName()));
    request.fields().forEach((label, value) -> facts.add(new Fact(label, value)));
    if (request.team() != null) {
      facts.add(new Fact("Team", request.team()));
    }
    if (request.decidedByName() != null) {
      facts.add(
          new Fact(
              request.state() == State.REJECTED ? "Rejected by" : "Approved by",
              request.decidedByName()
                  + (request.decisionComment() == null || request.decisionComment().isBlank()
                      ? ""
                      : ": " + request.decisionComment())));
    }
    facts.add(new Fact("Asked", request.openedAt().toString(), request.openedAt()));
    return facts;
  }

  private static String steps(ServiceRequest request) {
    return request.steps().stream()
        .map(
            step ->
                (step.doneAt() == null ? "☐ " : "☑ ")
                    + step.number()
                    + ". "
                    + step.name()
                    + (step.doneByName() == null ? "" : " (" + step.doneByName() + ")")
                    + (step.note() == null || step.note().isBlank() ? "" : ": " + step.note()))
        .reduce((first, second) -> first + "\n" + second)
        .orElse("");
  }

  private static List<Action> actions(ServiceRequest request, CardReader reader) {
    String key = request.key();
    State state = request.state();
    return switch (reader) {
      case APPROVER ->
          state == State.AWAITING_APPROVAL
              ? List.of(
                  Action.primary("Approve…", "approve " + key + " " + Action.MORE),
                  Action.danger("Reject…", "reject " + key))
              : List.of();
      case AGENT ->
          state == State.APPROVED || state == State.IN_FULFILMENT
              ? List.of(
                  // the step's number makes a second press find it done, not do the one after it
                  Action.primary("Complete next step", "fulfil " + key + nextStep(request)),
                  Action.of("Reply…", "reply " + key))
              : List.of();
      case REQUESTER ->
          state.open()
              ? List.of(
                  Action.of("Reply…", "reply " + key),
                  Action.danger("Cancel…", "cancel " + key + " " + Action.MORE))
              : List.of();
      case REPORTER, ONLOOKER -> List.of();
    };
  }

  private static String nextStep(ServiceRequest request) {
    return request.steps().stream()
        .filter(step -> step.doneAt() == null)
        .findFirst()
        .map(step -> " " + step.number())
        .orElse("");
  }
}
