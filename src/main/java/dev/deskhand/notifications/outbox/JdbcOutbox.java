package dev.deskhand.notifications.outbox;

import dev.deskhand.cards.CardRenderer;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.Outbox;
import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.MDC;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as others see it. */
@Service
public class JdbcOutbox implements Outbox {

  private static final int LAST_PAGE = COUNTED / PAGE;

  private final OutboxHold hold;
  private final DeadLetters letters;
  private final PostedCards cards;
  private final CardRenderer renderer;
  private final OutboxWriter writer;
  private final DeliveryScheduler deliveries;
  private final RecordWriter record;

  public JdbcOutbox(
      OutboxHold hold,
      DeadLetters letters,
      PostedCards cards,
      CardRenderer renderer,
      OutboxWriter writer,
      DeliveryScheduler deliveries,
      RecordWriter record) {
    this.hold = hold;
    this.record = record;
    this.letters = letters;
    this.cards = cards;
    this.renderer = renderer;
    this.writer = writer;
    this.deliveries = deliveries;
  }

  @Override
  public void post(Address to, List<Reply> replies) {
    write(replies.stream().map(reply -> OutboxDraft.message(to, reply)).toList());
  }

  @Override
  public void pin(Address to, String name, Reply reply) {
    write(List.of(OutboxDraft.pinned(to, name, reply)));
  }

  private void write(List<OutboxDraft> drafts) {
    String correlationId = MDC.get("correlationId");
    writer.write(drafts, correlationId == null ? "" : correlationId);
  }

  @Override
  @Transactional(readOnly = true)
  public List<Undelivered> undelivered(int page) {
    return letters.undelivered(PAGE, (Math.clamp(page, 1, LAST_PAGE) - 1) * PAGE, renderer);
  }

  @Override
  public int countUndelivered() {
    return letters.count(COUNTED);
  }

  @Override
  @Transactional
  public boolean retry(long id, Actor by) {
    Optional<String> conversation = letters.retry(id);
    conversation.ifPresent(
        waiting -> {
          record(by, Verb.UNDELIVERED_RETRY, id + " to " + waiting, "undeliverable", "pending");
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                  deliveries.wake(List.of(waiting));
                }
              });
        });
    return conversation.isPresent();
  }

  @Override
  @Transactional(readOnly = true)
  public OptionalLong held() {
    return hold.held().map(held -> OptionalLong.of(held.waiting())).orElse(OptionalLong.empty());
  }

  /** The sweep finds within moments what may go now. */
  @Override
  @Transactional
  public OptionalLong release(Actor by) {
    Long released = hold.release();
    if (released == null) {
      return OptionalLong.empty();
    }
    record(by, Verb.UNDELIVERED_RELEASE, "of %d messages".formatted(released), "held", "pending");
    return OptionalLong.of(released);
  }

  @Override
  @Transactional
  public boolean discard(long id, Actor by) {
    boolean discarded = letters.discard(id);
    if (discarded) {
      record(by, Verb.UNDELIVERED_DISCARD, String.valueOf(id), "undeliverable", "discarded");
    }
    return discarded;
  }

  @Override
  @Transactional(readOnly = true)
  public Optional<String> subjectOf(String platform, MessageRef message) {
    return cards.subjectOf(platform, message);
  }

  private void record(Actor by, Verb verb, String messages, String before, String after) {
    record.write(
        by.did(verb, Subject.desk(messages))
            .changing(Values.of("state", before), Values.of("state", after)));
  }
}
