package dev.deskhand.conversation.commands;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Page;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The lists that go over all kinds of tickets. */
@Component
public class ListCommands {

  /** As many requests as a list holds. */
  private static final int LISTED = 20;

  private final Incidents incidents;
  private final Requests requests;
  private final People people;

  ListCommands(Incidents incidents, Requests requests, People people) {
    this.people = people;
    this.incidents = incidents;
    this.requests = requests;
  }

  public List<Reply> my(int page, CommandContext asked) {
    Open own = open(asked.person().id(), page);
    if (own.own().isPastEnd()) {
      return Replies.noPage("my", own.own());
    }
    return own.rows().isEmpty()
        ? Replies.one(
            new Reply.Text(
                "You have no open incidents and no open requests.",
                List.of(),
                List.of(
                    Action.primary("Report an issue", "report"),
                    Action.of("Ask for something", "catalog"))))
        : Replies.one(own.listing("Your open incidents", "requests", "your requests", "my"));
  }

  /** What is open of somebody else. */
  public List<Reply> tickets(String named, int page, CommandContext asked) {
    return switch (people.find(asked.platform(), named)) {
      case People.Found.One(Person person) -> {
        Open theirs = open(person.id(), page);
        String words = "tickets " + (named.contains(" ") ? "\"" + named + "\"" : named);
        if (theirs.own().isPastEnd()) {
          yield Replies.noPage(words, theirs.own());
        }
        yield theirs.rows().isEmpty()
            ? Replies.one(
                new Reply.Text(person.name() + " has no open incidents and no open requests."))
            : Replies.one(
                theirs.listing(
                    "Open incidents of " + person.name(), "requests", "their requests", words));
      }
      case People.Found.Nobody nobody -> PeopleCommands.nobody(named, nobody);
      case People.Found.Several several -> PeopleCommands.several(named, several);
    };
  }

  private Open open(long personId, int page) {
    Page<Incident> own = incidents.openOf(personId, page);
    List<ServiceRequest> asks = page == 1 ? requests.openOf(personId) : List.of();
    return new Open(own, asks, page);
  }

  /** One page of what is open of a person; their requests stand on the first. */
  private record Open(Page<Incident> own, List<ServiceRequest> asks, int page) {

    List<Reply.Row> rows() {
      return Stream.concat(
              own.items().stream().map(IncidentCards::row), asks.stream().map(RequestCards::row))
          .toList();
    }

    Reply.Listing listing(String title, String few, String many, String words) {
      return new Reply.Listing(
          title
              + " ("
              + IncidentCommands.count(own)
              + ") and "
              + (asks.size() >= LISTED ? "the latest " + LISTED + " of " + many : few),
          rows(),
          Replies.pages(words, page, own.hasNext()));
    }
  }
}
