package dev.deskhand.search;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Indexes in the background what the index does not hold yet, such as all tickets of a desk that
 * was made before there was one. It goes on where it was when it was stopped; the latest tickets
 * come first, since they are what people look for.
 */
@Configuration(proxyBeanMethods = false)
class SearchReindexing {

  private static final Logger log = LoggerFactory.getLogger(SearchReindexing.class);

  private static final int AT_ONCE = 200;

  private static final long MANY = 10_000;

  private final SearchIndex index;

  SearchReindexing(SearchIndex index) {
    this.index = index;
  }

  /** One copy of the desk does it at a time. */
  @Bean
  RecurringTask<Void> indexOldTickets() {
    return Tasks.recurring("index-old-tickets", FixedDelay.of(Duration.ofMinutes(1)))
        .execute((task, context) -> index(context.getSchedulerState()::isShuttingDown));
  }

  void index(BooleanSupplier stopped) {
    index.begin();
    if (index.pending() > MANY) {
      collect(true);
    }
    long done = 0;
    int some;
    do {
      some = index.indexSome(AT_ONCE);
      done += some;
    } while (some > 0 && !stopped.getAsBoolean());
    if (some == 0) {
      collect(false);
    }
    if (done > 0) {
      log.info("{} tickets were taken into the search", done);
    }
  }

  private void collect(boolean wanted) {
    try {
      index.collect(wanted);
    } catch (PessimisticLockingFailureException e) {
      log.debug("The index stays as it is until the next time", e);
    }
  }
}
