package dev.deskhand.notifications.outbox;

import java.time.Duration;

/** What is left in a conversation after a message of it was looked at. */
public sealed interface Remaining {

  /** The next message can be looked at. */
  record More() implements Remaining {}

  /** What a thread leaves that looks at no more of it. */
  sealed interface Left extends Remaining {}

  /** Nothing, or nothing that another thread of this copy does not see to. */
  record Nothing() implements Left {}

  /** A message that is not to be sent before a time, or that another copy is sending. */
  record Waiting(Duration pause) implements Left {}

  /**
   * A message that another copy of the desk can send, and this one cannot.
   *
   * @param pause how long to leave it to them
   */
  record ForOthers(Duration pause) implements Left {}

  /** To be left alone for a time; none of it is left to wait for if that is not positive. */
  static Remaining after(Duration pause) {
    return pause.isPositive() ? new Waiting(pause) : new More();
  }
}
