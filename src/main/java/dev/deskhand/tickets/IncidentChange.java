package dev.deskhand.tickets;

import org.jspecify.annotations.Nullable;

/** What can be done to an incident. */
public sealed interface IncidentChange {

  /** The actor takes it and starts the work. */
  record Take() implements IncidentChange {}

  /** It is given to a person. */
  record AssignToPerson(long personId, String name) implements IncidentChange {}

  /** It is given to a team; nobody of it has it yet. */
  record AssignToTeam(String team) implements IncidentChange {}

  /** Impact, urgency or both are set; the priority follows. */
  record Prioritise(Incidents.@Nullable Level impact, Incidents.@Nullable Level urgency)
      implements IncidentChange {}

  /** A note for agents only. */
  record Note(String text) implements IncidentChange {}

  /**
   * A word in the conversation with the requester. If the requester says it while the incident
   * waits for them, the work goes on.
   *
   * @param heardIn the place whose people have read it there already, such as {@code
   *     slack:C012/17.3}; null if nobody has
   */
  record Say(String text, @Nullable String heardIn) implements IncidentChange {
    public Say(String text) {
      this(text, null);
    }
  }

  /**
   * The actor changed what they once said or noted; the record keeps both.
   *
   * @param text what it says now
   * @param internal whether it was for agents only, and so is this
   */
  record Amend(String text, boolean internal) implements IncidentChange {}

  /**
   * The actor took back what they once said or noted. The record keeps it where it was said.
   *
   * @param which which of their words it was, such as {@code the message of 3 May 2026 at 10:42};
   *     never what they were
   * @param internal whether it was for agents only, and so is this
   */
  record Withdraw(String which, boolean internal) implements IncidentChange {}

  /** The work pauses. */
  record Wait(WaitingFor on, @Nullable String why) implements IncidentChange {}

  /** The work goes on. */
  record Resume() implements IncidentChange {}

  record Resolve(String how) implements IncidentChange {}

  record Close() implements IncidentChange {}

  /** Back to work, from resolved, or from closed within the configured window. */
  record Reopen(String why) implements IncidentChange {}

  record Cancel(@Nullable String why) implements IncidentChange {}

  /**
   * It is part of an outage, and no longer of another one.
   *
   * @param open whether that outage still goes on
   */
  record AttachToOutage(String outageKey, boolean open) implements IncidentChange {
    public AttachToOutage(String outageKey) {
      this(outageKey, true);
    }
  }

  /**
   * It ends, since it goes on in another one of the same requester.
   *
   * @param target that one, as it was before
   * @param merged itself, as it was before
   */
  record MergeInto(Incident target, Incident merged) implements IncidentChange {}

  /**
   * Another one of the same requester goes on in it.
   *
   * @param merged that one, as it was before
   */
  record Absorb(Incident merged) implements IncidentChange {}

  /**
   * It has to do with another one.
   *
   * @param other that one, as it was before
   */
  record Relate(Incident other) implements IncidentChange {}

  /** It is not part of that outage after all. */
  record DetachFromOutage(String outageKey) implements IncidentChange {}
}
