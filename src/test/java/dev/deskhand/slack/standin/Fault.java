package dev.deskhand.slack.standin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A way for a call to Slack to go wrong. */
public sealed interface Fault {

  /** HTTP 429 with {@code Retry-After}, in whole seconds. */
  record RateLimited(Duration retryAfter) implements Fault {}

  /** An HTTP status with a body that is not JSON, as a proxy or an outage gives. */
  record Status(int code) implements Fault {}

  /** HTTP 200 with {@code ok: false} and this error word. */
  record Refused(String error) implements Fault {}

  /** Answered rightly, but later. */
  record Slow(Duration by) implements Fault {}

  /** Done at once, and answered later. */
  record Late(Duration by) implements Fault {}

  /** Answered rightly once the gate is opened. */
  record Held(Gate gate) implements Fault {}

  /** The connection drops before Slack has done anything. */
  record LostBefore() implements Fault {}

  /** Slack does what was asked, and the connection drops before the answer. */
  record LostAfter() implements Fault {}

  static Fault rateLimited(Duration retryAfter) {
    return new RateLimited(retryAfter);
  }

  static Fault status(int code) {
    return new Status(code);
  }

  static Fault refused(String error) {
    return new Refused(error);
  }

  static Fault slow(Duration by) {
    return new Slow(by);
  }

  static Fault late(Duration by) {
    return new Late(by);
  }

  static Fault held(Gate gate) {
    return new Held(gate);
  }

  static Fault lostBefore() {
    return new LostBefore();
  }

  static Fault lostAfter() {
    return new LostAfter();
  }

  /** Keeps calls waiting until it is opened; it cannot be closed again. */
  final class Gate {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    /** Lets every call through that waits here, and every later one. */
    public void open() {
      open.countDown();
    }

    /** Waits until a call stands at the gate; false if none came within the time. */
    public boolean awaitCall(Duration limit) throws InterruptedException {
      return arrived.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void pass() throws InterruptedException {
      arrived.countDown();
      open.await();
    }
  }
}
