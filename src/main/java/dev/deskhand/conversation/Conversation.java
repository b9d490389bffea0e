package dev.deskhand.conversation;

import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The desk, as the adapters see it. An adapter has what arrived {@link #read read} and hands the
 * command over.
 */
public interface Conversation {

  /** What an utterance asks for; it keeps nothing, and throws nothing whatever it is given. */
  Command read(Utterance utterance);

  /**
   * Carries out a command, once for each {@link Origin#eventId() event}, and answers it. When this
   * returns, everything that the answer says has been committed.
   *
   * <p>What the person did wrong is answered with a {@link Reply.Refusal}; what the desk did wrong
   * is logged and answered with an apology that names the correlation id and goes where the answer
   * would have gone.
   *
   * @return the answer; empty if the answer is {@link Origin.ReplyRoute#POSTED posted} from the
   *     outbox, or if the same event was answered before
   * @throws DeskUnavailableException if the answer is posted and the database is out of reach:
   *     nothing is known of the event, and it is to be delivered again
   */
  List<Reply> handle(Origin origin, Command command);

  /**
   * The same for what somebody typed, and for an adapter that says how long it can wait.
   *
   * @param words what they typed, to be quoted in an apology; empty if they typed nothing
   * @param patience for how long it is tried again while it fails for no reason of its own, such as
   *     a broken connection to the database
   */
  default List<Reply> handle(Origin origin, Command command, String words, Duration patience) {
    return handle(origin, command);
  }

  /**
   * Whether what people say in a place may concern the desk although they do not address it: they
   * are alone with it, or in a ticket's thread. One statement at most, so that an adapter can ask
   * before it does anything else about a message in a busy channel.
   *
   * @throws DeskUnavailableException if it cannot be found out now
   */
  default boolean hears(Place place) {
    return true;
  }

  /**
   * Whether a place is the thread of a ticket, below its card. One statement; false also if it
   * cannot be found out now.
   */
  default boolean isThreadOf(Place place, TicketKey ticket) {
    return false;
  }

  /**
   * Who wrote a message that was taken in as talk about a ticket, for a platform that does not say
   * whose message was deleted. Empty if the desk knows of no such message there.
   *
   * @param message the platform's id of the message
   * @throws DeskUnavailableException if it cannot be found out now
   */
  default Optional<Sender> author(Place place, String message) {
    return Optional.empty();
  }
}
