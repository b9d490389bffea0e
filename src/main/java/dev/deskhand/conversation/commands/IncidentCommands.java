package dev.deskhand.conversation.commands;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.IncidentCards.Reader;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.Command;
import dev.deskhand.people.People;
import dev.deskhand.people.Profile;
import dev.deskhand.people.Role;
import dev.deskhand.status.Services;
import dev.deskhand.text.FoldedText;
import dev.deskhand.tickets.HistoryEntry;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Level;
import dev.deskhand.tickets.Incidents.Page;
import dev.deskhand.tickets.Incidents.QueueFilter;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.WaitingFor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The commands on incidents. */
@Component
public class IncidentCommands {

  private final Incidents incidents;
  private final Services services;
  private final Teams teams;
  private final People people;
  private final AllowedActions allowed;

  IncidentCommands(
      Incidents incidents, Services services, Teams teams, People people, AllowedActions allowed) {
    this.allowed = allowed;
    this.incidents = incidents;
    this.services = services;
    this.teams = teams;
    this.people = people;
  }

  public List<Reply> show(Incident incident, int page, CommandContext asked) {
    Page<HistoryEntry> history =
        incidents.history(incident.id(), seesInternal(incident, asked), page);
    if (history.isPastEnd()) {
      return Replies.noPage("show " + incident.key(), history);
    }
    Reply.Card card = IncidentCards.card(incident, reader(incident, asked), history.items());
    List<Action> pages = Replies.pages("show " + incident.key(), page, history.hasNext());
    return pages.isEmpty()
        ? Replies.one(card)
        : List.of(card, new Reply.Choices("The history goes on.", pages));
  }

  public List<Reply> queue(Command.Queue queue, CommandContext asked) {
    String service = null;
    if (queue.service() != null) {
      switch (services.find(queue.service())) {
        case Services.Found.One one -> service = one.service().name();
        case Services.Found.Retired retired -> service = retired.service().name();
        case Services.Found.None none -> {
          return ReportCommand.unknownService(queue.service(), none.nearest());
        }
      }
    }
    Priority priority = queue.priority() == null ? null : Priority.valueOf("P" + queue.priority());
    QueueFilter.View view =
        switch (queue.view()) {
          case OPEN -> QueueFilter.View.OPEN;
          case MINE -> QueueFilter.View.MINE;
          case UNASSIGNED -> QueueFilter.View.UNASSIGNED;
          case WAITING -> QueueFilter.View.WAITING;
        };
    Page<Incident> page =
        incidents.queue(
            new QueueFilter(view, asked.person().id(), service, priority), queue.page());
    if (page.isPastEnd()) {
      return Replies.noPage(queueWords(queue), page);
    }
    return Replies.one(
        new Reply.Listing(
            "Queue: " + queue.view().name().toLowerCase(Locale.ROOT) + ", " + count(page),
            page.items().stream().map(IncidentCommands::queueRow).toList(),
            Replies.pages(queueWords(queue), queue.page(), page.hasNext())));
  }

  public List<Reply> take(Incident incident, CommandContext asked) {
    return change(incident, new IncidentChange.Take(), asked);
  }

