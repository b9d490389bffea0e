package dev.deskhand.notifications.outbox;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.NotificationsProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes down what became of a message, although the database may be away for a moment, and answers
 * what is left in its conversation then.
 */
@Component
public class DeliverySettlement {

  private static final Logger log = LoggerFactory.getLogger(DeliverySettlement.class);

  private static final Duration HANDED_OVER = Duration.ofSeconds(5);

  /**
   * Short, since somebody else looks for due work meanwhile; but no pause at all would be a spin.
   */
  private static final Duration SHORTLY = Duration.ofMillis(100);

  private static final Duration SHORTEST = Duration.ofMillis(20);
  private static final Duration UNCONNECTED_RETRY = Duration.ofMinutes(1);

  private final OutboxStore store;
  private final PostedCards cards;
  private final DeadLetters letters;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final NotificationsProperties properties;
  private final PlatformAvailability trouble;
  private final Clock clock;
  private final MeterRegistry meters;

  private final RetryTemplate keeping =
      new RetryTemplate(
          RetryPolicy.builder()
              .includes(DataAccessException.class, TransactionException.class)
              .maxRetries(20)
              .delay(Duration.ofMillis(100))
              .multiplier(2)
              .maxDelay(Duration.ofSeconds(1))
              .timeout(Duration.ofSeconds(25))
              .build());

  public DeliverySettlement(
      OutboxStore store,
      PostedCards cards,
      DeadLetters letters,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      NotificationsProperties properties,
      PlatformAvailability trouble,
      Clock clock,
      MeterRegistry meters) {
    this.store = store;
    this.cards = cards;
    this.letters = letters;
    this.transaction = transaction;
    this.events = events;
    this.properties = properties;
    this.trouble = trouble;
    this.clock = clock;
    this.meters = meters;
  }

  /** What the platform said of a message that was sent by itself. */
  Remaining settled(OutboxMessage message, Outbound outbound, Delivery delivery) {
    return settled(message, outbound, delivery, at -> delivered(message, outbound, at));
  }

  /** What the platform said of the card that has to stand there before a message. */
  Remaining cardSettled(OutboxMessage message, Outbound card, Delivery delivery) {
    return settled(message, card, delivery, at -> reposted(message, card, at));
  }

  /** There is nothing to say any more. */
  Remaining nothingToSay(OutboxMessage message) {
    keep(() -> store.superseded(message.id()));
    return counted(message, "superseded", Duration.ZERO);
  }

  /** The desk failed at it, not the platform. */
  Remaining failed(OutboxMessage message, RuntimeException fault) {
    Delivery.Retry retry = retried(message, fault);
    return later(message, retry.after(), retry.reason());
  }

  /** A message that could not be handed over is tried again. */
  Delivery.Retry retried(OutboxMessage message, RuntimeException e) {
    if (message.attempts() == 0) {
      log.warn("Message {} to {} failed; it is tried again", message.id(), message.platform(), e);
    }
    return new Delivery.Retry(
        RetryDelay.pause(properties.firstRetry(), message.attempts(), properties.longestRetry()),
        e.getClass().getSimpleName() + ": " + e.getMessage());
  }

  private Remaining settled(
      OutboxMessage message,
      Outbound outbound,
      Delivery delivery,
      Function<MessageRef, Remaining> delivered) {
    return switch (delivery) {
      case Delivery.Delivered(MessageRef at) -> delivered.apply(at);
      case Delivery.Retry(Duration after, String reason) -> later(message, after, reason);
      case Delivery.OtherInstance() -> elsewhere(message);
      case Delivery.RateLimited(Duration after, String reason) -> paced(message, after, reason);
      case Delivery.Barred(Duration after, String reason) -> barred(message, after, reason);
      case Delivery.TargetGone(String reason) -> gone(message, outbound, reason);
      case Delivery.Rejected(String reason) -> never(message, reason);
    };
  }

  private Remaining delivered(OutboxMessage message, Outbound outbound, MessageRef at) {
    boolean more = keeping.invoke(() -> noted(message, outbound, at));
    Remaining next = well(message, "delivered");
    return more ? next : new Remaining.Nothing();
  }

  /** Answers whether more waits in its conversation. */
  private boolean noted(OutboxMessage message, Outbound outbound, MessageRef at) {
    if (!mayBeOutdated(outbound)) {
      return store.delivered(message, at, message.shownAs(), ended(outbound));
    }
    transaction.executeWithoutResult(
        _ -> {
          store.delivered(message, at, message.shownAs(), ended(outbound));
          refresh(message);
        });
    return true;
  }

