package dev.deskhand.conversation.commands.outages;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.OutageCommand;
import dev.deskhand.conversation.commands.OutageReplies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(300)
record OutageResolveCommand(Outages outages)
    implements OutageCommand<OutageResolveCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "outage resolve",
              CommandGroup.OUTAGE,
              "Declares that a service works again",
              "outage resolve OUT-3 replaced the switch")
          .takes(Param.outage(), Param.required("cause", Kind.TEXT, "what caused it"))
          .permits(roles(AGENT))
          .seenByEveryone();

  record Arguments(TicketKey key, String cause) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.text("cause"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Outage outage, CommandContext context) {
    return OutageReplies.answer(
        outages.resolve(outage.id(), given.cause(), context.actor()), outage.key(), context);
  }
}
