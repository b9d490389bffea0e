package dev.deskhand.conversation.threads;

import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.Command;
import dev.deskhand.requests.Requests;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incidents;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the ticket that a command is about. */
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

  /** The key that a command names, if it is about a ticket. */
  public static Optional<TicketKey> key(Command command) {
    return switch (command) {
      case Command.OnTicket onTicket -> Optional.of(onTicket.key());
      case Command.Ask ask ->
          Arrays.stream(ask.form().command().split(" "))
              .filter(word -> word.indexOf('-') > 0)
              .flatMap(word -> TicketKey.parse(word).stream())
              .findFirst();
      case Command.Named named -> Optional.empty();
      case Command.Talk talk -> Optional.empty();
      case Command.OfThread ofThread -> Optional.empty();
      case Command.FreeText text -> Optional.empty();
      case Command.Home home -> Optional.empty();
      case Command.Misunderstood misunderstood -> Optional.empty();
    };
  }

  public Optional<AnyTicket> find(TicketKey key) {
    return switch (key.kind()) {
      case INCIDENT -> incidents.find(key.text()).map(AnyTicket.OfIncident::new);
      case REQUEST -> requests.find(key.text()).map(AnyTicket.OfRequest::new);
      case OUTAGE -> outages.find(key.text()).map(AnyTicket.OfOutage::new);
    };
  }
}
