package dev.deskhand.status;

import dev.deskhand.people.Actor;

/** Something that happened to an outage; published within the transaction of the change. */
public sealed interface OutageEvent {

  Outage outage();

  Actor by();

  record Declared(Outage outage, Actor by) implements OutageEvent {}

  record Updated(Outage outage, String text, Actor by) implements OutageEvent {}

  record Resolved(Outage outage, Actor by) implements OutageEvent {}

  record IncidentAttached(Outage outage, long incidentId, Actor by) implements OutageEvent {}
}
