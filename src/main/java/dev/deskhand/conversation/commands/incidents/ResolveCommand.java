package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(250)
record ResolveCommand(IncidentReplies replies)
    implements IncidentCommand<ResolveCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "resolve",
              CommandGroup.AGENT,
              "Resolves an incident and tells the requester how",
              "resolve INC-12 restarted the VPN gateway")
          .takes(
              Param.incident(),
              Param.required("how", Kind.TEXT, "what was done; the requester reads it"))
          .permits(roles(AGENT));

  record Arguments(TicketKey key, String how) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.text("how"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    return replies.change(
        incident, new IncidentChange.Resolve(context.named(given.how())), context);
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.refusedBeforehand(SPEC.words(), ticket, context);
  }
}
