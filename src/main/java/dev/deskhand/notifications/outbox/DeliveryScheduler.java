package dev.deskhand.notifications.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.logging.RepeatedFailures;
import dev.deskhand.notifications.NotificationsProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * When messages are delivered: as soon as what they tell is committed, by the copy of the desk that
 * did so. What has to wait is woken by the same copy when it is time; for longer waits there is a
 * task of db-scheduler's, too, which wakes the conversation on whichever copy is alive then. What a
 * copy left when it died is found by the sweep.
 *
 * <p>The same scheduler runs the tasks that others declare as beans, recurring or not.
 *
 * <p>The scheduler goes by the system's clock, since its heartbeats must agree between copies; when
 * a message is due is measured by the desk's.
 */
@Component
public class DeliveryScheduler implements SmartLifecycle {

  static final String DELIVER = "deliver";

  private static final Logger log = LoggerFactory.getLogger(DeliveryScheduler.class);

  static final TaskDescriptor<Void> CONVERSATION = TaskDescriptor.of(DELIVER);
  private static final Duration RETRY_AFTER_FAILURE = Duration.ofMillis(500);

  /** What has an alarm by then is not forgotten. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final int RELEASED_AT_ONCE = 500;

  /** None of them waits for a platform. */
  private static final int TASKS_AT_ONCE = 16;

  private final OutboxStore store;
  private final Deliverer deliverer;
  private final NotificationsProperties properties;
  private final OutboxPurge purge;
  private final com.github.kagkarlsson.scheduler.Clock ticks = new SystemClock();
  private final DataSource dataSource;
  private final List<RecurringTask<?>> housekeeping;
  private final List<CustomTask<?>> others;
  private final PlatformAvailability trouble;
  private final LostExecutions lost;
  private final RepeatedFailures failures;
  private volatile @Nullable Running running;

  private final RetryTemplate untilTheDatabaseIsThere =
      new RetryTemplate(
          RetryPolicy.builder()
              .includes(DataAccessException.class, TransactionException.class)
              .predicate(e -> running != null)
              .maxRetries(Long.MAX_VALUE)
              .delay(RETRY_AFTER_FAILURE)
              .build());

  public DeliveryScheduler(
      DataSource dataSource,
      OutboxStore store,
      Deliverer deliverer,
      NotificationsProperties properties,
      List<RecurringTask<?>> housekeeping,
      List<CustomTask<?>> others,
      PlatformAvailability trouble,
      Clock clock) {
    this.trouble = trouble;
    this.failures = new RepeatedFailures(log, clock);
    this.lost =
        new LostExecutions(
            JdbcClient.create(dataSource),
            deliverer.copy(),
            properties.heartbeat().plus(properties.pollEvery()));
    this.dataSource = dataSource;
    this.housekeeping = housekeeping;
    this.others = others;
    this.store = store;
    this.deliverer = deliverer;
    this.properties = properties;
    this.purge = new OutboxPurge(store, properties, clock);
  }

  /**
   * Has conversations looked after by this copy at once, each by a thread of its own, and answers
   * before. What gets lost here, the sweep finds.
   */
  void wake(Collection<String> conversations) {
    Running now = running;
    if (now == null) {
      return;
    }
    for (String conversation : conversations) {
      try {
        now.executor().execute(() -> deliver(now, conversation));
      } catch (RejectedExecutionException stopping) {
        log.debug("The desk stops; what waits goes out when it starts");
      }
    }
  }

  /** Has what waits for a platform delivered now that it can be. */
  @EventListener
  public void on(PlatformRecovered recovered) {
    Running now = running;
    if (now != null && trouble.isOver(recovered.platform())) {
      try {
        now.executor().execute(() -> release(recovered.platform()));
      } catch (RejectedExecutionException stopping) {
        log.debug("The desk stops; what waits goes out when it starts");
      }
    }
  }

  @Override
  public boolean isAutoStartup() {
    return properties.deliver();
  }

