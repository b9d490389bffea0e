package dev.deskhand.notifications.outbox;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.deskhand.notifications.NotificationsProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the outbox needs now and then: that nothing is forgotten, and that what is done with goes.
 */
final class OutboxHousekeeping {

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int PURGED_AT_ONCE = 1_000;

  private final OutboxStore store;
  private final NotificationsProperties properties;
  private final Clock clock;
  private final com.github.kagkarlsson.scheduler.Clock ticks;
  private final String copy;
  private final Consumer<List<String>> wake;

  /**
   * @param clock the desk's
   * @param ticks the scheduler's
   * @param copy the name of this copy of the desk
   * @param wake has conversations looked after
   */
  OutboxHousekeeping(
      OutboxStore store,
      NotificationsProperties properties,
      Clock clock,
      com.github.kagkarlsson.scheduler.Clock ticks,
      String copy,
      Consumer<List<String>> wake) {
    this.copy = copy;
    this.wake = wake;
    this.store = store;
    this.properties = properties;
    this.clock = clock;
    this.ticks = ticks;
  }

  Stream<RecurringTask<?>> tasks() {
    return Stream.of(sweepTask(), purgeTask());
  }

  private RecurringTask<Void> sweepTask() {
    return Tasks.recurring("sweep-outbox", FixedDelay.of(properties.sweepEvery()))
        .execute((task, context) -> wake.accept(store.forgotten(ticks.now().plus(SOON), copy)));
  }

  private RecurringTask<Void> purgeTask() {
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
