package dev.deskhand.conversation;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Origin;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.Visibility;
import dev.deskhand.notifications.TicketThreads;
import org.springframework.stereotype.Component;

/** Where an answer that is posted goes. */
@Component
class AnswerAddress {

  private final TicketThreads threads;

  AnswerAddress(TicketThreads threads) {
    this.threads = threads;
  }

  /**
   * In a place with others, an answer that only the person may see goes to them alone. A report,
   * and words that are no command yet, are answered where they were said: that is where people
   * wait.
   */
  Address of(Origin origin, Command command) {
    boolean alone =
        !origin.place().direct()
            && command instanceof Command.Call<?> call
            && !call.definition().spec().is(Trait.ANSWERED_IN_PLACE)
            && command.visibility() == Visibility.ONLY_YOU
            && !isTheirsAlone(origin);
    // after the cards of their tickets, which go to the person
    boolean amongTheirCards =
        origin.place().direct()
            && origin.place().thread() == null
            && threads.on(origin.place().platform());
    return alone || amongTheirCards || origin.answering() == Origin.ReplyRoute.TO_SENDER
        ? person(origin)
        : origin.place().address();
  }

  /** Whether it is a private thread of theirs. */
  private boolean isTheirsAlone(Origin origin) {
    String theirs = person(origin).conversation();
    return threads.at(origin.place()).stream()
        .anyMatch(thread -> thread.conversation().equals(theirs));
  }

  private static Address.Person person(Origin origin) {
    return new Address.Person(origin.sender().platform(), origin.sender().userId());
  }
}
