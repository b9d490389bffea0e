package dev.deskhand.tickets;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;

/** Something that happened to an incident; published within the transaction of the change. */
public sealed interface IncidentEvent {

  /** The incident as it is now. */
  Incident incident();

  /** Who did it. */
  Actor by();

  /** It was reported. */
  record Opened(Incident incident, Actor by) implements IncidentEvent {}

  /** It was changed. */
  record Changed(Incident incident, IncidentChange change, RecordEntry entry, Actor by)
      implements IncidentEvent {}
}
