package dev.deskhand.tickets;

import java.util.Set;

/**
 * Those whose side of an incident is not the desk's.
 *
 * @param requesterId whose issue it is
 * @param reporterId who reported it, for themselves or on behalf of the requester
 * @param others who reported for the requester what was merged into it
 */
public record Reporters(long requesterId, long reporterId, Set<Long> others) {

  public Reporters {
    others = Set.copyOf(others);
  }

  /** Whether somebody is one of them. */
  public boolean include(long personId) {
    return personId == requesterId || personId == reporterId || others.contains(personId);
  }
}
