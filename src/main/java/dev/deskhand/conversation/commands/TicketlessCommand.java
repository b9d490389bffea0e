package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.tickets.Ticket;
import java.util.List;

/** A command that is about no one ticket. */
public interface TicketlessCommand<A> extends DeskCommand<A> {

  /** As {@link DeskCommand#carryOut}. */
  List<Reply> carryOut(A given, CommandContext context);

  @Override
  default List<Reply> carryOut(A given, Ticket ticket, CommandContext context) {
    return carryOut(given, context);
  }
}
