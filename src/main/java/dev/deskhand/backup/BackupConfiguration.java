package dev.deskhand.backup;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

  static final String NIGHTLY = "nightly-backup";

  /** In one copy of the desk, whichever is first. */
  @Bean
  @Conditional(FolderIsNamed.class)
  RecurringTask<Void> nightlyBackupTask(NightlyBackup backup, BackupProperties properties) {
    return Tasks.recurring(NIGHTLY, Schedules.daily(properties.timeZone(), properties.at()))
        .execute((task, context) -> backup.run());
  }

  /** An empty folder, as in a copied example file, names none. */
  static final class FolderIsNamed extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean named =
          StringUtils.hasText(context.getEnvironment().getProperty("deskhand.backup.folder"));
      return new ConditionOutcome(
          named, ConditionMessage.of("a folder for backups is " + (named ? "set" : "not set")));
    }
  }
}
