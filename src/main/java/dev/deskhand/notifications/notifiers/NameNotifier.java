package dev.deskhand.notifications.notifiers;

import dev.deskhand.cards.IncidentCards;
import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxWriter;
import dev.deskhand.notifications.outbox.PostedCards;
import dev.deskhand.people.Identity;
import dev.deskhand.people.People;
import dev.deskhand.people.PersonNamed;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The cards of somebody's open tickets say what they are called once the platform has said it; the
 * latest ones, since others came before they were unknown.
 */
@Component
class NameNotifier {

  private final People people;
  private final Incidents incidents;
  private final Requests requests;
  private final PostedCards posted;
  private final OutboxWriter writer;

  NameNotifier(
      People people,
      Incidents incidents,
      Requests requests,
      PostedCards posted,
      OutboxWriter writer) {
    this.people = people;
    this.incidents = incidents;
    this.requests = requests;
    this.posted = posted;
    this.writer = writer;
  }

  @EventListener
  void on(PersonNamed named) {
    List<Identity> accounts = people.identities(named.personId());
    incidents
        .openOf(named.personId(), 1)
        .items()
        .forEach(incident -> show(incident.key(), accounts, (to, own) -> card(incident, to, own)));
    requests
        .openOf(named.personId())
        .forEach(request -> show(request.key(), accounts, (to, own) -> card(request, to, own)));
  }

  private void show(
      String key, List<Identity> accounts, BiFunction<Address, Boolean, Reply.Card> card) {
    writer.write(
        posted.of(key).stream()
            .map(to -> OutboxDraft.card(to, key, card.apply(to, isOf(to, accounts))))
            .toList(),
        "");
  }

  private static boolean isOf(Address to, List<Identity> accounts) {
    return to instanceof Address.Person(String platform, String user)
        && accounts.stream()
            .anyMatch(
                account -> account.platform().equals(platform) && account.userId().equals(user));
  }

  private static Reply.Card card(Incident incident, Address to, boolean own) {
    return IncidentCards.card(
        incident,
        switch (to) {
          case Address.Channel channel -> IncidentCards.Reader.AGENT;
          case Address.Thread thread -> IncidentCards.Reader.REQUESTER;
          case Address.Person person ->
              own ? IncidentCards.Reader.REQUESTER : IncidentCards.Reader.REPORTER;
        });
  }

  private static Reply.Card card(ServiceRequest request, Address to, boolean own) {
    return RequestCards.card(
        request,
        switch (to) {
          case Address.Channel channel -> RequestCards.Reader.AGENT;
          case Address.Thread thread -> RequestCards.Reader.REQUESTER;
          case Address.Person person ->
              own ? RequestCards.Reader.REQUESTER : RequestCards.Reader.APPROVER;
        });
  }
}
