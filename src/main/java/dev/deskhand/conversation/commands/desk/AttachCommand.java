package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.roles;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.commands.IncidentLinks;
import dev.deskhand.conversation.commands.PermissionGuard;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.Tickets;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.language.Relation;
import dev.deskhand.language.Role;
import dev.deskhand.tickets.Incident;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Makes an incident part of an open outage, or of another open incident of the same person. */
@Component
@Order(40)
record AttachCommand(Tickets tickets, PermissionGuard guard, IncidentLinks links)
    implements IncidentCommand<AttachCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "attach",
              CommandGroup.DESK,
              "Makes your incident part of an open outage or of another open incident of yours",
              "attach INC-12 OUT-3")
          .takes(
              Param.incident(),
              Param.required("to", Kind.KEY, "the outage or incident it belongs to", "out", "inc"))
          .permits(roles(Role.AGENT).relations(Relation.REQUESTER));

  record Arguments(TicketKey key, TicketKey to) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.key("to"));
  }

  /** What it is attached to must be the person's to see, too. */
  @Override
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    return tickets
        .find(given.to())
        .map(
            to ->
                guard
                    .hidden(to, given.to(), context)
                    .orElseGet(() -> links.attach(incident, to, context)))
        .orElseGet(() -> Replies.unknownTicket(given.to().text()));
  }
}