  /** The message itself is next. */
  private Remaining reposted(OutboxMessage message, Outbound itsCard, MessageRef at) {
    String subject = Objects.requireNonNull(message.subject());
    keep(
        () -> {
          cards.found(subject, message.conversation(), at, ended(itsCard));
          store.notAttempted(message);
          if (mayBeOutdated(itsCard)) {
            refresh(message);
          }
        });
    return well(message, "reposted");
  }

  /** A card that was there already says how its ticket stood when it was sent first. */
  private static boolean mayBeOutdated(Outbound card) {
    return card.again() && card.edits() == null && card.cardOf() != null;
  }

  private void refresh(OutboxMessage message) {
    message.refresh().ifPresent(now -> store.insert(List.of(now), message.correlationId()));
  }

  private static boolean ended(Outbound shown) {
    return shown.reply() instanceof Reply.Card card && card.ended();
  }

  private void keep(Runnable outcome) {
    keeping.invoke(outcome);
  }

  private Remaining well(OutboxMessage message, String outcome) {
    if (trouble.mayBeOver(message.platform())) {
      events.publishEvent(new PlatformRecovered(message.platform()));
    }
    return counted(message, outcome, Duration.ZERO);
  }

  private Remaining later(OutboxMessage message, @Nullable Duration after, String reason) {
    if (message.attempts() == 0) {
      log.info("Message {} to {} has to wait: {}", message.id(), message.platform(), reason);
    }
    boolean heldUp = after == null || after.isNegative();
    if (heldUp) {
      trouble.seen(message.platform());
    }
    Duration pause =
        heldUp || after == null
            ? RetryDelay.pause(
                properties.firstRetry(),
                message.attempts(),
                trouble.longestWait(message.platform(), properties.longestPlatformRetry()))
            : after;
    return waiting(message, pause, heldUp, reason);
  }

  private Remaining waiting(OutboxMessage message, Duration pause, boolean heldUp, String reason) {
    keep(() -> store.later(message, pause, heldUp, reason));
    return counted(message, "later", pause);
  }

  /**
   * Leaves a message to the copy of the desk that can deliver it, for a moment in which that copy
   * may look for due work before this one does again. While there is none, less often.
   */
  private Remaining elsewhere(OutboxMessage message) {
    keep(() -> store.notAttempted(message));
    Duration waited = Duration.between(message.createdAt(), clock.instant());
    return new Remaining.ForOthers(
        waited.compareTo(HANDED_OVER) < 0 ? SHORTLY : properties.pollEvery());
  }

  private Remaining paced(OutboxMessage message, Duration after, String reason) {
    Duration pause = after.isPositive() ? after : SHORTEST;
    keep(() -> store.paced(message, pause, false, reason));
    return counted(message, "paced", pause);
  }

  /** Somebody has to act; that they have is seen of any message, or told by the adapter. */
  private Remaining barred(OutboxMessage message, Duration after, String reason) {
    trouble.seen(message.platform());
    keep(() -> store.paced(message, after, true, reason));
    return counted(message, "barred", after);
  }

  private Remaining gone(OutboxMessage message, Outbound outbound, String reason) {
    MessageRef was = outbound.edits() == null ? outbound.under() : outbound.edits();
    String subject = message.subject();
    if (subject == null || was == null) {
      return never(message, reason);
    }
    keep(
        () -> {
          cards.forget(subject, message.conversation(), was);
          store.notAttempted(message);
        });
    return counted(message, "gone", Duration.ZERO);
  }

  /** It is set aside, for an admin to see. */
  Remaining never(OutboxMessage message, String reason) {
    log.warn("Message {} to {} is set aside: {}", message.id(), message.platform(), reason);
    keep(
        () ->
            transaction.executeWithoutResult(
                status -> {
                  if (letters.never(message, reason)) {
                    message.to().ifPresent(to -> tell(message, to, reason));
                  }
                }));
    return counted(message, "undeliverable", Duration.ZERO);
  }

  private void tell(OutboxMessage message, Address to, String reason) {
    events.publishEvent(new Undeliverable(to, message.subject(), reason, message.correlationId()));
  }

  /** Long enough for a restart with a setting put right; then an admin should hear of it. */
  Remaining unconnected(OutboxMessage message) {
    Duration waited = Duration.between(message.createdAt(), clock.instant());
    String reason = message.platform() + " is not connected";
    if (waited.compareTo(properties.unconnected()) >= 0) {
      return never(message, reason);
    }
    // due at once when a restart has connected it
    return waiting(message, UNCONNECTED_RETRY, true, reason);
  }

  private Remaining counted(OutboxMessage message, String outcome, Duration pause) {
    meters
        .counter(
            "deskhand.deliveries",
            "platform",
            message.platform().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
    return Remaining.after(pause);
  }
}
