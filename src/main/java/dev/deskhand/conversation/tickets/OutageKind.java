package dev.deskhand.conversation.tickets;

import dev.deskhand.cards.OutageCards;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.TicketKey;
import dev.deskhand.people.Person;
import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.status.Services;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

@Component
final class OutageKind implements TicketKind {

  private final Outages outages;
  private final Services services;
  private final AllowedActions allowed;

  OutageKind(Outages outages, Services services, AllowedActions allowed) {
    this.outages = outages;
    this.services = services;
    this.allowed = allowed;
  }

  @Override
  public TicketKey.Kind kind() {
    return TicketKey.Kind.OUTAGE;
  }

  @Override
  public Optional<Ticket> find(String key) {
    return outages.find(key).map(outage -> new OutageTicket(outage, outages));
  }

  @Override
  public Map<Long, Reply.Row> rows(Collection<Long> ids) {
    return outages.byIds(ids).stream().collect(Collectors.toMap(Outage::id, OutageCards::row));
  }

  /** Nobody talks about one in a thread. */
  @Override
  public Map<String, Instant> changedLately(int atMost) {
    return Map.of();
  }

  @Override
  public Stream<Reply.Option> suggestions(Person person, String typed) {
    return allowed.seesServices(person)
        ? services.all().stream()
            .flatMap(service -> service.openOutages().stream())
            .map(outage -> new Reply.Option(outage.key(), outage.key() + " " + outage.service()))
        : Stream.empty();
  }
}
