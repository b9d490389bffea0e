package dev.deskhand.conversation.commands;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.forms.SavedDrafts;
import dev.deskhand.conversation.threads.AnyTicket;
import dev.deskhand.conversation.threads.RemarkText;
import dev.deskhand.conversation.threads.TicketFiles;
import dev.deskhand.language.Command;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import dev.deskhand.status.Services.Service;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reporting an issue. The incident is opened in any case, so that nothing that was said is lost; if
 * it looks like something known, the answer says so and offers to attach it.
 */
@Component
public class ReportCommand {

  private final Incidents incidents;
  private final Services services;
  private final Outages outages;
  private final People people;
  private final SavedDrafts drafts;
  private final ActionFilter offers;
  private final TicketOpenedReply firstAnswer;
  private final TicketFiles files;

  ReportCommand(
      Incidents incidents,
      Services services,
      Outages outages,
      People people,
      SavedDrafts drafts,
      ActionFilter offers,
      TicketOpenedReply firstAnswer,
      TicketFiles files) {
    this.files = files;
    this.firstAnswer = firstAnswer;
    this.incidents = incidents;
    this.services = services;
    this.outages = outages;
    this.people = people;
    this.drafts = drafts;
    this.offers = offers;
  }

  public List<Reply> reportDraft(long draft, CommandContext asked) {
    return drafts
        .use(draft, asked.person().id())
        .map(
            said ->
                report(
                    new Command.Report(
                        RemarkText.with(said.words(), said.files()),
                        null,
                        null,
                        null,
                        null,
                        said.files()),
                    true,
                    asked))
        .orElseGet(
            () ->
                Replies.no(
                    "This was reported already, or it was said by somebody else.",
                    Action.of("My tickets", "my")));
  }

  public List<Reply> report(Command.Report report, CommandContext asked) {
    return report(report, asked.origin().answeredLater(), asked);
  }

  /**
   * @param heard whether those in the place have read there what is reported
   */
  private List<Reply> report(Command.Report report, boolean heard, CommandContext asked) {
    String origin = firstAnswer.origin(asked, heard);
    List<Service> all = services.all();
    Service service = null;
    if (report.service() != null) {
      switch (services.find(all, report.service())) {
        case Services.Found.One one -> service = one.service();
        case Services.Found.Retired retired -> {
          return retired(retired.service());
        }
        case Services.Found.None none -> {
          return unknownService(
              report.service(), offers.seesServices(asked.person()) ? none.nearest() : List.of());
        }
      }
    } else {
      service = DuplicateDetection.service(all, report.text()).orElse(null);
    }
    if (report.onBehalfOf() == null) {
      return open(report, asked.person(), all, service, origin, asked);
    }
    if (!offers.seesServices(asked.person())) {
      return Replies.no("As a guest you can report for yourself. Leave out: for");
    }
    return switch (people.find(asked.platform(), report.onBehalfOf())) {
      case People.Found.One one -> open(report, one.person(), all, service, origin, asked);
      case People.Found.Nobody nobody ->
          Replies.about("for", PeopleCommands.nobody(report.onBehalfOf(), nobody));
      case People.Found.Several several ->
          Replies.about("for", PeopleCommands.several(report.onBehalfOf(), several));
    };
  }

  private List<Reply> open(
      Command.Report report,
      Person requester,
      List<Service> all,
      @Nullable Service service,
      String origin,
      CommandContext asked) {
    boolean forOneself = requester.id() == asked.person().id();
    // what somebody else has reported is not the reporter's to know
    List<Incident> own =
        forOneself
            ? incidents.openOf(requester.id(), 1).items().stream()
                .filter(known -> known.requesterId() == requester.id())
                .toList()
            : List.of();
    Incident incident =
        incidents.open(
            new Incidents.NewIncident(
                asked.named(report.text()),
                service == null ? null : service.name(),
                service == null ? null : service.team(),
                Objects.requireNonNullElse(IncidentCommands.level(report.impact()), Level.MEDIUM),
                Objects.requireNonNullElse(IncidentCommands.level(report.urgency()), Level.MEDIUM),
                requester.id(),
                requester.name(),
                origin),
            asked.actor());
    files.keep(incident.key(), report.files(), false, asked);
    List<Reply> replies =
        new ArrayList<>(
            firstAnswer.of(
                IncidentCards.card(incident, IncidentCommands.reader(incident, asked)),
                origin,
                asked.answeredTo(),
                asked));
    Optional<Outage> outage =
        offers.seesServices(asked.person())
            ? DuplicateDetection.outage(all, service, report.text())
            : Optional.empty();
    outage.ifPresent(open -> replies.add(looksLike(incident, open, forOneself || asked.agent())));
    if (outage.isEmpty()) {
      DuplicateDetection.incident(own, service, report.text())
          .ifPresent(known -> replies.add(looksLike(incident, known)));
    }
    return replies;
  }

