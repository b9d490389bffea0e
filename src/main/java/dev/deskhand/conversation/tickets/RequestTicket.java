package dev.deskhand.conversation.tickets;

import dev.deskhand.cards.CardReader;
import dev.deskhand.cards.RequestCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.Relation;
import dev.deskhand.people.Person;
import dev.deskhand.record.Values;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A service request.
 *
 * @param said how it is talked about
 */
public record RequestTicket(ServiceRequest request, Requests requests, TicketTalk said)
    implements Ticket {

  /** What a person is to a request. */
  public static Set<Relation> relations(ServiceRequest request, Person person) {
    EnumSet<Relation> relations = EnumSet.noneOf(Relation.class);
    if (request.requesterId() == person.id()) {
      relations.add(Relation.REQUESTER);
    }
    if (request.approverRole() != null
        && person.roles().stream()
            .anyMatch(
                role -> role.name().toLowerCase(Locale.ROOT).equals(request.approverRole()))) {
      relations.add(Relation.APPROVER);
    }
    return relations;
  }

  /** For whom a card of a request is made. */
  public static CardReader reader(ServiceRequest request, CommandContext context) {
    boolean own = request.requesterId() == context.person().id();
    boolean approver = relations(request, context.person()).contains(Relation.APPROVER);
    if (approver && !own && request.state() == ServiceRequest.State.AWAITING_APPROVAL) {
      return CardReader.APPROVER;
    }
    if (context.agent()) {
      return CardReader.AGENT;
    }
    return own ? CardReader.REQUESTER : CardReader.ONLOOKER;
  }

  @Override
  public String key() {
    return request.key();
  }

  @Override
  public Set<Relation> relations(Person person) {
    return relations(request, person);
  }

  @Override
  public boolean open() {
    return request.state().open();
  }

  @Override
  public Reply.Row row() {
    return RequestCards.row(request);
  }

  @Override
  public List<Reply> show(int page, CommandContext context) {
    return page > 1
        ? Replies.onePage(key(), page)
        : Replies.one(
            RequestCards.card(request, reader(request, context), requests.history(request.id())));
  }

  @Override
  public AuditTrail audit(int page, Person reader) {
    return AuditTrail.of(
        requests.history(request.id()).stream()
            .map(
                entry ->
                    AuditTrail.row(
                        entry,
                        entry.verb().words(),
                        AuditTrail.change(entry.before(), entry.after(), Values::inWords),
                        entry.words()))
            .toList(),
        page);
  }

  @Override
  public Optional<TicketTalk> talk() {
    return Optional.of(said);
  }
}
