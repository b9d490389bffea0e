package dev.deskhand.notifications.outbox;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.notifications.NotificationsProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When messages are delivered. A conversation with something to say has one task of db-scheduler's,
 * so that in all copies of the desk together it has one deliverer at a time.
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
  private static final Duration RETRY_AFTER_FAILURE = Duration.ofSeconds(1);
  private static final int RELEASED_AT_ONCE = 500;

  /** What a platform's return makes due is spread over this, so that it does not come at once. */
  private static final Duration SPREAD = Duration.ofSeconds(2);

  private final OutboxStore store;
  private final Deliverer deliverer;
  private final NotificationsProperties properties;
  private final OutboxHousekeeping itsOwn;
  private final com.github.kagkarlsson.scheduler.Clock ticks = new SystemClock();
  private final DataSource dataSource;
  private final List<RecurringTask<?>> housekeeping;
  private final List<CustomTask<?>> others;
  private final PlatformAvailability trouble;
  private final LostExecutions lost;
  private final Set<String> toWake = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Running running;

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
    this.itsOwn = new OutboxHousekeeping(store, properties, clock, ticks);
  }

  /**
   * Has conversations looked after soon, and answers at once. What gets lost here, the sweep finds.
   */
  void wake(Collection<String> conversations) {
    Running now = running;
    if (now == null) {
      return;
    }
    for (String conversation : conversations) {
      if (toWake.add(conversation)) {
        try {
          now.waker().execute(() -> schedule(now.scheduler(), conversation));
        } catch (RejectedExecutionException stopping) {
          toWake.remove(conversation);
        }
      }
    }
  }

  /** Has what waits for a platform delivered now that it can be. */
  @EventListener
  public void on(PlatformRecovered recovered) {
    Running now = running;
    if (now != null && trouble.isOver(recovered.platform())) {
      try {
        now.waker().execute(() -> release(now.scheduler(), recovered.platform()));
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
    // one thread: however much is said at once, it takes one connection from those who say it
    ExecutorService waker = Executors.newSingleThreadExecutor(threads);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads);
    Scheduler scheduler =
        Scheduler.create(dataSource, tasks())
            .startTasks(recurring())
            .schedulerName(new SchedulerName.Fixed(deliverer.copy()))
            .executorService(executor)
            // two platforms at their limit leave room for a third and for the sweep
            .threads(properties.atOncePerPlatform() * 3)
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(properties.pollEvery())
            .heartbeatInterval(properties.heartbeat())
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .build();
    scheduler.start();
    var _ =
        timer.scheduleWithFixedDelay(
            () -> freeLost(scheduler),
            properties.sweepEvery().toMillis(),
            properties.sweepEvery().toMillis(),
            TimeUnit.MILLISECONDS);
    running = new Running(scheduler, executor, waker, timer);
  }

  @Override
  public synchronized void stop() {
    Running now = running;
    if (now == null) {
      return;
    }
    running = null;
    now.waker().shutdownNow();
    now.timer().shutdownNow();
    now.scheduler().stop();
    now.executor().close();
    toWake.clear();
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  /** Its own, and what other modules have to do now and then. */
  private List<RecurringTask<?>> recurring() {
    return Stream.concat(itsOwn.tasks(), housekeeping.stream()).toList();
  }

  private List<Task<?>> tasks() {
    return Stream.<Task<?>>concat(Stream.of(deliverTask()), others.stream()).toList();
  }

  private void schedule(Scheduler scheduler, String conversation) {
    toWake.remove(conversation);
    try {
      scheduler.scheduleIfNotExists(CONVERSATION.instance(conversation).build(), ticks.now());
      scheduler.triggerCheckForDueExecutions();
    } catch (RuntimeException e) {
      log.warn("{} is left to the sweep", conversation, e);
    }
  }

  private void release(Scheduler scheduler, String platform) {
    try {
      List<String> due;
      do {
        due = store.release(platform, RELEASED_AT_ONCE);
        due.forEach(conversation -> OutboxHousekeeping.hasten(scheduler, conversation, soon()));
      } while (due.size() == RELEASED_AT_ONCE);
    } catch (RuntimeException e) {
      trouble.seen(platform);
      if (running == null) {
        return;
      }
      log.warn("What waits for {} is tried by and by", platform, e);
    }
  }

  private Instant soon() {
    return ticks.now().plusMillis(ThreadLocalRandom.current().nextLong(SPREAD.toMillis()));
  }

  /** Not a task of the scheduler's: that one may be among what is lost. */
  private void freeLost(Scheduler scheduler) {
    try {
      int freed = lost.free(scheduler, ticks.now());
      if (freed > 0) {
        log.info("{} tasks are taken up again that the database had lost sight of", freed);
        scheduler.triggerCheckForDueExecutions();
      }
    } catch (RuntimeException e) {
      log.debug("Not looked for what was lost: {}", e.toString());
    }
  }

  private CustomTask<Void> deliverTask() {
    return Tasks.custom(CONVERSATION)
        .onFailureReschedule(FixedDelay.of(RETRY_AFTER_FAILURE))
        .onDeadExecutionRevive()
        .execute(this::deliver);
  }

  private CompletionHandler<Void> deliver(TaskInstance<Void> task, ExecutionContext context) {
    String conversation = task.getId();
    Optional<Duration> pause =
        deliverer.drain(conversation, context.getSchedulerState()::isShuttingDown);
    if (pause.isPresent()) {
      return (done, waiting) -> waiting.reschedule(done, done.getTimeDone().plus(pause.get()));
    }
    return (done, finished) -> {
      finished.remove();
      // what was written after the last look found this task still there
      if (store.pending(conversation)) {
        wake(List.of(conversation));
      }
    };
  }

  private record Running(
      Scheduler scheduler,
      ExecutorService executor,
      ExecutorService waker,
      ScheduledExecutorService timer) {}
}
