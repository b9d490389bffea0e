package dev.deskhand.conversation.commands.incidents;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.AGENT;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.IncidentCommand;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.commands.PersonReplies;
import dev.deskhand.conversation.commands.Teams;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.tickets.IncidentTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.OnTicket;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.people.Identity;
import dev.deskhand.people.People;
import dev.deskhand.people.Profile;
import dev.deskhand.text.FoldedText;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(200)
record AssignCommand(IncidentReplies replies, Teams teams, People people)
    implements IncidentCommand<AssignCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "assign",
              CommandGroup.AGENT,
              "Assigns an incident to a person or a team",
              "assign INC-12 @sam")
          .takes(
              Param.incident(), Param.required("to", Kind.PERSON_OR_TEAM, "the person or the team"))
          .permits(roles(AGENT));

  /**
   * What is given.
   *
   * @param to a person ({@code @name}) or a team, as it was named
   */
  record Arguments(TicketKey key, String to) implements OnTicket {}

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(given.key("key"), given.text("to"));
  }

  @Override
  public List<Reply> carryOut(Arguments given, Incident incident, CommandContext context) {
    String to = given.to();
    if (!to.startsWith("@")) {
      List<String> known = teams.names();
      for (String team : known) {
        if (FoldedText.name(team).equals(FoldedText.name(to))) {
          return replies.change(incident, new IncidentChange.AssignToTeam(team), context);
        }
      }
      if (people.find(context.platform(), to) instanceof People.Found.One one) {
        return assignTo(incident, one, context);
      }
      return Replies.about(
          "to",
          Replies.no(
              "There is no team and no person called "
                  + to
                  + ". The teams are: "
                  + String.join(", ", known)
                  + ". A person is written with @."));
    }
    return switch (people.find(context.platform(), to)) {
      case People.Found.One one -> assignTo(incident, one, context);
      case People.Found.Nobody nobody -> Replies.about("to", PersonReplies.nobody(to, nobody));
      case People.Found.Several several -> Replies.about("to", PersonReplies.several(to, several));
    };
  }

  private List<Reply> assignTo(Incident incident, People.Found.One one, CommandContext context) {
    if (!one.person().is(AGENT)) {
      if (people.profile(one.person().id()).filter(Profile::gone).isPresent()) {
        return Replies.about(
            "to",
            Replies.no(
                one.person().name()
                    + " has left: the account is deactivated or gone. Assign "
                    + incident.key()
                    + " to somebody else, or to a team."));
      }
      return Replies.about(
          "to",
          Replies.no(
              one.person().name() + " is not an agent, so incidents cannot be assigned to them."));
    }
    return replies.change(
        incident,
        new IncidentChange.AssignToPerson(one.person().id(), one.person().name()),
        context);
  }

  @Override
  public Optional<List<Reply>> refusedBeforehand(Ticket ticket, CommandContext context) {
    return replies.refusedBeforehand(SPEC.words(), ticket, context);
  }

  @Override
  public Map<String, String> asItStands(Ticket ticket, CommandContext context) {
    return ticket instanceof IncidentTicket(Incident incident, _, _)
        ? Map.of("to", holder(incident, context))
        : Map.of();
  }

  private String holder(Incident incident, CommandContext context) {
    if (incident.assigneeId() == null) {
      return incident.team() == null ? "" : incident.team();
    }
    return people.identities(incident.assigneeId()).stream()
        .filter(identity -> identity.platform().equals(context.platform()))
        .findFirst()
        .map(Identity::userId)
        .map(id -> "@" + id)
        .orElse("");
  }
}