  @Override
  public synchronized void start() {
    if (running != null) {
      return;
    }
    // names that tell these threads from those that serve people
    ThreadFactory threads = Thread.ofVirtual().name("db-scheduler-deliver-", 0).factory();
    ExecutorService executor = Executors.newThreadPerTaskExecutor(threads);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads);
    Scheduler scheduler =
        Scheduler.create(dataSource, tasks())
            .startTasks(recurring())
            .schedulerName(new SchedulerName.Fixed(deliverer.copy()))
            .executorService(executor)
            .threads(TASKS_AT_ONCE)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(paceOfItsOwn(properties.pollEvery()))
            .heartbeatInterval(properties.heartbeat())
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build();
    Running now = new Running(scheduler, executor, timer, new AtomicBoolean());
    running = now;
    scheduler.start();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> beginSweep(now), 0, properties.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void stop() {
    Running now = running;
    if (now == null) {
      return;
    }
    running = null;
    now.timer().shutdownNow();
    now.scheduler().stop();
    now.executor().close();
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  /**
   * Copies that look for due work at exactly the same pace would always do so in the same order,
   * and what the first leaves to the second would be taken by the first again.
   */
  private static Duration paceOfItsOwn(Duration pace) {
    return pace.multipliedBy(ThreadLocalRandom.current().nextLong(900, 1_100)).dividedBy(1_000);
  }

  /** Its own, and what other modules have to do now and then. */
  private List<RecurringTask<?>> recurring() {
    return Stream.concat(Stream.of(purge.task()), housekeeping.stream()).toList();
  }

  private List<Task<?>> tasks() {
    return Stream.<Task<?>>concat(Stream.of(deliverTask()), others.stream()).toList();
  }

  private void deliver(Running now, String conversation) {
    try {
      switch (untilTheDatabaseIsThere.invoke(() -> drained(now, conversation))) {
        case Remaining.Nothing() -> {}
        case Remaining.Waiting(Duration pause) -> after(pause, now, conversation);
        case Remaining.ForOthers(Duration pause) -> setAlarm(now, conversation, pause);
      }
    } catch (RuntimeException e) {
      if (running == now) {
        log.warn("{} is left to the sweep", conversation, e);
      }
    }
  }

  private Remaining.Left drained(Running now, String conversation) {
    try {
      return deliverer.drain(conversation, () -> running != now);
    } catch (DataAccessException | TransactionException e) {
      if (running == now) {
        failures.warn("database", "{} is not delivered yet: {}", conversation, e.toString());
      }
      throw e;
    }
  }

  /** Other copies need not know of a wait that is over before they look for due work. */
  private void after(Duration pause, Running now, String conversation) {
    if (pause.compareTo(properties.pollEvery()) >= 0) {
      setAlarm(now, conversation, pause);
    }
    // an alarm of an earlier wait may still be there, and be for later
    var _ =
        now.timer()
            .schedule(
                () -> wake(List.of(conversation)), pause.toMillis() + 1, TimeUnit.MILLISECONDS);
  }

  private void setAlarm(Running now, String conversation, Duration pause) {
    now.scheduler()
        .scheduleIfNotExists(CONVERSATION.instance(conversation).build(), ticks.now().plus(pause));
  }

  private void release(String platform) {
    try {
      List<String> due;
      do {
        due = store.release(platform, RELEASED_AT_ONCE);
        wake(due);
      } while (due.size() == RELEASED_AT_ONCE);
    } catch (RuntimeException e) {
      trouble.seen(platform);
      if (running == null) {
        return;
      }
      log.warn("What waits for {} is tried by and by", platform, e);
    }
  }

  /** A database that does not answer must not keep the timer from waking anybody. */
  private void beginSweep(Running now) {
    if (now.sweeping().compareAndSet(false, true)) {
      now.executor().execute(() -> sweep(now));
    }
  }

  /** Not a task of the scheduler's: that one may be among what is lost. */
  private void sweep(Running now) {
    try {
      wake(
          store.forgotten(ticks.now().plus(SOON), deliverer.copy()).stream()
              .filter(each -> !deliverer.isBusyWith(each))
              .toList());
      int freed = lost.free(now.scheduler(), ticks.now());
      if (freed > 0) {
        log.info("{} tasks are taken up again that the database had lost sight of", freed);
        now.scheduler().triggerCheckForDueExecutions();
      }
    } catch (RuntimeException e) {
      if (running == now) {
        failures.warn("sweep", "What may have been forgotten is not looked for: {}", e.toString());
      }
    } finally {
      now.sweeping().set(false);
    }
  }

  /** It is gone before it wakes anybody, who may have to set another one. */
  private CustomTask<Void> deliverTask() {
    return Tasks.custom(CONVERSATION)
        .onDeadExecutionRevive()
        .execute(
            (task, context) ->
                (done, finished) -> {
                  finished.remove();
                  wake(List.of(task.getId()));
                });
  }

  private record Running(
      Scheduler scheduler,
      ExecutorService executor,
      ScheduledExecutorService timer,
      AtomicBoolean sweeping) {}
}
