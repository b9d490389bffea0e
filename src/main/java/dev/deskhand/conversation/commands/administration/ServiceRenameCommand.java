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
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(390)
record ServiceRenameCommand(Services services)
    implements TicketlessCommand<ServiceRenameCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "service rename",
              CommandGroup.MANAGE,
              "Gives a service another name; its incidents, outages and followers go along",
              "service rename VPN \"Corporate VPN\"")
          .takes(
              Param.required("service", Kind.SERVICE, "the service"),
              Param.required(
                  "name", Kind.WORD, "its new name; typed in quotes if it has several words"))
          .permits(roles(ADMIN));

  record Arguments(String service, String to) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.text("service"), given.text("name"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return switch (services.rename(given.service(), given.to(), context.actor())) {
      case Services.ChangeOutcome.Done(Services.Service service, String before, boolean byFile) ->
          Replies.one(
              new Reply.Text(
                  before
                      + " is called "
                      + service.name()
                      + " now. Its incidents, outages and followers went along."
                      + (byFile
                          ? " The services file still says "
                              + before
                              + ": change it there too, or it is named back at the next start."
                          : "")));
      case Services.ChangeOutcome.Refused refused -> Replies.no(refused.why());
    };
  }
}
