package dev.deskhand.tickets;

/** The states of an incident. */
public enum IncidentState {
  NEW,
  IN_PROGRESS,
  WAITING,
  RESOLVED,
  CLOSED,
  CANCELLED;

  /** Whether there is still work to do. */
  public boolean open() {
    return this == NEW || this == IN_PROGRESS || this == WAITING;
  }
}
