package dev.deskhand.conversation.commands;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.conversation.threads.TicketFiles;
import dev.deskhand.conversation.tickets.IncidentTicket;
import dev.deskhand.conversation.tickets.OutageTicket;
import dev.deskhand.conversation.tickets.Ticket;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes incidents part of something, and answers. */
@Component
public class IncidentLinks {

  private final Incidents incidents;
  private final Outages outages;
  private final TicketFiles files;

  IncidentLinks(Incidents incidents, Outages outages, TicketFiles files) {
    this.incidents = incidents;
    this.outages = outages;
    this.files = files;
  }

  /** Makes an incident part of an outage, or hands what it says to another one and cancels it. */
  public List<Reply> attach(Incident incident, Ticket to, CommandContext context) {
    if (to instanceof OutageTicket(Outage outage, _)) {
      return toOutage(incident, outage, context);
    }
    return to instanceof IncidentTicket(Incident other, _, _)
        ? toIncident(incident, other, context)
        : Replies.no(
            to.key() + " is neither an outage nor an incident; an incident can be part of either.");
  }

  /**
   * The incident is asked first: one that was cancelled stays as it is. One that is part of another
   * outage moves.
   */
  public List<Reply> toOutage(Incident incident, Outage outage, CommandContext context) {
    return switch (incidents.change(
        incident.id(),
        new IncidentChange.AttachToOutage(outage.key(), outage.open()),
        context.actor())) {
      case Incidents.Outcome.Done done -> {
        outages.attach(outage.id(), incident.id(), incident.requesterId(), context.actor());
        boolean own = incident.requesterId() == context.person().id();
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

  private List<Reply> toIncident(Incident incident, Incident other, CommandContext context) {
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
        context.actor())) {
      case Incidents.Outcome.Done done -> {
        files.copy(incident.key(), other.key());
        incidents.change(
            incident.id(), new IncidentChange.Cancel("Part of " + other.key()), context.actor());
        yield Replies.one(
            IncidentCards.card(done.incident(), IncidentTicket.reader(other, context)));
      }
      case Incidents.Outcome.Already already -> Replies.no(already.what());
      case Incidents.Outcome.NotAllowed no -> Replies.notAllowed(no.why(), no.allowed());
      case Incidents.Outcome.Unknown unknown -> Replies.unknownTicket(other.key());
    };
  }
}
