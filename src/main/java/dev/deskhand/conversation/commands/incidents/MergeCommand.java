package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.threads.TicketFiles;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.People;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Reporters;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Ends an incident that was reported twice: what was said and sent goes on in the other. */
@Component
@Order(262)
record MergeCommand(Incidents incidents, TicketFiles files, People people)
    implements IncidentCommand<MergeCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "merge",
              CommandGroup.AGENT,
              "Ends an incident that goes on in another one of the same requester",
              "merge INC-14 into INC-12")
          .takes(
              Param.key("the incident that ends, such as INC-14", "inc"),
              Param.required("into", Kind.KEY, "the incident in which it goes on", "inc"))
          .permits(roles(AGENT));

  /**
   * What is given.
   *
   * @param key the one that ends
   * @param into the one in which it goes on
   */
  record Arguments(TicketKey key, TicketKey into) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.key("into"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    return incidents
        .find(given.into().text())
        .map(target -> merge(incident, target, context))
        .orElseGet(() -> Replies.about("into", Replies.unknownTicket(given.into().text())));
  }

  private List<Reply> merge(Incident incident, Incident target, CommandContext context) {
    return switch (incidents.merge(incident.id(), target.id(), context.actor())) {
      case Incidents.Outcome.Done done -> {
        files.copyAll(incident.key(), target.key());
        yield Replies.one(
            new Reply.Text(
                "%s is merged into %s (%s), with all that was said and sent."
                        .formatted(incident.key(), target.key(), target.title())
                    + Told.sentence(people, context, List.of(incident))
                    + Reporters.sentences(incident, target, context.person().id(), people::byId)
                    + outages(incident, target),
                List.of(incident.key(), target.key()),
                List.of(Action.of("Show " + target.key(), "show " + target.key()))));
      }
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no -> Replies.no(no.why());
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(incident.key());
    };
  }

  private static String outages(Incident incident, Incident target) {
    if (incident.outage() == null || incident.outage().equals(target.outage())) {
      return "";
    }
    return target.outage() == null
        ? " %s is part of %s in its place.".formatted(target.key(), incident.outage())
        : " %s stays part of %s and not of %s, of which %s was part."
            .formatted(target.key(), target.outage(), incident.outage(), incident.key());
  }
}