  /** Makes an incident part of an outage, or hands what it says to another one and cancels it. */
  public List<Reply> attach(Incident incident, AnyTicket to, CommandContext asked) {
    return switch (to) {
      case AnyTicket.OfOutage outage -> attachToOutage(incident, outage.outage(), asked);
      case AnyTicket.OfIncident other -> attachToIncident(incident, other.incident(), asked);
      case AnyTicket.OfRequest request ->
          Replies.no(request.key() + " is a request; an incident can be part of an outage.");
      case AnyTicket.None none -> Replies.no("Say to what: attach " + incident.key() + " OUT-3");
    };
  }

  /**
   * The incident is asked first: one that was cancelled stays as it is. One that is part of another
   * outage moves.
   */
  List<Reply> attachToOutage(Incident incident, Outage outage, CommandContext asked) {
    return switch (incidents.change(
        incident.id(),
        new IncidentChange.AttachToOutage(outage.key(), outage.open()),
        asked.actor())) {
      case Incidents.Outcome.Done done -> {
        outages.attach(outage.id(), incident.id(), incident.requesterId(), asked.actor());
        boolean own = incident.requesterId() == asked.person().id();
        yield Replies.one(
            new Reply.Text(
                incident.key()
                    + " is part of "
                    + outage.key()
                    + " ("
                    + OutageCards.title(outage)
                    + ")"
                    + (incident.outage() == null
                        ? ". "
                        : ", and no longer of " + incident.outage() + ". ")
                    + (outage.open()
                        ? (own ? "You" : incident.requesterName()) + " will be told how it goes on."
                        : "It is over, so nothing more will be said of it."),
                List.of(incident.key(), outage.key()),
                List.of(Action.of("Show " + outage.key(), "show " + outage.key()))));
      }
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no -> Replies.no(no.why());
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(incident.key());
    };
  }

  private List<Reply> attachToIncident(Incident incident, Incident other, CommandContext asked) {
    if (incident.id() == other.id()) {
      return Replies.no("That is the same incident twice.");
    }
    if (!incident.state().open()) {
      return Replies.no(
          incident.key() + " is " + IncidentCards.stateWords(incident) + ", so it stays as it is.");
    }
    if (incident.requesterId() != other.requesterId()) {
      return Replies.no("Both incidents must be of the same person.");
    }
    return switch (incidents.change(
        other.id(),
        new IncidentChange.Say(
            "Also reported as " + incident.key() + ": " + incident.description()),
        asked.actor())) {
      case Incidents.Outcome.Done done -> {
        files.copy(incident.key(), other.key());
        incidents.change(
            incident.id(), new IncidentChange.Cancel("Part of " + other.key()), asked.actor());
        yield Replies.one(
            IncidentCards.card(done.incident(), IncidentCommands.reader(other, asked)));
      }
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no -> Replies.notAllowed(no.why(), no.allowed());
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(other.key());
    };
  }

  static List<Reply> retired(Service service) {
    return Replies.about(
        "service",
        Replies.no(
            service.name()
                + " is retired: IT does not run it any more. Leave out the service, or name another"
                + " one.",
            Action.of("All services", "status")));
  }

  static List<Reply> unknownService(String named, List<String> nearest) {
    return Replies.about(
        "service",
        Replies.no("There is no service called " + named + "." + Replies.nearest(nearest)));
  }

  private static Reply looksLike(Incident incident, Outage outage, boolean canAttach) {
    Action show = Action.of("Show " + outage.key(), "show " + outage.key());
    return new Reply.Text(
        "This looks like the open outage "
            + outage.key()
            + ": "
            + OutageCards.title(outage)
            + "."
            + (canAttach
                ? " Attach the incident to it, and its requester will be told how it goes on."
                : ""),
        List.of(incident.key(), outage.key()),
        canAttach
            ? List.of(
                Action.primary(
                    "Attach to " + outage.key(), "attach " + incident.key() + " " + outage.key()),
                show)
            : List.of(show));
  }

  private static Reply looksLike(Incident incident, Incident known) {
    return new Reply.Text(
        "This looks like "
            + known.key()
            + ", which is still open: "
            + known.title()
            + ". If it is the same, attach it: your words are added there and "
            + incident.key()
            + " is cancelled.",
        List.of(incident.key(), known.key()),
        List.of(
            Action.primary(
                "Attach to " + known.key(), "attach " + incident.key() + " " + known.key()),
            Action.of("Show " + known.key(), "show " + known.key())));
  }
}
