package dev.deskhand.tickets;

import java.util.Set;
import java.util.TreeSet;

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

  /**
   * Who come to follow it with one that is merged into it: not who merges it for having reported
   * that one.
   */
  public Set<Long> joinedBy(Reporters merged, long mergedBy) {
    Set<Long> joining = new TreeSet<>(merged.others);
    if (merged.reporterId != mergedBy) {
      joining.add(merged.reporterId);
    }
    joining.removeIf(this::include);
    return joining;
  }

  /** Whether somebody is one of them. */
  public boolean include(long personId) {
    return personId == requesterId || personId == reporterId || others.contains(personId);
  }
}
