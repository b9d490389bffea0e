package dev.deskhand.conversation.commands.outages;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.OutageReplies;
import dev.deskhand.conversation.commands.ServiceReplies;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(280)
record OutageDeclareCommand(Services services, Outages outages, OutageReplies replies)
    implements TicketlessCommand<OutageDeclareCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "outage declare",
              CommandGroup.OUTAGE,
              "Declares that a service is degraded or down",
              "outage declare VPN down nobody can connect")
          .takes(
              Param.required("service", Kind.SERVICE, "the service"),
              Param.required("severity", Kind.CHOICE, "how bad it is", "degraded", "down"),
              Param.required("text", Kind.TEXT, "what people notice; public, on the status page"))
          .permits(roles(AGENT))
          .seenByEveryone();

  record Arguments(String service, Outage.Severity severity, String text) {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.text("service"),
        given.choice("severity", Outage.Severity.class).orElseThrow(),
        given.text("text"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    return switch (services.find(given.service())) {
      case Services.Found.One one ->
          replies.published(
              OutageReplies.answer(
                  outages.declare(
                      one.service().name(), given.severity(), given.text(), context.actor()),
                  "",
                  context));
      case Services.Found.Retired retired -> ServiceReplies.retired(retired.service());
      case Services.Found.None none ->
          ServiceReplies.unknownService(given.service(), none.nearest());
    };
  }
}
