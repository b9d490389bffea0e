package dev.deskhand.conversation;

import dev.deskhand.status.Outages;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An incident that was cancelled, by whatever way, is part of no outage any more. */
@Component
class CancelledIncidentUnlinker {

  private final Outages outages;

  CancelledIncidentUnlinker(Outages outages) {
    this.outages = outages;
  }

  @EventListener
  void on(IncidentEvent.Changed event) {
    if (event.change() instanceof IncidentChange.Cancel) {
      outages.detach(event.incident().id(), "cancelled", event.by());
    }
  }
}
