package dev.deskhand.notifications.notifiers;

import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxWriter;
import dev.deskhand.notifications.outbox.PostedCards;
import dev.deskhand.people.PersonNamed;
import dev.deskhand.requests.Requests;
import dev.deskhand.requests.ServiceRequest;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.Incidents;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The cards of somebody's open tickets say what they are called once the platform has said it; the
 * latest ones, since others came before they were unknown.
 */
@Component
class NameNotifier {

  private final Incidents incidents;
  private final Requests requests;
  private final PostedCards posted;
  private final OutboxWriter writer;

  NameNotifier(Incidents incidents, Requests requests, PostedCards posted, OutboxWriter writer) {
    this.incidents = incidents;
    this.requests = requests;
    this.posted = posted;
    this.writer = writer;
  }

  @EventListener
  void on(PersonNamed named) {
    Stream.concat(
            incidents.openOf(named.personId(), 1).items().stream().map(Incident::key),
            requests.openOf(named.personId()).stream().map(ServiceRequest::key))
        .forEach(this::refresh);
  }

  private void refresh(String key) {
    writer.write(posted.of(key).stream().map(to -> OutboxDraft.card(to, key, null)).toList(), "");
  }
}
