package dev.deskhand.record;

/** Who may know of something on record. */
public enum Visibility {
  /** Whoever may see the ticket. */
  PUBLIC,
  /** Who works on it; never its requester. */
  INTERNAL
}
