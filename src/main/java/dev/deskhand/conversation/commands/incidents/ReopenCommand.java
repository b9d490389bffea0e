package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Relation.REQUESTER;
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
@Order(150)
record ReopenCommand(IncidentReplies replies) implements IncidentCommand<ReopenCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "reopen",
              CommandGroup.DESK,
              "Reopens a resolved incident",
              "reopen INC-12 it is back")
          .takes(Param.incident(), Param.required("why", Kind.TEXT, "what is still wrong"))
          .permits(roles(AGENT).relations(REQUESTER));

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
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    return replies.change(incident, new IncidentChange.Reopen(context.named(given.why())), context);
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.refusedBeforehand(SPEC.words(), ticket, context);
  }
}
