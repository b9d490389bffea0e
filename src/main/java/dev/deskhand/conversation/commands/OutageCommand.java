package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.OutageTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.OnTicket;
import dev.deskhand.status.Outage;
import java.util.List;

/** A command on an outage, the only kind of ticket that it takes. */
public interface OutageCommand<A extends OnTicket> extends DeskCommand<A> {

  /** As {@link DeskCommand#carryOut}. */
  List<Reply> carryOut(A given, Outage outage, CommandContext context);

  @Override
  default List<Reply> carryOut(A given, Ticket ticket, CommandContext context) {
    return ticket instanceof OutageTicket of
        ? carryOut(given, of.outage(), context)
        : Replies.wrongKind(ticket.key(), "an outage", spec().words());
  }
}
