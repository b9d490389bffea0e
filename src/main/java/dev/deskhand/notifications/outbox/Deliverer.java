package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardRenderer;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.NotificationsProperties;
import dev.deskhand.notifications.outbox.OutboundRenderer.Rendered;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers what waits in one conversation, message by message. No platform is called within a
 * transaction: it may take its time.
 */
@Component
public class Deliverer {

  private static final Logger log = LoggerFactory.getLogger(Deliverer.class);

  /** After so many messages another conversation has its turn. */
  private static final int AT_A_STRETCH = 25;

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
  private final OutboundRenderer renderer;
  private final ObjectProvider<ChatPlatform> platforms;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final NotificationsProperties properties;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();
  private final PlatformAvailability trouble;
  private final DeliveryClaims claims;

  /** Those that a thread of this copy is busy with, though the scheduler may think that it died. */
  private final Set<String> busy = ConcurrentHashMap.newKeySet();

  /** What became of a message is written down although the database is away for a moment. */
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

  public Deliverer(
      OutboxStore store,
      PostedCards cards,
      DeadLetters letters,
      CardRenderer renderer,
      ObjectProvider<ChatPlatform> platforms,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      NotificationsProperties properties,
      PlatformAvailability trouble,
      Clock clock,
      MeterRegistry meters) {
    this.trouble = trouble;
    this.claims = new DeliveryClaims(store, clock);
    this.store = store;
    this.cards = cards;
    this.letters = letters;
    this.renderer = new OutboundRenderer(renderer);
    this.platforms = platforms;
    this.transaction = transaction;
    this.events = events;
    this.properties = properties;
    this.clock = clock;
    this.meters = meters;
  }

  /** The name of this copy of the desk, by which it claims messages. */
  String copy() {
    return claims.copy();
  }

  /**
   * Delivers until nothing waits, the next message is not due yet, others want their turn, or
   * another thread or copy is at it.
   *
   * @return how long to leave the conversation alone; empty if nothing waits
   */
  public Optional<Duration> drain(String conversation, BooleanSupplier stopping) {
    if (!busy.add(conversation)) {
      return Optional.of(DeliveryClaims.BUSY);
    }
    try {
      return drainAlone(conversation, stopping);
    } finally {
      busy.remove(conversation);
    }
  }

  private Optional<Duration> drainAlone(String conversation, BooleanSupplier stopping) {
    for (int done = 0; done < AT_A_STRETCH && !stopping.getAsBoolean(); done++) {
      OutboxMessage message = store.head(conversation).orElse(null);
      if (message == null) {
        return Optional.empty();
      }
      Duration pause = whenAllowed(message);
      if (pause.isPositive()) {
        return Optional.of(pause);
      }
    }
    return Optional.of(Duration.ZERO);
  }

  private Duration whenAllowed(OutboxMessage message) {
    Duration early = untilDue(message);
    if (early.isPositive()) {
      return early;
    }
    Semaphore permit =
        permits.computeIfAbsent(
            message.platform(), platform -> new Semaphore(properties.atOncePerPlatform()));
    if (!permit.tryAcquire()) {
      // this thread of the scheduler belongs to another platform meanwhile
      return Duration.ofMillis(ThreadLocalRandom.current().nextLong(250, 750));
    }
    try (MDC.MDCCloseable ignored = MDC.putCloseable("correlationId", message.correlationId())) {
      return attempt(message);
    } finally {
      permit.release();
    }
  }

  private Duration untilDue(OutboxMessage message) {
    Instant notBefore = message.notBefore();
    return notBefore == null ? Duration.ZERO : Duration.between(clock.instant(), notBefore);
  }

  /**
   * It is rendered before it is claimed: between the claim and the platform's word there is no time
   * for a slow database, and what changes meanwhile has a refresh of its own.
   */
  private Duration attempt(OutboxMessage message) {
    return switch (renderer.render(message)) {
      case Rendered.Nothing() ->
          claimed(
              message,
              _ -> {
                keep(() -> store.superseded(message.id()));
                return counted(message, "superseded", Duration.ZERO);
              });
      case Rendered.Unreadable(String reason) ->
          claimed(message, _ -> never(message, "The stored message cannot be read: " + reason));
      case Rendered.Failed(RuntimeException fault) ->
          claimed(
              message,
              _ -> {
                Delivery.Retry retry = failed(message, fault);
                return later(message, retry.after(), retry.reason());
              });
      case Rendered.CardFirst(Outbound card, Outbound alone) ->
          claimed(message, platform -> sentUnder(platform, message, card, alone));
      case Rendered.Sendable(Outbound outbound) ->
          claimed(message, platform -> sent(platform, message, outbound));
    };
  }

