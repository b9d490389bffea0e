package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.notifications.TicketThreads;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What somebody is answered who opened a ticket. Where people are served in threads, the ticket's
 * card comes to them by itself; the answer must not be a second one beside it.
 */
@Component
public class TicketOpenedReply {

  private final TicketThreads threads;

  TicketOpenedReply(TicketThreads threads) {
    this.threads = threads;
  }

  /**
   * Where a ticket is served that is opened here.
   *
   * @param heard whether everybody in this place has read what is reported
   * @return the platform; or the conversation of the thread, if it is one that others read
   */
  public String origin(CommandContext context, boolean heard) {
    Place place = context.origin().place();
    return heard && !place.direct() && place.thread() != null && threads.on(place.platform())
        ? place.address().conversation()
        : context.platform();
  }

  /**
   * The answer.
   *
   * @param origin where the ticket is served
   * @param answeredTo where the answer goes, if it is posted
   */
  public List<Reply> of(
      Reply.Card card, String origin, Address answeredTo, CommandContext context) {
    if (!threads.on(context.platform())) {
      return List.of(card);
    }
    Place place = context.origin().place();
    boolean inThread = !origin.equals(context.platform());
    boolean posted = context.origin().answeredLater();
    boolean there =
        inThread
            || (posted && answeredTo instanceof Address.Person)
            || (place.direct() && place.thread() == null);
    if (posted && there) {
      return List.of();
    }
    String whereTo =
        inThread
            ? "It goes on in this thread."
            : "It goes on in your direct messages with the desk"
                + (!place.direct() && threads.privateOn(place.platform())
                    ? ", or, if you accept none, in a private thread here"
                    : "")
                + ": what you answer to its card there reaches the agents.";
    return there || place.direct()
        ? List.of(
            new Reply.Text(
                "%s is open: %s. %s".formatted(card.key(), card.title(), whereTo),
                List.of(card.key()),
                List.of()))
        : List.of(card, new Reply.Text(whereTo, List.of(card.key()), List.of()));
  }
}
