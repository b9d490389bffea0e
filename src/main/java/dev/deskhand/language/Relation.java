package dev.deskhand.language;

/** What a person is to one ticket. */
public enum Relation {
  REQUESTER,
  ASSIGNEE,
  /** Follows it: who reported it on somebody's behalf. */
  WATCHER,
  /** One of those whose approval it needs. */
  APPROVER,
  /** One of those for whom it is published: everybody, for an outage. */
  READER
}
