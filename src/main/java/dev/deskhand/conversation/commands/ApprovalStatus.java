package dev.deskhand.conversation.commands;

import dev.deskhand.conversation.replies.DeskTime;
import dev.deskhand.record.Verb;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What became of requests. */
@Component
public class ApprovalStatus {

  private final Requests requests;
  private final DeskTime time;

  ApprovalStatus(Requests requests, DeskTime time) {
    this.requests = requests;
    this.time = time;
  }

  /** Who ended it, or else who approved it, and when, in a sentence; empty while nobody has. */
  public Optional<String> on(ServiceRequest request) {
    return verb(request.state())
        .flatMap(
            verb ->
                requests.history(request.id()).stream()
                    .filter(entry -> entry.verb() == verb)
                    .reduce((first, last) -> last))
        .map(
            entry ->
                "%s was %s by %s on %s."
                    .formatted(
                        request.key(),
                        words(request.state()),
                        entry.actorName(),
                        time.words(entry.at())));
  }

  private static Optional<Verb> verb(ServiceRequest.State state) {
    return switch (state) {
      case SUBMITTED, AWAITING_APPROVAL -> Optional.empty();
      case APPROVED, IN_FULFILMENT -> Optional.of(Verb.APPROVE);
      case FULFILLED -> Optional.of(Verb.FULFIL);
      case REJECTED -> Optional.of(Verb.REJECT);
      case CANCELLED -> Optional.of(Verb.CANCEL);
    };
  }

  private static String words(ServiceRequest.State state) {
    return switch (state) {
      case SUBMITTED, AWAITING_APPROVAL, APPROVED, IN_FULFILMENT -> "approved already";
      case FULFILLED -> "fulfilled";
      case REJECTED -> "rejected already";
      case CANCELLED -> "cancelled";
    };
  }
}
