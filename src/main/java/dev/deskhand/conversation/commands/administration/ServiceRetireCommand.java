package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Services;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(400)
record ServiceRetireCommand(Services services)
    implements TicketlessCommand<ServiceRetireCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "service retire",
              CommandGroup.MANAGE,
              "Takes a service off the list; what was reported on it stays",
              "service retire Fax")
          .takes(Param.required("service", Kind.SERVICE, "the service"))
          .permits(roles(ADMIN));

  record Arguments(String service) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.text("service"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return switch (services.retire(given.service(), context.actor())) {
      case Services.ChangeOutcome.Done(Services.Service service, String _, boolean byFile) ->
          Replies.one(
              new Reply.Text(
                  service.name()
                      + " is retired: nothing more is reported on it, and what was stays."
                      + service.openOutages().stream()
                          .map(outage -> " " + outage.key() + " is open until it is resolved.")
                          .collect(Collectors.joining())
                      + (byFile
                          ? " The services file still lists it: take it out there too, or it is"
                              + " back at the next start."
                          : "")));
      case Services.ChangeOutcome.Refused refused -> Replies.no(refused.why());
    };
  }
}
