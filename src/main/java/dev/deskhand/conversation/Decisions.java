package dev.deskhand.conversation;

import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What became of requests for approval. */
@Component
class Decisions {

  private static final Set<String> DECIDING = Set.of("approve", "reject");

  private final Requests requests;
  private final DeskTime time;

  Decisions(Requests requests, DeskTime time) {
    this.requests = requests;
    this.time = time;
  }

  /** Who decided on it, how and when, in a sentence; empty while nobody has. */
  Optional<String> on(ServiceRequest request) {
    return requests.history(request.id()).stream()
        .filter(entry -> DECIDING.contains(entry.verb()))
        .reduce((first, last) -> last)
        .map(
            entry ->
                "%s was %s already by %s on %s."
                    .formatted(
                        request.key(),
                        entry.verb().equals("approve") ? "approved" : "rejected",
                        entry.actorName(),
                        time.words(entry.at())));
  }
}
