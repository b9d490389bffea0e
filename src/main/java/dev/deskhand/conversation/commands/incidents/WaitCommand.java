package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.tickets.IncidentTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.WaitingFor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(230)
record WaitCommand(IncidentReplies replies) implements IncidentCommand<WaitCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "wait",
              CommandGroup.AGENT,
              "Pauses the work until somebody else has moved",
              "wait INC-12 requester which printer is it?")
          .takes(
              Param.incident(),
              Param.required(
                  "for", Kind.CHOICE, "who has to move", "requester", "vendor", "problem"),
              Param.optional("why", Kind.TEXT, "what is awaited; the requester sees it"))
          .permits(roles(AGENT));

  record Arguments(TicketKey key, WaitingFor on, @Nullable String why) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.key("key"),
        given.choice("for", WaitingFor.class).orElseThrow(),
        given.textOrNull("why"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    return replies.change(
        incident,
        new IncidentChange.Wait(
            given.on(), given.why() == null ? null : context.named(given.why())),
        context);
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.refusedBeforehand(SPEC.words(), ticket, context);
  }

  @Override
  public Map<String, String> asItStands(Ticket ticket, CommandContext context) {
    return ticket instanceof IncidentTicket(Incident incident, _, _)
            && incident.waitingFor() != null
        ? Map.of("for", IncidentReplies.choice(incident.waitingFor()))
        : Map.of();
  }
}
