package dev.deskhand.chat;

/** How somebody belongs to the workspace or server that the desk serves. */
public enum MembershipStatus {
  /** One of its own people. */
  MEMBER,
  /** Let in for some channels only, such as Slack's single- and multi-channel guests. */
  GUEST,
  /** Of another organisation: met in a shared channel, or in no server of the desk's at all. */
  STRANGER,
  /** No longer there: the account is deactivated, or has left. */
  GONE,
  /** The platform has not said yet. Nothing is allowed for this that it would not say. */
  UNKNOWN
}
