package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.replies.Replies;
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
import dev.deskhand.tickets.Incidents.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(210)
record PriorityCommand(IncidentReplies replies)
    implements IncidentCommand<PriorityCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "priority",
              CommandGroup.AGENT,
              "Sets impact and urgency, from which the priority follows",
              "priority INC-12 impact:high urgency:medium")
          .takes(
              Param.incident(),
              Param.named(
                  "impact", Kind.CHOICE, "how many people it stops", "low", "medium", "high"),
              Param.named(
                  "urgency", Kind.CHOICE, "how soon it must be solved", "low", "medium", "high"))
          .permits(roles(AGENT));

  record Arguments(TicketKey key, @Nullable Level impact, @Nullable Level urgency)
      implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.key("key"),
        given.choice("impact", Level.class).orElse(null),
        given.choice("urgency", Level.class).orElse(null));
  }

  /** One of impact and urgency is enough. */
  @Override
  public boolean needs(Param param, ParsedArguments given) {
    return param.required() || (!given.has("impact") && !given.has("urgency"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    if (given.impact() == null && given.urgency() == null) {
      return Replies.no(
          "Say what to set, such as: priority " + incident.key() + " impact:high urgency:medium");
    }
    return replies.change(
        incident, new IncidentChange.Prioritise(given.impact(), given.urgency()), context);
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.refusedBeforehand(SPEC.words(), ticket, context);
  }

  @Override
  public Map<String, String> asItStands(Ticket ticket, CommandContext context) {
    return ticket instanceof IncidentTicket(Incident incident, _, _)
        ? Map.of(
            "impact", IncidentReplies.choice(incident.impact()),
            "urgency", IncidentReplies.choice(incident.urgency()))
        : Map.of();
  }
}
