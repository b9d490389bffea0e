package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardRenderer;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.notifications.NotificationsProperties;
import dev.deskhand.notifications.outbox.OutboundRenderer.Rendered;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Delivers what waits in one conversation, message by message, each with two transactions: one
 * claims it, the other writes down what became of it. No platform is called within either: it may
 * take its time.
 */
@Component
public class Deliverer {

  private final OutboundRenderer renderer;
  private final OutboxStore store;
  private final DeliverySettlement settlement;
  private final ObjectProvider<ChatPlatform> platforms;
  private final TransactionTemplate transaction;
  private final NotificationsProperties properties;
  private final Map<String, Semaphore> permits = new ConcurrentHashMap<>();
  private final ConversationTurns turns = new ConversationTurns();
  private final DeliveryClaims claims;

  public Deliverer(
      OutboxStore store,
      CardRenderer renderer,
      DeliverySettlement settlement,
      ObjectProvider<ChatPlatform> platforms,
      TransactionTemplate transaction,
      NotificationsProperties properties,
      Clock clock) {
    this.renderer = new OutboundRenderer(renderer);
    this.store = store;
    this.claims = new DeliveryClaims(store, clock);
    this.settlement = settlement;
    this.platforms = platforms;
    this.transaction = transaction;
    this.properties = properties;
  }

  /** What comes of a look at the next message of a conversation. */
  private sealed interface Next {
    /** It is not to be sent now, or there is none. */
    record None(Remaining.Left left) implements Next {}

    /**
     * It is this copy's to send.
     *
     * @param since when it began to claim it, in nanoseconds of the system's
     */
    record Claimed(OutboxMessage message, Rendered rendered, long since) implements Next {}

    /** It cannot be rendered, and is not claimed yet. */
    record Faulty(OutboxMessage message, Rendered.Failed rendered) implements Next {}
  }

  /** The name of this copy of the desk, by which it claims messages. */
  String copy() {
    return claims.copy();
  }

  /** Whether a thread of this copy delivers what waits in a conversation. */
  boolean isBusyWith(String conversation) {
    return turns.isTaken(conversation);
  }

  /**
   * Delivers until nothing waits, the next message is not due yet, or another copy is at it. At
   * most as many threads as are configured do so for one platform at a time; others wait here.
   *
   * @param stopping whether this copy stops; then what remains is for others
   */
  public Remaining.Left drain(String conversation, BooleanSupplier stopping) {
    if (!turns.take(conversation)) {
      return new Remaining.Nothing();
    }
    try {
      Remaining.Left left;
      do {
        left = drainAlone(conversation, stopping);
      } while (!turns.giveUp(conversation));
      return left;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      turns.leave(conversation);
      return new Remaining.ForOthers(Duration.ZERO);
    } catch (RuntimeException | Error e) {
      turns.leave(conversation);
      throw e;
    }
  }

  private Remaining.Left drainAlone(String conversation, BooleanSupplier stopping)
      throws InterruptedException {
    Semaphore permit = permit(conversation);
    while (!stopping.getAsBoolean()) {
      permit.acquire();
      try {
        if (one(conversation) instanceof Remaining.Left left) {
          return left;
        }
      } finally {
        permit.release();
      }
    }
    return new Remaining.ForOthers(Duration.ZERO);
  }

  /** Fair, so that a conversation in which much is said does not keep others waiting. */
  private Semaphore permit(String conversation) {
    return permits.computeIfAbsent(
        PlatformId.read(conversation).map(PlatformId::platform).orElse(conversation),
        platform -> new Semaphore(properties.atOncePerPlatform(), true));
  }

  private Remaining one(String conversation) {
    Next next = Objects.requireNonNull(transaction.execute(status -> next(conversation, status)));
    return switch (next) {
      case Next.None(Remaining.Left left) -> left;
      case Next.Claimed(OutboxMessage message, Rendered rendered, long since) ->
          claims.late(message, since).orElseGet(() -> attempt(message, rendered));
      case Next.Faulty(OutboxMessage message, Rendered.Failed rendered) ->
          claims.claim(message).orElseGet(() -> attempt(message, rendered));
    };
  }

  /**
   * It is rendered before it is claimed: between the claim and the platform's word there is no time
   * for a slow database, and what changes meanwhile has a refresh of its own.
   */
  private Next next(String conversation, TransactionStatus status) {
    OutboxMessage message = store.head(conversation).orElse(null);
    if (message == null) {
      return new Next.None(new Remaining.Nothing());
    }
    Duration pause = claims.untilFree(message);
    if (pause.isPositive()) {
      return new Next.None(new Remaining.Waiting(pause));
    }
    Rendered rendered = renderer.render(message);
    if (rendered instanceof Rendered.Failed failed) {
      // whatever failed may have spoilt the transaction
      status.setRollbackOnly();
      return new Next.Faulty(message, failed);
    }
    long since = System.nanoTime();
    return store.claim(message, claims.copy())
        ? new Next.Claimed(message, rendered, since)
        : new Next.None(DeliveryClaims.BUSY);
  }

  private Remaining attempt(OutboxMessage message, Rendered rendered) {
    try (var _ = MDC.putCloseable("correlationId", message.correlationId())) {
      return platforms.stream()
          .filter(candidate -> candidate.name().equals(message.platform()))
          .findFirst()
          .map(platform -> sent(platform, message, rendered))
          .orElseGet(() -> settlement.unconnected(message));
    }
  }

  private Remaining sent(ChatPlatform platform, OutboxMessage message, Rendered rendered) {
    return switch (rendered) {
      case Rendered.Nothing() -> settlement.nothingToSay(message);
      case Rendered.Unreadable(String reason) ->
          settlement.never(message, "The stored message cannot be read: " + reason);
      case Rendered.Failed(RuntimeException fault) -> settlement.failed(message, fault);
      case Rendered.CardFirst(Outbound card, Outbound alone) -> {
        Delivery first = deliver(platform, card, message);
        // what is said of a ticket is said also where its card is never taken
        yield first instanceof Delivery.Rejected
            ? alone(platform, message, alone)
            : settlement.cardSettled(message, card, first);
      }
      case Rendered.Sendable(Outbound outbound) -> alone(platform, message, outbound);
    };
  }

  private Remaining alone(ChatPlatform platform, OutboxMessage message, Outbound outbound) {
    return settlement.settled(message, outbound, deliver(platform, outbound, message));
  }

  private Delivery deliver(ChatPlatform platform, Outbound outbound, OutboxMessage message) {
    try {
      return platform.deliver(outbound);
    } catch (RuntimeException e) {
      return settlement.retried(message, e);
    }
  }
}
