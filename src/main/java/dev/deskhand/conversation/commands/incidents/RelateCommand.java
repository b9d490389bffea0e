package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.People;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Two incidents have to do with each other, and each stays what it is. */
@Component
@Order(264)
record RelateCommand(Incidents incidents, People people)
    implements IncidentCommand<RelateCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "relate",
              CommandGroup.AGENT,
              "Puts on record that two incidents have to do with each other",
              "relate INC-14 INC-12")
          .takes(
              Param.incident(),
              Param.required("to", Kind.KEY, "the incident that it has to do with", "inc"))
          .permits(roles(AGENT));

  /** Which two. */
  record Arguments(TicketKey key, TicketKey to) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.key("to"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    return incidents
        .find(given.to().text())
        .map(other -> relate(incident, other, context))
        .orElseGet(() -> Replies.about("to", Replies.unknownTicket(given.to().text())));
  }

  private List<Reply> relate(Incident incident, Incident other, CommandContext context) {
    return switch (incidents.relate(incident.id(), other.id(), context.actor())) {
      case Incidents.Outcome.Done done ->
          Replies.one(
              new Reply.Text(
                  "%s and %s (%s) are related."
                          .formatted(incident.key(), other.key(), other.title())
                      + Told.sentence(people, context, List.of(incident, other)),
                  List.of(incident.key(), other.key()),
                  List.of(Action.of("Show " + other.key(), "show " + other.key()))));
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no -> Replies.no(no.why());
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(incident.key());
    };
  }
}
