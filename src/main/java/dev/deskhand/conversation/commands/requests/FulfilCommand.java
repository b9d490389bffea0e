package dev.deskhand.conversation.commands.requests;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.RequestCommand;
import dev.deskhand.conversation.commands.RequestReplies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(270)
record FulfilCommand(Requests requests, RequestReplies replies)
    implements RequestCommand<FulfilCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "fulfil",
              CommandGroup.AGENT,
              "Completes the next step of a request, or the one that is named",
              "fulfil REQ-7 2 handed over")
          .takes(
              Param.request(),
              Param.optional("step", Kind.NUMBER, "the number of the step"),
              Param.optional("note", Kind.TEXT, "a word on it"))
          .permits(roles(AGENT))
          .alsoSpelled("fulfill");

  record Arguments(TicketKey key, @Nullable Integer step, @Nullable String note)
      implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.key("key"), given.number("step").orElse(null), given.textOrNull("note"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, ServiceRequest request, CommandContext context) {
    return replies.answer(
        requests.fulfil(request.id(), given.step(), given.note(), context.actor()),
        request.key(),
        context);
  }
}
