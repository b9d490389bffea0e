package dev.deskhand.notifications.outbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.deskhand.notifications.NotificationsProperties;
import java.time.Clock;

/** Has what was delivered long ago go. */
final class OutboxPurge {

  private static final int PURGED_AT_ONCE = 1_000;

  private final OutboxStore store;
  private final NotificationsProperties properties;
  private final Clock clock;

  OutboxPurge(OutboxStore store, NotificationsProperties properties, Clock clock) {
    this.store = store;
    this.properties = properties;
    this.clock = clock;
  }

  RecurringTask<Void> task() {
    return Tasks.recurring("purge-outbox", FixedDelay.ofHours(1))
        .execute(
            (task, context) -> {
              int purged;
              do {
                purged = store.purge(clock.instant().minus(properties.keep()), PURGED_AT_ONCE);
              } while (purged == PURGED_AT_ONCE && !context.getSchedulerState().isShuttingDown());
            });
  }
}
