package dev.deskhand.notifications.outbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects what a transaction has to say and writes it with one statement as its last act, so that
 * several listeners and an answer cost one round trip between them.
 */
@Component
public class OutboxWriter {

  private final OutboxStore store;
  private final DeliveryScheduler deliveries;

  public OutboxWriter(OutboxStore store, DeliveryScheduler deliveries) {
    this.store = store;
    this.deliveries = deliveries;
  }

  /**
   * Writes messages in the order in which they are given. Without a transaction around it, they are
   * committed when this returns.
   */
  public void write(List<OutboxDraft> drafts, String correlationId) {
    if (drafts.isEmpty()) {
      return;
    }
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      store.insert(drafts, correlationId);
      deliveries.wake(conversations(drafts));
      return;
    }
    collected(correlationId).add(drafts);
  }

  private Collected collected(String correlationId) {
    for (TransactionSynchronization known :
        TransactionSynchronizationManager.getSynchronizations()) {
      if (known instanceof Collected collected && collected.of(this)) {
        return collected;
      }
    }
    Collected collected = new Collected(correlationId);
    TransactionSynchronizationManager.registerSynchronization(collected);
    return collected;
  }

  private static Set<String> conversations(List<OutboxDraft> drafts) {
    return drafts.stream().map(draft -> draft.to().conversation()).collect(Collectors.toSet());
  }

  private final class Collected implements TransactionSynchronization {

    private final String correlationId;
    private final List<OutboxDraft> drafts = new ArrayList<>();
    private boolean written;

    Collected(String correlationId) {
      this.correlationId = correlationId;
    }

    boolean of(OutboxWriter writer) {
      return OutboxWriter.this == writer;
    }

    void add(List<OutboxDraft> more) {
      drafts.addAll(more);
      if (written) {
        // said by another's last act
        store.insert(more, correlationId);
      }
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      store.insert(drafts, correlationId);
      written = true;
    }

    @Override
    public void afterCommit() {
      deliveries.wake(conversations(drafts));
    }
  }
}
