package dev.deskhand.slack.connection;

/** Who waits for a call to Slack. */
public enum CallPriority {
  /** A person, and it works now or not at all: a form opens within three seconds or never. */
  NOW,
  /** A person, who has a moment. */
  SOON,
  /** Nobody: people go first. */
  WHENEVER
}
