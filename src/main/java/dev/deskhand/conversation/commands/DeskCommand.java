package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.tickets.NoTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command: one file holds what people are told of it, its arguments, and what it does. A bean of
 * this type is all that it takes; {@code @Order} says where it stands among the others. When it is
 * asked to do something, the ticket has been found and the person is permitted to.
 *
 * @param <A> its arguments
 */
public interface DeskCommand<A> extends CommandDefinition<A> {

  /**
   * Carries it out within a transaction, and answers.
   *
   * @param ticket the one that the arguments name, of a kind that the command takes; {@link
   *     NoTicket} where they name none
   */
  List<Reply> carryOut(A given, Ticket ticket, CommandContext context);

  /**
   * Why a form for it could only be refused when it is sent, so that nobody fills it in. Empty if
   * it could be carried out.
   */
  default Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return Optional.empty();
  }

  /** What its form begins with, by input: that which the command would change, as it is now. */
  default Map<String, String> asItStands(Ticket ticket, CommandContext context) {
    return Map.of();
  }
}
