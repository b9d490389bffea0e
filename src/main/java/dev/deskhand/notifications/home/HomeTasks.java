package dev.deskhand.notifications.home;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.chat.optional.HomeScreen;
import dev.deskhand.chat.optional.HomeScreen.Shown;
import dev.deskhand.notifications.home.HomeStore.Home;
import dev.deskhand.notifications.outbox.PlatformAvailability;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the scheduler does for home screens. */
@Configuration(proxyBeanMethods = false)
class HomeTasks {

  private static final Logger log = LoggerFactory.getLogger(HomeTasks.class);

  /** Messages go before: screens have a small part of what a platform allows. */
  private static final int AT_ONCE = 4;

  /** How long others are waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int TRIES = 6;
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration FORGOTTEN = Duration.ofSeconds(30);

  private final HomeStore store;
  private final ObjectProvider<HomeScreen> screens;
  private final HomeRefresh refresh;
  private final PlatformAvailability trouble;
  private final ApplicationEventPublisher events;
  private final Semaphore permits = new Semaphore(AT_ONCE);

  HomeTasks(
      HomeStore store,
      ObjectProvider<HomeScreen> screens,
      HomeRefresh refresh,
      PlatformAvailability trouble,
      ApplicationEventPublisher events) {
    this.trouble = trouble;
    this.events = events;
    this.store = store;
    this.screens = screens;
    this.refresh = refresh;
  }

  @Bean
  CustomTask<Integer> showHome() {
    return Tasks.custom(HomeRefresh.TASK)
        .onFailure(
            new MaxRetriesFailureHandler<>(
                TRIES, new ExponentialBackoffFailureHandler<>(FIRST_RETRY)))
        .onDeadExecutionRevive()
        .execute(this::show);
  }

  @Bean
  RecurringTask<Void> sweepHomes() {
    return Tasks.recurring("sweep-homes", FixedDelay.of(FORGOTTEN))
        .execute(
            (task, context) -> {
              store.purge();
              refresh.soon(store.forgotten(FORGOTTEN));
            });
  }

  private CompletionHandler<Integer> show(TaskInstance<Integer> task, ExecutionContext context) {
    try {
      if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return again(Duration.ZERO, tries(task));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return again(Duration.ZERO, tries(task));
    }
    try {
      return shown(Home.of(task.getId()), tries(task));
    } finally {
      permits.release();
    }
  }

  private CompletionHandler<Integer> shown(Home home, int tries) {
    Optional<HomeScreen> screen =
        screens.stream().filter(each -> each.platform().equals(home.platform())).findFirst();
    if (screen.isEmpty() || !store.begin(home)) {
      return (done, finished) -> finished.remove();
    }
    return switch (screen.get().show(home.userId())) {
      case Shown.Done _ -> {
        if (trouble.mayBeOver(home.platform())) {
          events.publishEvent(new PlatformRecovered(home.platform()));
        }
        yield (done, finished) -> {
          finished.remove();
          // what happened while it was shown found this task still there
          if (store.isStale(home)) {
            refresh.soon(List.of(home));
          }
        };
      }
      case Shown.Retry(Duration after, String _) when after != null -> again(after, tries);
      case Shown.Retry(Duration _, String reason) -> {
        log.debug("The home screen of {} is not up to date: {}", home.name(), reason);
        trouble.seen(home.platform());
        // found by the sweep, or as soon as the platform is well
        store.mark(home);
        yield (done, finished) -> finished.remove();
      }
      case Shown.Rejected(String reason) -> {
        log.warn("The home screen of {} cannot be shown: {}", home.name(), reason);
        store.close(home);
        yield (done, finished) -> finished.remove();
      }
    };
  }

  private static CompletionHandler<Integer> again(Duration after, int tries) {
    return (done, waiting) -> waiting.reschedule(done, done.getTimeDone().plus(after), tries);
  }

  private static int tries(TaskInstance<Integer> task) {
    return Objects.requireNonNullElse(task.getData(), 0);
  }
}
