package dev.deskhand.notifications.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Claims messages for this copy of the desk before it sends them, so that of several threads or
 * copies that believe that one is theirs only one sends it.
 */
final class DeliveryClaims {

  /** After which a conversation is looked at again that another thread or copy is busy with. */
  static final Remaining.Left BUSY = new Remaining.Waiting(Duration.ofSeconds(1));

  /** Who has their claim confirmed later than that may not rely on it any more. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** By then whoever claimed a message without saying more is done: a call takes 13 s at most. */
  static final Duration SETTLED = Duration.ofSeconds(20);

  /** Short, but no pause at all would be a spin. */
  private static final Remaining SHORTLY = new Remaining.Waiting(Duration.ofMillis(100));

  private final String copy = "deskhand-" + UUID.randomUUID();
  private final OutboxStore store;
  private final Clock clock;

  DeliveryClaims(OutboxStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The name of this copy of the desk. */
  String copy() {
    return copy;
  }

  /** How long to leave a message alone: until it is due, and whoever claimed it must be done. */
  Duration untilFree(OutboxMessage message) {
    Duration unsettled = untilSettled(message.claim());
    Instant notBefore = message.notBefore();
    return unsettled.isPositive() || notBefore == null
        ? unsettled
        : Duration.between(clock.instant(), notBefore);
  }

  /**
   * Claims a message, before it is sent and not after: a crash in the middle leaves it marked.
   *
   * @return empty if it may be sent now; else what is to be waited for
   */
  Optional<Remaining> claim(OutboxMessage message) {
    long since = System.nanoTime();
    return store.claim(message, copy) ? late(message, since) : Optional.of(BUSY);
  }

  /**
   * Gives a claim up that took so long to be confirmed that somebody else may have begun meanwhile.
   *
   * @param since when it was asked for, in nanoseconds of the system's
   * @return empty if it holds; else what is to be waited for
   */
  Optional<Remaining> late(OutboxMessage message, long since) {
    if (System.nanoTime() - since <= FRESH.toNanos()) {
      return Optional.empty();
    }
    return Optional.of(store.notAttempted(message) ? SHORTLY : BUSY);
  }

  private Duration untilSettled(OutboxMessage.@Nullable Claim claim) {
    if (claim == null || claim.by().equals(copy)) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(clock.instant(), claim.at().plus(SETTLED));
    // a clock that was set back holds nothing up
    return left.compareTo(SETTLED) > 0 ? Duration.ZERO : left;
  }
}
