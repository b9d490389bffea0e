package dev.deskhand.conversation.commands.desk;

import static dev.deskhand.language.CommandPermission.roles;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.DeskCommand;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Trait;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.language.Relation;
import dev.deskhand.language.Role;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows a ticket. */
@Component
@Order(60)
final class ShowCommand implements DeskCommand<ShowCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of("show", CommandGroup.DESK, "Shows a ticket with its history", "show INC-12")
          .takes(Param.key("the ticket", "inc", "req", "out"), Param.page())
          // managers follow a figure to its evidence; admins see it all in the audit anyway
          .permits(
              roles(Role.AGENT, Role.MANAGER, Role.ADMIN)
                  .relations(
                      Relation.REQUESTER,
                      Relation.ASSIGNEE,
                      Relation.WATCHER,
                      Relation.APPROVER,
                      Relation.READER))
          .with(Trait.READS);

  record Arguments(TicketKey key, int page) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.page());
  }

  @Override
  public List<Reply> carryOut(Arguments given, Ticket ticket, CommandContext context) {
    return ticket.show(given.page(), context);
  }
}
