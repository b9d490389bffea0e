package dev.deskhand.conversation.commands.outages;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentLinks;
import dev.deskhand.conversation.commands.OutageCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Outage;
import dev.deskhand.tickets.Incidents;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(310)
record OutageAttachCommand(Incidents incidents, IncidentLinks links)
    implements OutageCommand<OutageAttachCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "outage attach",
              CommandGroup.OUTAGE,
              "Links incidents to the outage that causes them",
              "outage attach OUT-3 INC-12 INC-14")
          .takes(Param.outage(), Param.required("incidents", Kind.KEYS, "the incidents"))
          .permits(roles(AGENT))
          .seenByEveryone();

  record Arguments(TicketKey key, List<TicketKey> incidents) implements OnTicket {
    Arguments {
      incidents = List.copyOf(incidents);
    }
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.keys("incidents"));
  }

  /** Links what exists; says of each other key that it does not. */
  @Override
  public List<Reply> carryOut(Arguments given, Outage outage, CommandContext context) {
    List<Reply> replies = new ArrayList<>();
    for (TicketKey key : given.incidents()) {
      replies.addAll(
          incidents
              .find(key.text())
              .map(incident -> links.toOutage(incident, outage, context))
              .orElseGet(() -> Replies.unknownTicket(key.text())));
    }
    return replies;
  }
}
