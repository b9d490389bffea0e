package dev.deskhand.conversation.commands.desk;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.commands.IncidentReplies;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is open of a person, over all kinds of tickets. */
@Component
class OpenTickets {

  /** As many requests as a list holds. */
  private static final int LISTED = 20;

  private final Incidents incidents;
  private final Requests requests;

  OpenTickets(Incidents incidents, Requests requests) {
    this.incidents = incidents;
    this.requests = requests;
  }

  Page of(long personId, int page) {
    return new Page(
        incidents.openOf(personId, page), page == 1 ? requests.openOf(personId) : List.of(), page);
  }

  /** One page of what is open of a person; their requests stand on the first. */
  record Page(Incidents.Page<Incident> own, List<ServiceRequest> asks, int page) {

    List<Reply.Row> rows() {
      return Stream.concat(
              own.items().stream().map(IncidentCards::row), asks.stream().map(RequestCards::row))
          .toList();
    }

    Reply.Listing listing(String title, String few, String many, String words) {
      return new Reply.Listing(
          title
              + " ("
              + IncidentReplies.count(own)
              + ") and "
              + (asks.size() >= LISTED ? "the latest " + LISTED + " of " + many : few),
          rows(),
          Replies.pages(words, page, own.hasNext()));
    }
  }
}
