package dev.deskhand.notifications.notifiers;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.chat.Reply;
import dev.deskhand.notifications.outbox.OutboxDraft;
import dev.deskhand.notifications.outbox.OutboxHold;
import dev.deskhand.notifications.outbox.OutboxHold.Held;
import dev.deskhand.notifications.outbox.OutboxWriter;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Says that the outbox is held: in the log at each start, and to the admins once. */
@Component
class HoldNotifier {

  private static final Logger log = LoggerFactory.getLogger(HoldNotifier.class);

  private final OutboxHold hold;
  private final AdminNotifier admins;
  private final OutboxWriter writer;
  private final ObjectProvider<ChatPlatform> platforms;
  private final TransactionTemplate transaction;

  HoldNotifier(
      OutboxHold hold,
      AdminNotifier admins,
      OutboxWriter writer,
      ObjectProvider<ChatPlatform> platforms,
      TransactionTemplate transaction) {
    this.hold = hold;
    this.admins = admins;
    this.writer = writer;
    this.platforms = platforms;
    this.transaction = transaction;
  }

  @EventListener(ApplicationReadyEvent.class)
  void atStart() {
    transaction.executeWithoutResult(
        status ->
            hold.held()
                .ifPresent(
                    held -> {
                      log.warn(
                          "The outbox is held since a backup of {} was restored, and {} messages"
                              + " wait; an admin lets them go with: undelivered release",
                          held.backup(),
                          held.waiting());
                      if (hold.isNews()) {
                        tell(held);
                      }
                    }));
  }

  private void tell(Held held) {
    writer.write(
        platforms.stream()
            .flatMap(platform -> admins.on(platform.name()).stream())
            .distinct()
            .map(admin -> OutboxDraft.message(admin, told(held)))
            .toList(),
        held.correlationId());
  }

  private static Reply told(Held held) {
    return new Reply.Text(
        """
        A backup of the desk was restored. It was made on %s: what happened later is lost, and the \
        next tickets get higher numbers, so that none is given twice.
        What the desk says by itself is held, so that nobody is told old news: %d messages wait. \
        undelivered list shows them, undelivered discard drops one, and undelivered release lets \
        them go, with all that comes later."""
            .formatted(held.backup(), held.waiting()),
        List.of(),
        List.of(
            Action.of("Show undelivered", "undelivered list"),
            Action.of("Release", "undelivered release")));
  }
}
