package dev.deskhand.conversation;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.OutageCards;
import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Page;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The lists that go over all kinds of tickets. */
@Component
class ListCommands {

  /** As many requests, and as many outages, as a list holds. */
  private static final int LISTED = 20;

  private final Incidents incidents;
  private final Requests requests;
  private final Outages outages;

  ListCommands(Incidents incidents, Requests requests, Outages outages) {
    this.incidents = incidents;
    this.requests = requests;
    this.outages = outages;
  }

  List<Reply> my(int page, Asked asked) {
    Page<Incident> own = incidents.openOf(asked.person().id(), page);
    List<ServiceRequest> asks = page == 1 ? requests.openOf(asked.person().id()) : List.of();
    List<Reply.Row> rows = new ArrayList<>();
    own.items().forEach(incident -> rows.add(IncidentCards.row(incident)));
    asks.forEach(request -> rows.add(RequestCards.row(request)));
    if (rows.isEmpty()) {
      return Answers.one(
          new Reply.Text(
              "You have no open incidents and no open requests.",
              List.of(),
              List.of(
                  Action.primary("Report an issue", "report"),
                  Action.of("Ask for something", "catalog"))));
    }
    return Answers.one(
        new Reply.Listing(
            "Your open incidents ("
                + IncidentCommands.count(own)
                + ") and "
                + (asks.size() >= LISTED
                    ? "the latest " + LISTED + " of your requests"
                    : "requests"),
            rows,
            Answers.pages("my", page, own.hasNext())));
  }

  /** Agents search everything; everyone else what is theirs, and the outages. */
  List<Reply> find(String words, int page, Asked asked) {
    Long only = asked.agent() ? null : asked.person().id();
    Page<Incident> found = incidents.search(words, only, page);
    List<Reply.Row> rows = new ArrayList<>();
    found.items().forEach(incident -> rows.add(IncidentCards.row(incident)));
    if (page == 1) {
      List<ServiceRequest> asks = requests.search(words, only);
      asks.forEach(request -> rows.add(RequestCards.row(request)));
      List<Outage> troubles = outages.search(words);
      troubles.forEach(outage -> rows.add(OutageCards.row(outage)));
    }
    if (rows.isEmpty()) {
      return Answers.one(new Reply.Text("Nothing found for: " + words));
    }
    return Answers.one(
        new Reply.Listing(
            "Found for: " + words, rows, Answers.pages("find " + words, page, found.hasNext())));
  }
}
