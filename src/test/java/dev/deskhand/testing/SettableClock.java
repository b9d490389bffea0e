package dev.deskhand.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is told otherwise. Safe to use from many threads. */
public final class SettableClock extends Clock {

  /** A Monday morning within anybody's business hours in Europe: 2 March 2026, 09:00 UTC. */
  public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final AtomicReference<Instant> now;
  private final ZoneId zone;

  public SettableClock() {
    this(new AtomicReference<>(START), ZoneOffset.UTC);
  }

  private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /** Sets the time, forwards or backwards. */
  public void set(Instant instant) {
    now.set(instant);
  }

  /** Moves the time on and answers what it then is. */
  public Instant advance(Duration by) {
    return now.updateAndGet(at -> at.plus(by));
  }

  public void reset() {
    now.set(START);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** The same time in another zone: setting one sets the other. */
  @Override
  public Clock withZone(ZoneId other) {
    return new SettableClock(now, other);
  }
}
