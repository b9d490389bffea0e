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
@Order(100)
record SubscribeCommand(Services services)
    implements TicketlessCommand<SubscribeCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "subscribe",
              CommandGroup.DESK,
              "Sends you the updates of a service's outages",
              "subscribe VPN")
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
      case Services.Found.One one -> subscribe(one.service(), context);
      // how its last outage goes on can still be followed
      case Services.Found.Retired(Service service) when !service.openOutages().isEmpty() ->
          subscribe(service, context);
      case Services.Found.Retired retired -> ServiceReplies.retired(retired.service());
      case Services.Found.None none ->
          ServiceReplies.unknownService(given.service(), none.nearest());
    };
  }

  private List<Reply> subscribe(Service service, CommandContext context) {
    return services.subscribe(service.name(), context.actor(), context.platform())
        ? Replies.one(
            new Reply.Text("You will get the updates of " + service.name() + "'s outages here."))
        : Replies.no("You get the updates of " + service.name() + "'s outages already.");
  }
}
