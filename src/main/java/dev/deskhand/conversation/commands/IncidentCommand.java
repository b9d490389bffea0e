package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.IncidentTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.OnTicket;
import dev.deskhand.tickets.Incident;
import java.util.List;

/** A command on an incident, the only kind of ticket that it takes. */
public interface IncidentCommand<A extends OnTicket> extends DeskCommand<A> {

  /** As {@link DeskCommand#carryOut}. */
  List<Reply> carryOut(A given, Incident incident, CommandContext context);

  @Override
  default List<Reply> carryOut(A given, Ticket ticket, CommandContext context) {
    return ticket instanceof IncidentTicket of
        ? carryOut(given, of.incident(), context)
        : Replies.wrongKind(ticket.key(), "an incident", spec().words());
  }

  /** Arguments that are the key alone. */
  record Key(TicketKey key) implements OnTicket {}
}
