package dev.deskhand.conversation.forms;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.ActionFilter;
import dev.deskhand.conversation.commands.AllowedActions;
import dev.deskhand.conversation.commands.ApprovalStatus;
import dev.deskhand.conversation.commands.DuplicateDetection;
import dev.deskhand.conversation.commands.Replies;
import dev.deskhand.conversation.commands.Teams;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandName;
import dev.deskhand.people.Identity;
import dev.deskhand.people.People;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Services;
import dev.deskhand.tickets.Incident;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Forms, with what only the desk's data knows: what can be chosen, and how the ticket stands. A
 * form that could only be refused when it is sent is refused before it is filled in.
 */
@Component
public class Forms {

  /** What every state of an incident allows or not; the other commands do not depend on it. */
  private static final Set<CommandName> CHANGES =
      EnumSet.of(
          CommandName.ASSIGN,
          CommandName.PRIORITY,
          CommandName.REPLY,
          CommandName.NOTE,
          CommandName.WAIT,
          CommandName.RESOLVE,
          CommandName.REOPEN,
          CommandName.CANCEL);

  private final Services services;
  private final Teams teams;
  private final People people;
  private final ApprovalStatus decisions;
  private final ActionFilter offers;
  private final AllowedActions allowed;

  Forms(
      Services services,
      Teams teams,
      People people,
      ApprovalStatus decisions,
      ActionFilter offers,
      AllowedActions allowed) {
    this.services = services;
    this.teams = teams;
    this.people = people;
    this.decisions = decisions;
    this.offers = offers;
    this.allowed = allowed;
  }

  public List<Reply> show(Command.Ask ask, AnyTicket subject, CommandContext asked) {
    return switch (subject) {
      case AnyTicket.OfIncident of -> onIncident(ask, of, asked);
      case AnyTicket.OfRequest of -> onRequest(ask, of.request(), asked);
      case AnyTicket.OfOutage of ->
          Replies.one(whole(ask.form().with(asItStands(ask.command(), of.outage())), asked));
      case AnyTicket.None none -> Replies.one(whole(ask.form(), asked));
    };
  }

  private List<Reply> onIncident(
      Command.Ask ask, AnyTicket.OfIncident subject, CommandContext asked) {
    Incident incident = subject.incident();
    boolean possible =
        !CHANGES.contains(ask.command()) || incident.allowed().contains(ask.command().words());
    if (!possible) {
      return Replies.notAllowed(
          incident.key()
              + " is "
              + IncidentCards.stateWords(incident)
              + ", so `"
              + ask.command().words()
              + "` is not possible now.",
          allowed.those(
              List.copyOf(incident.allowed()).stream().sorted().toList(), subject, asked));
    }
    return Replies.one(whole(ask.form().with(asItStands(ask.command(), incident, asked)), asked));
  }

  /** What a form changes is shown as it is now. */
  private Map<String, String> asItStands(
      CommandName command, Incident incident, CommandContext asked) {
    Map<String, String> values = new HashMap<>();
    if (command == CommandName.PRIORITY) {
      values.put("impact", incident.impact().name().toLowerCase(Locale.ROOT));
      values.put("urgency", incident.urgency().name().toLowerCase(Locale.ROOT));
    } else if (command == CommandName.WAIT && incident.waitingFor() != null) {
      values.put("for", incident.waitingFor().name().toLowerCase(Locale.ROOT));
    } else if (command == CommandName.ASSIGN) {
      values.put("to", holder(incident, asked));
    }
    return values;
  }

  private static Map<String, String> asItStands(CommandName command, Outage outage) {
    return command == CommandName.OUTAGE_UPDATE && outage.open()
        ? Map.of(
            "severity", outage.severity().name().toLowerCase(Locale.ROOT),
            "stage", outage.stage().name().toLowerCase(Locale.ROOT))
        : Map.of();
  }

  private String holder(Incident incident, CommandContext asked) {
    if (incident.assigneeId() == null) {
      return incident.team() == null ? "" : incident.team();
    }
    return people.identities(incident.assigneeId()).stream()
        .filter(identity -> identity.platform().equals(asked.platform()))
        .findFirst()
        .map(Identity::userId)
        .map(id -> "@" + id)
        .orElse("");
  }

  private List<Reply> onRequest(Command.Ask ask, ServiceRequest request, CommandContext asked) {
    boolean decides = ask.command() == CommandName.APPROVE || ask.command() == CommandName.REJECT;
    if (decides && request.state() != ServiceRequest.State.AWAITING_APPROVAL) {
      return Replies.no(
          decisions
              .on(request)
              .orElseGet(
                  () ->
                      request.key()
                          + " is "
                          + request.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                          + "; there is nothing to decide."));
    }
    return Replies.one(whole(ask.form(), asked));
  }

  /** Without the questions whose answers the person could not know. */
  private Reply.Form whole(Reply.Form form, CommandContext asked) {
    return withOptions(
        offers.seesServices(asked.person())
            ? form
            : form.only(input -> !asksService(input) && input.kind() != Reply.InputKind.PERSON));
  }

  private Reply.Form withOptions(Reply.Form form) {
    if (form.inputs().stream().noneMatch(Forms::needsOptions)) {
      return form;
    }
    List<Services.Service> all = services.all();
    String text =
        form.inputs().stream()
            .filter(input -> input.name().equals("text"))
            .map(Reply.Input::value)
            .findFirst()
            .orElse("");
    return new Reply.Form(
        form.id(),
        form.title(),
        form.command(),
        form.intro(),
        form.inputs().stream().map(input -> withOptions(input, all, text)).toList(),
        form.submit(),
        form.problems());
  }

  private static boolean needsOptions(Reply.Input input) {
    return asksService(input) || input.kind() == Reply.InputKind.PERSON_OR_TEAM;
  }

  private static boolean asksService(Reply.Input input) {
    return input.name().equals("service");
  }

  private Reply.Input withOptions(Reply.Input input, List<Services.Service> all, String text) {
    if (asksService(input) && !all.isEmpty()) {
      String named =
          Services.Found.in(all, input.value()) instanceof Services.Found.One(var service)
              ? service.name()
              : DuplicateDetection.service(all, text).map(Services.Service::name).orElse("");
      List<String> offered =
          all.stream().filter(Services.Service::listed).map(Services.Service::name).toList();
      return with(input, Reply.InputKind.CHOICE, offered, named);
    }
    return input.kind() == Reply.InputKind.PERSON_OR_TEAM
        ? with(input, input.kind(), teams.names(), input.value())
        : input;
  }

  private static Reply.Input with(
      Reply.Input input, Reply.InputKind kind, List<String> options, String value) {
    return new Reply.Input(
        input.name(),
        input.label(),
        kind,
        input.required(),
        input.hint(),
        options.stream().map(name -> new Reply.Option(name, name)).toList(),
        value);
  }
}
