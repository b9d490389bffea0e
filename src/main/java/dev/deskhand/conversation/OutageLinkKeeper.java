package dev.deskhand.conversation;

import dev.deskhand.status.Outage;
import dev.deskhand.status.Outages;
import dev.deskhand.tickets.Incident;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.IncidentEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Links follow their incidents, by whatever way these changed: one that was cancelled is part of no
 * outage any more, and in place of one that was merged is that in which it goes on.
 */
@Component
class OutageLinkKeeper {

  private final Outages outages;

  OutageLinkKeeper(Outages outages) {
    this.outages = outages;
  }

  @EventListener
  void on(IncidentEvent.Changed event) {
    Incident incident = event.incident();
    if (event.change() instanceof IncidentChange.Cancel) {
      outages.detach(incident.id(), "cancelled", event.by());
    }
    if (event.change() instanceof IncidentChange.Absorb(Incident merged)
        && merged.outage() != null) {
      if (merged.outage().equals(incident.outage())) {
        // before the other is taken out: somebody is affected all the time
        outages
            .find(merged.outage())
            .map(Outage::id)
            .ifPresent(id -> outages.attach(id, incident.id(), incident.requesterId(), event.by()));
      }
      outages.detach(merged.id(), "merged into " + incident.key(), event.by());
    }
  }
}
