package dev.deskhand.conversation.commands.requests;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Relation.APPROVER;
import static dev.deskhand.language.Relation.REQUESTER;
import static dev.deskhand.language.Role.ADMIN;
import static dev.deskhand.language.Role.AGENT;
import static dev.deskhand.language.Role.MANAGER;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.RequestCommand;
import dev.deskhand.conversation.commands.RequestReplies;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(340)
record RejectCommand(Requests requests, RequestReplies replies)
    implements RequestCommand<RejectCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "reject",
              CommandGroup.DESK,
              "Rejects a request and tells the requester why",
              "reject REQ-7 no budget this quarter")
          .takes(Param.request(), Param.required("why", Kind.TEXT, "the reason"))
          // the catalog says which of these roles a request needs: its approvers have that one
          .permits(roles().relations(APPROVER).among(AGENT, MANAGER, ADMIN).except(REQUESTER));

  record Arguments(TicketKey key, String why) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.text("why"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, ServiceRequest request, CommandContext context) {
    return replies.decided(
        requests.reject(request.id(), given.why(), context.actor()), request.key(), context);
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.nothingToDecide(ticket);
  }
}
