package dev.deskhand.tickets;

/** Whom an incident waits for. */
public enum WaitingFor {
  REQUESTER,
  VENDOR,
  PROBLEM
}
