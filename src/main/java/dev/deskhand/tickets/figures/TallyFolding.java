package dev.deskhand.tickets.figures;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Has changes folded into the tally, so that few have to be added up. */
@Configuration(proxyBeanMethods = false)
class TallyFolding {

  private static final int AT_ONCE = 20_000;

  /** One copy of the desk does it at a time. */
  @Bean
  RecurringTask<Void> foldIncidentFigures(JdbcClient jdbc) {
    return Tasks.recurring("fold-incident-figures", FixedDelay.of(Duration.ofMinutes(1)))
        .execute(
            (task, context) -> {
              long folded;
              do {
                folded =
                    jdbc.sql("select fold_incident_tally(?)")
                        .param(AT_ONCE)
                        .query(Long.class)
                        .single();
              } while (folded == AT_ONCE && !context.getSchedulerState().isShuttingDown());
            });
  }
}
