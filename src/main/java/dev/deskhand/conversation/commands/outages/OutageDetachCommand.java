package dev.deskhand.conversation.commands.outages;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(320)
record OutageDetachCommand(Incidents incidents, Outages outages)
    implements TicketlessCommand<OutageDetachCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "outage detach",
              CommandGroup.OUTAGE,
              "Takes incidents out of the outage that they were linked to",
              "outage detach INC-12")
          .takes(Param.required("incidents", Kind.KEYS, "the incidents"))
          .permits(roles(AGENT))
          .seenByEveryone();

  record Arguments(List<TicketKey> incidents) {
    Arguments {
      incidents = List.copyOf(incidents);
    }
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.keys("incidents"));
  }

  /** Takes each out of the outage that it is part of; says of each other key what is the matter. */
  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    List<Reply> replies = new ArrayList<>();
    for (TicketKey key : given.incidents()) {
      replies.addAll(
          incidents
              .find(key.text())
              .map(incident -> detach(incident, context))
              .orElseGet(() -> Replies.unknownTicket(key.text())));
    }
    return replies;
  }

  private List<Reply> detach(Incident incident, CommandContext context) {
    String outage = incident.outage();
    if (outage == null) {
      return Replies.no(incident.key() + " is part of no outage.");
    }
    return switch (incidents.change(
        incident.id(), new IncidentChange.DetachFromOutage(outage), context.actor())) {
      case Incidents.Outcome.Done done -> {
        outages.detach(incident.id(), "", context.actor());
        yield Replies.one(
            new Reply.Text(
                incident.key() + " is no longer part of " + outage + ".",
                List.of(incident.key(), outage),
                List.of(Action.of("Show " + outage, "show " + outage))));
      }
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no -> Replies.no(no.why());
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(incident.key());
    };
  }
}
