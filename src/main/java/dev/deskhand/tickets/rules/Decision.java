package dev.deskhand.tickets.rules;

import dev.deskhand.tickets.IncidentSnapshot;

/** What the rules say to a change. */
public sealed interface Decision {

  /**
   * It may be made.
   *
   * @param after how the incident is then
   * @param text what is said with it; may be empty
   * @param internal whether only agents may read that
   */
  record Allowed(IncidentSnapshot after, String text, boolean internal) implements Decision {}

  /** There is nothing to change. */
  record AlreadySo(String what) implements Decision {}

  /** It may not be made. */
  record Refused(String why) implements Decision {}
}
