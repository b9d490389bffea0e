package dev.deskhand.record;

/** For whom the record is read. */
public enum Viewer {
  /** Who works on a ticket, and the desk itself: everything. */
  AGENT,
  /** Whose ticket it is, and whoever else may see it: what is public. */
  REQUESTER,
  /**
   * Who audits a ticket of their own: that something internal was done, by whom and when, but
   * neither its words nor what changed.
   */
  AUDITING_REQUESTER;

  /** Whether they are given an entry at all. */
  boolean isShown(Visibility visibility) {
    return this != REQUESTER || visibility == Visibility.PUBLIC;
  }

  /** Whether they are given what an entry holds, if they are given it. */
  boolean isToldOf(Visibility visibility) {
    return this == AGENT || visibility == Visibility.PUBLIC;
  }
}
