package dev.deskhand.cards;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.language.Role;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Two statements for a person's card, one for that of a channel or of a thread. */
@Component
class TicketCardRenderer implements CardRenderer {

  private final Incidents incidents;
  private final Requests requests;
  private final Outages outages;
  private final People people;

  TicketCardRenderer(Incidents incidents, Requests requests, Outages outages, People people) {
    this.incidents = incidents;
    this.requests = requests;
    this.outages = outages;
    this.people = people;
  }

  @Override
  public Optional<Reply.Card> card(String key, @Nullable CardReader as, Address to) {
    return TicketKey.parse(key)
        .flatMap(
            ticket ->
                switch (ticket.kind()) {
                  case INCIDENT -> incidents.find(key).flatMap(found -> incident(found, as, to));
                  case REQUEST -> requests.find(key).flatMap(found -> request(found, as, to));
                  case OUTAGE -> outages.find(key).map(OutageCards::card);
                });
  }

  private Optional<Reply.Card> incident(Incident incident, @Nullable CardReader as, Address to) {
    return reader(as, to, (person, reader) -> is(person, reader, incident))
        .map(reader -> IncidentCards.card(incident, reader));
  }

  private Optional<Reply.Card> request(
      ServiceRequest request, @Nullable CardReader as, Address to) {
    return reader(as, to, (person, reader) -> is(person, reader, request))
        .map(reader -> RequestCards.card(request, reader));
  }

  private Optional<CardReader> reader(
      @Nullable CardReader as, Address to, BiPredicate<Person, CardReader> is) {
    Predicate<CardReader> reads =
        switch (to) {
          case Address.Channel _ -> reader -> reader == CardReader.AGENT;
          case Address.Thread _ -> reader -> reader == CardReader.REQUESTER;
          case Address.Person(String platform, String userId) -> {
            Optional<Person> person = people.account(platform, userId);
            yield reader -> person.filter(known -> is.test(known, reader)).isPresent();
          }
        };
    return (as == null ? Stream.of(CardReader.values()) : Stream.of(as)).filter(reads).findFirst();
  }

  private static boolean is(Person person, CardReader reader, Incident incident) {
    return switch (reader) {
      case REQUESTER -> person.id() == incident.requesterId();
      case REPORTER -> incident.isAskedBy(person.id());
      case AGENT -> person.is(Role.AGENT);
      case APPROVER, ONLOOKER -> false;
    };
  }

  private static boolean is(Person person, CardReader reader, ServiceRequest request) {
    boolean own = person.id() == request.requesterId();
    return switch (reader) {
      case REQUESTER -> own;
      case APPROVER ->
          !own
              && person.roles().stream()
                  .anyMatch(role -> role.name().equalsIgnoreCase(request.approverRole()));
      case AGENT -> person.is(Role.AGENT);
      case REPORTER, ONLOOKER -> false;
    };
  }
}