  public List<Reply> assign(Incident incident, String to, CommandContext asked) {
    if (!to.startsWith("@")) {
      List<String> known = teams.names();
      for (String team : known) {
        if (FoldedText.name(team).equals(FoldedText.name(to))) {
          return change(incident, new IncidentChange.AssignToTeam(team), asked);
        }
      }
      if (people.find(asked.platform(), to) instanceof People.Found.One one) {
        return assignTo(incident, one, asked);
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
    return switch (people.find(asked.platform(), to)) {
      case People.Found.One one -> assignTo(incident, one, asked);
      case People.Found.Nobody nobody -> Replies.about("to", PeopleCommands.nobody(to, nobody));
      case People.Found.Several several -> Replies.about("to", PeopleCommands.several(to, several));
    };
  }

  private List<Reply> assignTo(Incident incident, People.Found.One one, CommandContext asked) {
    if (!one.person().is(Role.AGENT)) {
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
    return change(
        incident, new IncidentChange.AssignToPerson(one.person().id(), one.person().name()), asked);
  }

  public List<Reply> prioritise(
      Incident incident, Command.Prioritise command, CommandContext asked) {
    if (command.impact() == null && command.urgency() == null) {
      return Replies.no(
          "Say what to set, such as: priority " + incident.key() + " impact:high urgency:medium");
    }
    return change(
        incident,
        new IncidentChange.Prioritise(level(command.impact()), level(command.urgency())),
        asked);
  }

  public List<Reply> note(Incident incident, String text, CommandContext asked) {
    return change(incident, new IncidentChange.Note(asked.named(text)), asked);
  }

  public List<Reply> say(Incident incident, String text, CommandContext asked) {
    return change(incident, new IncidentChange.Say(asked.named(text)), asked);
  }

  public List<Reply> waitFor(Incident incident, Command.Wait command, CommandContext asked) {
    WaitingFor on =
        switch (command.on()) {
          case REQUESTER -> WaitingFor.REQUESTER;
          case VENDOR -> WaitingFor.VENDOR;
          case PROBLEM -> WaitingFor.PROBLEM;
        };
    return change(
        incident,
        new IncidentChange.Wait(on, command.why() == null ? null : asked.named(command.why())),
        asked);
  }

  public List<Reply> resume(Incident incident, CommandContext asked) {
    return change(incident, new IncidentChange.Resume(), asked);
  }

  public List<Reply> resolve(Incident incident, String how, CommandContext asked) {
    return change(incident, new IncidentChange.Resolve(asked.named(how)), asked);
  }

  public List<Reply> close(Incident incident, CommandContext asked) {
    return change(incident, new IncidentChange.Close(), asked);
  }

  public List<Reply> reopen(Incident incident, String why, CommandContext asked) {
    return change(incident, new IncidentChange.Reopen(asked.named(why)), asked);
  }

  public List<Reply> cancel(Incident incident, @Nullable String why, CommandContext asked) {
    return change(
        incident, new IncidentChange.Cancel(why == null ? null : asked.named(why)), asked);
  }

  private List<Reply> change(Incident incident, IncidentChange change, CommandContext asked) {
    return switch (incidents.change(incident.id(), change, asked.actor())) {
      case Incidents.Outcome.Done done ->
          Replies.one(IncidentCards.card(done.incident(), reader(done.incident(), asked)));
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no ->
          Replies.notAllowed(
              no.why(),
              allowed.those(no.allowed(), new AnyTicket.OfIncident(no.incident()), asked));
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(incident.key());
    };
  }

  private static boolean seesInternal(Incident incident, CommandContext asked) {
    return asked.agent() && !new AnyTicket.OfIncident(incident).hidesInternalFrom(asked.person());
  }

  static Reader reader(Incident incident, CommandContext asked) {
    if (asked.agent()) {
      return Reader.AGENT;
    }
    if (incident.requesterId() == asked.person().id()) {
      return Reader.REQUESTER;
    }
    return incident.reporterId() == asked.person().id() ? Reader.REPORTER : Reader.ONLOOKER;
  }

  static @Nullable Level level(Command.@Nullable Level level) {
    if (level == null) {
      return null;
    }
    return switch (level) {
      case LOW -> Level.LOW;
      case MEDIUM -> Level.MEDIUM;
      case HIGH -> Level.HIGH;
    };
  }

  static String count(Page<?> page) {
    return page.total() >= Page.COUNTED ? "1,000 or more" : page.total() + " in all";
  }

  private static Reply.Row queueRow(Incident incident) {
    Reply.Row row = IncidentCards.row(incident);
    List<Action> actions = new ArrayList<>(row.actions());
    if (incident.assigneeId() == null && incident.allowed().contains("take")) {
      actions.addFirst(Action.primary("Take", "take " + incident.key()));
    }
    return new Reply.Row(row.key(), row.title(), row.detail(), actions);
  }

  private static String queueWords(Command.Queue queue) {
    return "queue "
        + queue.view().name().toLowerCase(Locale.ROOT)
        + (queue.service() == null ? "" : " service:\"" + queue.service() + "\"")
        + (queue.priority() == null ? "" : " priority:P" + queue.priority());
  }
}
