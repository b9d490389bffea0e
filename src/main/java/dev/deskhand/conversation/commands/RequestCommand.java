package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.RequestTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.OnTicket;
import dev.deskhand.requests.ServiceRequest;
import java.util.List;

/** A command on a request, the only kind of ticket that it takes. */
public interface RequestCommand<A extends OnTicket> extends DeskCommand<A> {

  /** As {@link DeskCommand#carryOut}. */
  List<Reply> carryOut(A given, ServiceRequest request, CommandContext context);

  @Override
  default List<Reply> carryOut(A given, Ticket ticket, CommandContext context) {
    return ticket instanceof RequestTicket of
        ? carryOut(given, of.request(), context)
        : Replies.wrongKind(ticket.key(), "a request", spec().words());
  }
}
