package dev.deskhand.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of this machine, moved on by a test instead of waiting. */
final class MovableClock extends Clock {

  private volatile Duration ahead = Duration.ZERO;

  void moveOn(Duration by) {
    ahead = ahead.plus(by);
  }

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The desk asks for instants alone");
  }
}
