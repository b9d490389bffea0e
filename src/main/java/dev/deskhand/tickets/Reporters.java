package dev.deskhand.tickets;

/**
 * Those whose side of an incident is not the desk's.
 *
 * @param requesterId whose issue it is
 * @param reporterId who reported it, for themselves or on behalf of the requester
 */
public record Reporters(long requesterId, long reporterId) {

  boolean include(long personId) {
    return personId == requesterId || personId == reporterId;
  }
}
