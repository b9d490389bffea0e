package dev.deskhand.conversation;

import dev.deskhand.chat.Command;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import java.util.List;
import java.util.Optional;

/**
 * The desk, as the adapters see it. An adapter reads what arrived into a {@link Command} with the
 * {@link dev.deskhand.chat.CommandParser} and hands it over here.
 */
public interface Conversation {

  /**
   * Carries out a command, once for each {@link Origin#eventId() event}, and answers it. When this
   * returns, everything that the answer says has been committed.
   *
   * <p>What the person did wrong is answered with a {@link Reply.Refusal}; what the desk did wrong
   * is logged and answered with an apology that names the correlation id.
   *
   * @return the answer; empty if the answer is {@link Origin.Answering#POSTED posted} from the
   *     outbox, or if the same event was answered before
   */
  List<Reply> handle(Origin origin, Command command);

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
