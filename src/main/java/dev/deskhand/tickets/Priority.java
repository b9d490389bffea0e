package dev.deskhand.tickets;

/** How pressing an incident is; follows from impact and urgency by the configured table. */
public enum Priority {
  P1,
  P2,
  P3,
  P4
}
