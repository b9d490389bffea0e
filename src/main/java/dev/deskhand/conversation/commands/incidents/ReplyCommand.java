package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Relation.REQUESTER;
import static dev.deskhand.language.Relation.WATCHER;
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
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(140)
record ReplyCommand(IncidentReplies replies, Requests requests, RequestReplies requestReplies)
    implements DeskCommand<ReplyCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "reply",
              CommandGroup.DESK,
              "Adds to the conversation between the requester and the desk",
              "reply INC-12 it works again, thank you")
          .takes(Param.ticket(), Param.required("text", Kind.TEXT, "what to say"))
          .permits(roles(AGENT).relations(REQUESTER, WATCHER));

  record Arguments(TicketKey key, String text) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.text("text"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Ticket ticket, CommandContext context) {
    if (ticket instanceof IncidentTicket(Incident incident, _, _)) {
      return replies.change(incident, new IncidentChange.Say(context.named(given.text())), context);
    }
    return ticket instanceof RequestTicket(ServiceRequest request, _, _)
        ? requestReplies.answer(
            requests.say(request.id(), given.text(), context.actor()), request.key(), context)
        : Replies.wrongKind(ticket.key(), "an incident or a request", SPEC.words());
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.refusedBeforehand(SPEC.words(), ticket, context);
  }
}
