package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(190)
record TakeCommand(IncidentReplies replies) implements IncidentCommand<IncidentCommand.Key> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "take",
              CommandGroup.AGENT,
              "Assigns an incident to you and starts the work",
              "take INC-12")
          .takes(Param.incident())
          .permits(roles(AGENT));

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Key arguments(ParsedArguments given) {
    return new Key(given.key("key"));
  }

  @Override
  public List<Reply> carryOut(Key given, Incident incident, CommandContext context) {
    return replies.change(incident, new IncidentChange.Take(), context);
  }
}
