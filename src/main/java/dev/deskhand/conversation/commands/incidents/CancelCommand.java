package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Relation.REQUESTER;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.commands.RequestReplies;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.IncidentTicket;
import dev.deskhand.conversation.tickets.RequestTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(160)
record CancelCommand(IncidentReplies replies, Requests requests, RequestReplies requestReplies)
    implements DeskCommand<CancelCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "cancel",
              CommandGroup.DESK,
              "Cancels an open incident or request",
              "cancel INC-12 solved itself")
          .takes(Param.ticket(), Param.optional("why", Kind.TEXT, "why it is no longer needed"))
          .permits(roles(AGENT).relations(REQUESTER))
          .with(Trait.ORDINARY_WORD);

  record Arguments(TicketKey key, @Nullable String why) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.textOrNull("why"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Ticket ticket, CommandContext context) {
    if (ticket instanceof IncidentTicket(Incident incident, _, _)) {
      return replies.change(
          incident,
          new IncidentChange.Cancel(given.why() == null ? null : context.named(given.why())),
          context);
    }
    return ticket instanceof RequestTicket(ServiceRequest request, _, _)
        ? requestReplies.answer(
            requests.cancel(request.id(), given.why(), context.actor()), request.key(), context)
        : Replies.wrongKind(ticket.key(), "an incident or a request", SPEC.words());
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.refusedBeforehand(SPEC.words(), ticket, context);
  }
}
