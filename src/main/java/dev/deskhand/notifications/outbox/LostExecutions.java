package dev.deskhand.notifications.outbox;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the scheduler of this copy of the desk has picked and no thread of it runs: the database was
 * away when it was done. It would rest until other copies count this one as dead.
 */
final class LostExecutions {

  private final JdbcClient jdbc;
  private final String copy;
  private final Duration longestBeforeStart;

  /**
   * @param copy the scheduler's name
   * @param longestBeforeStart how long after it was picked an execution has begun, if it ever does
   */
  LostExecutions(JdbcClient jdbc, String copy, Duration longestBeforeStart) {
    this.jdbc = jdbc;
    this.copy = copy;
    this.longestBeforeStart = longestBeforeStart;
  }

  /** Has them picked again; answers how many there were. */
  int free(Scheduler scheduler, Instant now) {
    // first this, then the table: what begins in between was picked just now
    List<TaskInstance<?>> running =
        scheduler.getCurrentlyExecuting().stream()
            .<TaskInstance<?>>map(CurrentlyExecuting::getTaskInstance)
            .toList();
    return jdbc.sql(
            """
            update scheduled_tasks set picked = false, picked_by = null, last_heartbeat = null,
              execution_time = least(execution_time, :now), version = version + 1
            where picked and picked_by = :copy and last_heartbeat < :before
              and (task_name, task_instance) not in (
                select * from unnest(:names::text[], :instances::text[]))
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("copy", copy)
        .param("before", now.minus(longestBeforeStart).atOffset(ZoneOffset.UTC))
        .param("names", column(running, TaskInstance::getTaskName))
        .param("instances", column(running, TaskInstance::getId))
        .update();
  }

  private static String[] column(
      List<TaskInstance<?>> running, Function<TaskInstance<?>, String> value) {
    return running.stream().map(value).toArray(String[]::new);
  }
}
