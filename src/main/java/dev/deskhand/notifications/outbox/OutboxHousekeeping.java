package dev.deskhand.notifications.outbox;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.deskhand.notifications.NotificationsProperties;
import dev.deskhand.notifications.outbox.OutboxStore.Forgotten;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the outbox needs now and then: that nothing is forgotten, and that what is done with goes.
 */
final class OutboxHousekeeping {

  private static final Logger log = LoggerFactory.getLogger(OutboxHousekeeping.class);

  private static final Duration SOON = Duration.ofSeconds(5);
  private static final int PURGED_AT_ONCE = 1_000;

  private final OutboxStore store;
  private final NotificationsProperties properties;
  private final Clock clock;
  private final com.github.kagkarlsson.scheduler.Clock ticks;

  /**
   * @param clock the desk's
   * @param ticks the scheduler's
   */
  OutboxHousekeeping(
      OutboxStore store,
      NotificationsProperties properties,
      Clock clock,
      com.github.kagkarlsson.scheduler.Clock ticks) {
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
        .execute((task, context) -> sweep(context));
  }

  private void sweep(ExecutionContext context) {
    for (Forgotten forgotten : store.forgotten(ticks.now().plus(SOON))) {
      if (forgotten.scheduled()) {
        hasten(context.getSchedulerClient(), forgotten.conversation(), ticks.now());
      } else {
        context
            .getSchedulerClient()
            .scheduleIfNotExists(
                DeliveryScheduler.CONVERSATION.instance(forgotten.conversation()).build(),
                ticks.now());
      }
    }
  }

  static void hasten(SchedulerClient client, String conversation, Instant at) {
    try {
      client.reschedule(DeliveryScheduler.CONVERSATION.instanceId(conversation), at);
    } catch (TaskInstanceException e) {
      // it runs, has ended, or was taken up between db-scheduler's look and its update
      log.debug("{} has been looked after meanwhile", conversation);
    }
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
