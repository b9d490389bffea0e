package dev.deskhand.conversation.commands;

import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.AllowedActions;
import dev.deskhand.conversation.tickets.RequestTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers a change of a request with how it is now, or why it could not be changed. */
@Component
public class RequestReplies {

  private final ApprovalStatus approvals;
  private final AllowedActions allowed;

  RequestReplies(ApprovalStatus approvals, AllowedActions allowed) {
    this.approvals = approvals;
    this.allowed = allowed;
  }

  /**
   * The answer to a change.
   *
   * @param key the request that was to be changed
   */
  public List<Reply> answer(Requests.Outcome outcome, String key, CommandContext context) {
    return switch (outcome) {
      case Requests.Outcome.Done done ->
          Replies.one(
              RequestCards.card(done.request(), RequestTicket.reader(done.request(), context)));
      case Requests.Outcome.Already already ->
          already.request().state().open() ? Replies.no(already.what()) : tooLate(already);
      case Requests.Outcome.NotAllowed no ->
          Replies.notAllowed(
              no.why(),
              allowed.those(
                  no.allowed(), RequestTicket.relations(no.request(), context.person()), context));
      case Requests.Outcome.Unknown unknown -> Replies.unknownTicket(key);
    };
  }

  /** The same for an approval or a rejection. */
  public List<Reply> decided(Requests.Outcome outcome, String key, CommandContext context) {
    return outcome instanceof Requests.Outcome.Already already
        ? tooLate(already)
        : answer(outcome, key, context);
  }

  /** Why nobody can approve or reject a request; empty if it waits for that. */
  public Optional<List<Reply>> nothingToDecide(Ticket ticket) {
    return ticket instanceof RequestTicket(ServiceRequest request, _, _)
            && request.state() != ServiceRequest.State.AWAITING_APPROVAL
        ? Optional.of(
            Replies.no(
                approvals
                    .on(request)
                    .orElseGet(
                        () ->
                            request.key()
                                + " is "
                                + request.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                                + "; there is nothing to decide.")))
        : Optional.empty();
  }

  /** Who comes too late is told who was first, and when. */
  private List<Reply> tooLate(Requests.Outcome.Already already) {
    return Replies.no(approvals.on(already.request()).orElse(already.what()));
  }
}
