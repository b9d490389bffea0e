package dev.deskhand.notifications.home;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.chat.optional.HomeScreen;
import dev.deskhand.notifications.NotificationsProperties;
import dev.deskhand.notifications.home.HomeStore.Concerned;
import dev.deskhand.notifications.home.HomeStore.Home;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has home screens brought up to date, however much happens once in a while: a screen that is
 * marked is not marked again, and one task of db-scheduler's shows it, in all copies of the desk
 * together.
 *
 * <p>The marks are made a moment after the change was committed, on one thread of their own, which
 * takes what happened meanwhile together. What gets lost here is seen when the screen is next
 * opened, or with the next change.
 */
@Component
class HomeRefresh implements DisposableBean {

  /** The data is how often it was tried in vain. */
  static final TaskDescriptor<Integer> TASK = TaskDescriptor.of("show-home", Integer.class);

  private static final Logger log = LoggerFactory.getLogger(HomeRefresh.class);

  private final HomeStore store;
  private final ObjectProvider<HomeScreen> screens;
  private final NotificationsProperties properties;
  private final SchedulerClient scheduler;

  /** The scheduler goes by the system's clock. */
  private final InstantSource ticks = InstantSource.system();

  private final AtomicReference<Concerned> waiting = new AtomicReference<>(Concerned.NOBODY);
  private final Set<String> well = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor marker =
      new ScheduledThreadPoolExecutor(1, Thread.ofVirtual().name("homes-", 0).factory());

  HomeRefresh(
      DataSource dataSource,
      HomeStore store,
      ObjectProvider<HomeScreen> screens,
      NotificationsProperties properties) {
    this.store = store;
    this.screens = screens;
    this.properties = properties;
    this.scheduler = SchedulerClient.Builder.create(dataSource).build();
  }

  /** Has the screens that a committed change concerns shown soon, and returns at once. */
  void after(Concerned concerned) {
    if (!properties.deliver() || screens.stream().findAny().isEmpty()) {
      return;
    }
    Concerned before = waiting.getAndAccumulate(concerned, Concerned::and);
    if (before.equals(Concerned.NOBODY)) {
      try {
        var _ =
            marker.schedule(
                this::mark, properties.homes().delay().toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException stopping) {
        log.debug("The desk stops; home screens are shown when they are opened");
      }
    }
  }

  private void mark() {
    try {
      soon(store.stale(waiting.getAndSet(Concerned.NOBODY)));
    } catch (RuntimeException e) {
      log.warn("Home screens could not be marked", e);
    }
  }

  /** Has those shown that wait for a platform which can be used again. */
  @EventListener
  void on(PlatformRecovered recovered) {
    String platform = recovered.platform();
    if (properties.deliver() && well.add(platform)) {
      try {
        marker.execute(() -> release(platform));
      } catch (RejectedExecutionException stopping) {
        log.debug("The desk stops; home screens are shown when they are opened");
      }
    }
  }

  private void release(String platform) {
    well.remove(platform);
    try {
      soon(store.waiting(platform));
    } catch (RuntimeException e) {
      log.warn("Home screens are left to the sweep", e);
    }
  }

  /** Has them shown as soon as a copy of the desk looks for due work. */
  void soon(List<Home> homes) {
    Instant at = ticks.instant();
    homes.forEach(
        home -> scheduler.scheduleIfNotExists(TASK.instance(home.name()).data(0).build(), at));
  }

  @Override
  public void destroy() {
    marker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    marker.close();
    if (!waiting.get().equals(Concerned.NOBODY)) {
      mark();
    }
  }
}