  private Duration claimed(OutboxMessage message, Function<ChatPlatform, Duration> attempt) {
    Optional<Duration> left = claims.claim(message);
    if (left.isPresent()) {
      return left.get();
    }
    return platforms.stream()
        .filter(candidate -> candidate.name().equals(message.platform()))
        .findFirst()
        .map(attempt)
        .orElseGet(() -> unconnected(message));
  }

  /** What is said of a ticket is said also where its card is never taken. */
  private Duration sentUnder(
      ChatPlatform platform, OutboxMessage message, Outbound card, Outbound alone) {
    Delivery first = deliver(platform, card, message);
    return first instanceof Delivery.Rejected
        ? sent(platform, message, alone)
        : settled(message, card, first, at -> reposted(message, card, at));
  }

  private Duration sent(ChatPlatform platform, OutboxMessage message, Outbound outbound) {
    Delivery delivery = deliver(platform, outbound, message);
    return settled(message, outbound, delivery, at -> delivered(message, outbound, at));
  }

  private Duration settled(
      OutboxMessage message,
      Outbound outbound,
      Delivery delivery,
      Function<MessageRef, Duration> delivered) {
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

  private Duration delivered(OutboxMessage message, Outbound outbound, MessageRef at) {
    Runnable noted = () -> store.delivered(message.id(), at, message.shownAs(), ended(outbound));
    keep(mayBeOutdated(outbound) ? together(noted, () -> refresh(message)) : noted);
    return well(message, "delivered");
  }

  /** The message itself is next. */
  private Duration reposted(OutboxMessage message, Outbound itsCard, MessageRef at) {
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

  private Runnable together(Runnable one, Runnable other) {
    return () ->
        transaction.executeWithoutResult(
            status -> {
              one.run();
              other.run();
            });
  }

  private Duration well(OutboxMessage message, String outcome) {
    if (trouble.mayBeOver(message.platform())) {
      events.publishEvent(new PlatformRecovered(message.platform()));
    }
    return counted(message, outcome, Duration.ZERO);
  }

  private Delivery deliver(ChatPlatform platform, Outbound outbound, OutboxMessage message) {
    try {
      return platform.deliver(outbound);
    } catch (RuntimeException e) {
      return failed(message, e);
    }
  }

  private Delivery.Retry failed(OutboxMessage message, RuntimeException e) {
    if (message.attempts() == 0) {
      log.warn("Message {} to {} failed; it is tried again", message.id(), message.platform(), e);
    }
    return new Delivery.Retry(
        RetryDelay.pause(properties.firstRetry(), message.attempts(), properties.longestRetry()),
        e.getClass().getSimpleName() + ": " + e.getMessage());
  }

  private Duration later(OutboxMessage message, @Nullable Duration after, String reason) {
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

  private Duration waiting(OutboxMessage message, Duration pause, boolean heldUp, String reason) {
    keep(() -> store.later(message, pause, heldUp, reason));
    return counted(message, "later", pause);
  }

  /**
   * Leaves a message to the copy of the desk that can deliver it, for a moment in which that copy
   * may look for due work before this one does again. While there is none, less often.
   */
  private Duration elsewhere(OutboxMessage message) {
    keep(() -> store.notAttempted(message));
    Duration waited = Duration.between(message.createdAt(), clock.instant());
    return waited.compareTo(HANDED_OVER) < 0 ? SHORTLY : properties.pollEvery();
  }

  private Duration paced(OutboxMessage message, Duration after, String reason) {
    Duration pause = after.isPositive() ? after : SHORTEST;
    keep(() -> store.paced(message, pause, false, reason));
    return counted(message, "paced", pause);
  }

  /** Somebody has to act; that they have is seen of any message, or told by the adapter. */
  private Duration barred(OutboxMessage message, Duration after, String reason) {
    trouble.seen(message.platform());
    keep(() -> store.paced(message, after, true, reason));
    return counted(message, "barred", after);
  }

  private Duration gone(OutboxMessage message, Outbound outbound, String reason) {
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

  private Duration never(OutboxMessage message, String reason) {
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
  private Duration unconnected(OutboxMessage message) {
    Duration waited = Duration.between(message.createdAt(), clock.instant());
    String reason = message.platform() + " is not connected";
    if (waited.compareTo(properties.unconnected()) >= 0) {
      return never(message, reason);
    }
    // due at once when a restart has connected it
    return waiting(message, UNCONNECTED_RETRY, true, reason);
  }

  private Duration counted(OutboxMessage message, String outcome, Duration pause) {
    meters
        .counter(
            "deskhand.deliveries",
            "platform",
            message.platform().toLowerCase(Locale.ROOT),
            "outcome",
            outcome)
        .increment();
    return pause;
  }
}
