package dev.deskhand.conversation.threads;

import dev.deskhand.chat.TicketKey;
import dev.deskhand.requests.Requests;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incidents;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds tickets of every kind. */
@Component
public class TicketFinder {

  private final Incidents incidents;
  private final Outages outages;
  private final Requests requests;

  TicketFinder(Incidents incidents, Outages outages, Requests requests) {
    this.incidents = incidents;
    this.outages = outages;
    this.requests = requests;
  }

  /** The ticket of that key. */
  public Optional<AnyTicket> find(TicketKey key) {
    return switch (key.kind()) {
      case INCIDENT -> incidents.find(key.text()).map(AnyTicket.OfIncident::new);
      case REQUEST -> requests.find(key.text()).map(AnyTicket.OfRequest::new);
      case OUTAGE -> outages.find(key.text()).map(AnyTicket.OfOutage::new);
    };
  }
}
