package dev.deskhand.status;

import dev.deskhand.people.Actor;
import org.jspecify.annotations.Nullable;

/** Something that happened to an outage; published within the transaction of the change. */
public sealed interface OutageEvent {

  Outage outage();

  Actor by();

  record Declared(Outage outage, Actor by) implements OutageEvent {}

  /**
   * Somebody told how it goes on.
   *
   * @param severity how bad it is now, if that has changed
   */
  record Updated(Outage outage, Outage.@Nullable Severity severity, String text, Actor by)
      implements OutageEvent {}

  record Resolved(Outage outage, Actor by) implements OutageEvent {}

  record IncidentAttached(Outage outage, long incidentId, Actor by) implements OutageEvent {}

  /**
   * An incident is part of it no more.
   *
   * @param unaffected whose incident it was, if none of their others is part of it
   */
  record IncidentDetached(Outage outage, long incidentId, @Nullable Long unaffected, Actor by)
      implements OutageEvent {}
}
