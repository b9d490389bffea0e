package dev.deskhand.conversation.commands;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.status.Outages;
import dev.deskhand.status.StatusPageDetail;
import java.util.List;
import org.springframework.stereotype.Component;

/** Answers a change of an outage with how it is now, or why it could not be changed. */
@Component
public class OutageReplies {

  private final StatusPageDetail publicPage;

  OutageReplies(StatusPageDetail publicPage) {
    this.publicPage = publicPage;
  }

  /**
   * The answer to a change.
   *
   * @param key the outage that was to be changed
   */
  public static List<Reply> answer(Outages.Outcome outcome, String key, CommandContext context) {
    return switch (outcome) {
      case Outages.Outcome.Done done ->
          Replies.one(OutageCards.card(done.outage(), List.of(), List.of(), context.agent()));
      case Outages.Outcome.Already already -> Replies.no(already.what());
      case Outages.Outcome.NotAllowed no -> Replies.notAllowed(no.why(), no.allowed());
      case Outages.Outcome.Unknown unknown -> Replies.unknownTicket(key);
    };
  }

  /** Tells who wrote it that the words can be read by more people than are here. */
  public List<Reply> published(List<Reply> replies) {
    return publicPage == StatusPageDetail.FULL
        ? replies.stream().map(OutageReplies::published).toList()
        : replies;
  }

  private static Reply published(Reply reply) {
    return reply instanceof Reply.Card card
        ? card.with(new Reply.Fact("Public", "everybody can read this on the status page"))
        : reply;
  }
}
