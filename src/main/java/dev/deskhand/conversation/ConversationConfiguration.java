package dev.deskhand.conversation;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.deskhand.conversation.commands.desk.SavedDrafts;
import dev.deskhand.conversation.threads.JdbcReadPositions;
import dev.deskhand.conversation.threads.ThreadMessages;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConversationConfiguration {

  /** Forgets what no platform will repeat any more, in bounded steps. */
  @Bean
  RecurringTask<Void> forgetOldEvents(
      InboundLedger ledger, SavedDrafts drafts, ConversationProperties properties, Clock clock) {
    return Tasks.recurring("forget-old-events", FixedDelay.ofHours(1))
        .execute(
            (task, context) -> {
              Instant before = clock.instant().minus(properties.rememberEvents());
              while (!context.getSchedulerState().isShuttingDown()
                  && ledger.forgetBefore(before) + drafts.forgetBefore(before) > 0) {}
            });
  }

  /**
   * Forgets which message became what, and how far was heard where nobody speaks any more, in
   * bounded steps; the tickets' own record stays.
   */
  @Bean
  RecurringTask<Void> forgetOldTalk(
      ThreadMessages messages,
      JdbcReadPositions positions,
      ConversationProperties properties,
      Clock clock) {
    return Tasks.recurring("forget-old-talk", FixedDelay.ofHours(6))
        .execute(
            (task, context) -> {
              Instant before = clock.instant().minus(properties.rememberTalk());
              while (!context.getSchedulerState().isShuttingDown()
                  && messages.forgetBefore(before) + positions.forgetBefore(before) > 0) {}
            });
  }
}
