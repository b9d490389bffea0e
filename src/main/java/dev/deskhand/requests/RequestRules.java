package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.requests.Requests.Outcome;
import dev.deskhand.requests.ServiceRequest.State;
import dev.deskhand.requests.ServiceRequest.Step;
import dev.deskhand.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be done with a request. Each rule answers with why not, or with nothing. */
final class RequestRules {

  private RequestRules() {}

  /** The commands that a state allows, without their key. */
  static List<String> allowed(State state) {
    return switch (state) {
      case SUBMITTED, AWAITING_APPROVAL -> List.of("approve", "reject", "reply", "cancel");
      case APPROVED, IN_FULFILMENT -> List.of("fulfil", "reply", "cancel");
      case FULFILLED, REJECTED, CANCELLED -> List.of("reply");
    };
  }

  /** A text that must be there; {@code what} is what it is, for the reason: {@code The reason}. */
  static Optional<Outcome> againstText(ServiceRequest request, String what, String text) {
    return text.isBlank()
        ? Optional.of(not(request, what + " is missing."))
        : againstOptionalText(request, what, text);
  }

  static Optional<Outcome> againstOptionalText(
      ServiceRequest request, String what, @Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    int length = Text.length(text);
    if (length > Requests.TEXT_LIMIT) {
      return Optional.of(
          not(
              request,
              String.format(
                  Locale.ROOT,
                  "%s has %,d characters; at most %,d are kept.",
                  what,
                  length,
                  Requests.TEXT_LIMIT)));
    }
    return Text.hasNul(text)
        ? Optional.of(not(request, what + " holds a character that cannot be kept (NUL)."))
        : Optional.empty();
  }

  /** Nobody decides on their own request; and a request is decided once. */
  static Optional<Outcome> againstDecision(ServiceRequest request, String verb, Actor by) {
    if (request.requesterId() == by.personId()) {
      return Optional.of(not(request, "Nobody can %s their own request.".formatted(verb)));
    }
    return switch (request.state()) {
      case SUBMITTED, AWAITING_APPROVAL -> Optional.empty();
      case APPROVED, IN_FULFILMENT ->
          Optional.of(
              request.decidedByName() == null
                  ? not(request, request.key() + " needs no approval.")
                  : new Outcome.Already(
                      request,
                      "%s was approved already by %s."
                          .formatted(request.key(), request.decidedByName())));
      case FULFILLED, REJECTED, CANCELLED -> Optional.of(over(request));
    };
  }

  static Optional<Outcome> againstFulfilment(ServiceRequest request, @Nullable Integer step) {
    return switch (request.state()) {
      case SUBMITTED, AWAITING_APPROVAL ->
          Optional.of(
              not(
                  request,
                  request.key() + " waits for the approval of " + approver(request) + " first."));
      case FULFILLED, REJECTED, CANCELLED -> Optional.of(over(request));
      case APPROVED, IN_FULFILMENT -> step == null ? Optional.empty() : againstStep(request, step);
    };
  }

  private static Optional<Outcome> againstStep(ServiceRequest request, int number) {
    if (number < 1 || number > request.steps().size()) {
      return Optional.of(
          not(
              request,
              request.steps().size() == 1
                  ? request.key() + " has one step."
                  : "%s has the steps 1 to %d.".formatted(request.key(), request.steps().size())));
    }
    Step step = request.steps().get(number - 1);
    return step.doneAt() == null
        ? Optional.empty()
        : Optional.of(
            new Outcome.Already(
                request,
                "Step %d of %s was done already by %s."
                    .formatted(number, request.key(), step.doneByName())));
  }

  static Optional<Outcome> againstCancel(ServiceRequest request) {
    return switch (request.state()) {
      case SUBMITTED, AWAITING_APPROVAL, APPROVED, IN_FULFILMENT -> Optional.empty();
      case FULFILLED, REJECTED, CANCELLED -> Optional.of(over(request));
    };
  }

  /** Nothing is left to do or to decide; the record says who ended it, and when. */
  private static Outcome over(ServiceRequest request) {
    return new Outcome.Already(
        request,
        "%s was %s already%s."
            .formatted(
                request.key(),
                request.state().name().toLowerCase(Locale.ROOT),
                request.state() == State.REJECTED ? " by " + request.decidedByName() : ""));
  }

  private static String approver(ServiceRequest request) {
    String role = request.approverRole();
    if (role == null) {
      return "somebody";
    }
    return ("aeiou".indexOf(role.charAt(0)) >= 0 ? "an " : "a ") + role;
  }

  private static Outcome not(ServiceRequest request, String why) {
    return new Outcome.NotAllowed(request, why, allowed(request.state()));
  }
}
