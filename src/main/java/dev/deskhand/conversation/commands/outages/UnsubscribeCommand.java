package dev.deskhand.conversation.commands.outages;

import static dev.deskhand.language.CommandPermission.staff;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.ServiceReplies;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Services;
import dev.deskhand.status.Services.Service;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(110)
record UnsubscribeCommand(Services services)
    implements TicketlessCommand<UnsubscribeCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "unsubscribe",
              CommandGroup.DESK,
              "Stops the updates of a service's outages",
              "unsubscribe VPN")
          .takes(Param.required("service", Kind.SERVICE, "the service"))
          .permits(staff());

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
    return switch (services.find(given.service())) {
      case Services.Found.One one -> unsubscribe(one.service(), context);
      case Services.Found.Retired retired -> unsubscribe(retired.service(), context);
      case Services.Found.None none ->
          ServiceReplies.unknownService(given.service(), none.nearest());
    };
  }

  private List<Reply> unsubscribe(Service service, CommandContext context) {
    return services.unsubscribe(service.name(), context.actor())
        ? Replies.one(
            new Reply.Text("You get no more updates of " + service.name() + "'s outages."))
        : Replies.no("You got no updates of " + service.name() + "'s outages.");
  }
}
