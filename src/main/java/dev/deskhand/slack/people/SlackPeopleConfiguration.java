package dev.deskhand.slack.people;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.slack.api.bolt.App;
import dev.deskhand.chat.Accounts;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackConfigured;
import dev.deskhand.slack.connection.Workspace;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Who people are on Slack. */
@Configuration(proxyBeanMethods = false)
@Conditional(SlackConfigured.class)
class SlackPeopleConfiguration {

  @Bean
  SlackUsers slackRoster(
      SlackApi api,
      Accounts accounts,
      Workspace workspace,
      @Qualifier("slackExecutor") ExecutorService slackExecutor,
      Clock clock) {
    return new SlackUsers(api, accounts, workspace, slackExecutor, clock);
  }

  @Bean
  UserGroups slackUserGroups(SlackApi api, Accounts accounts, SlackUsers roster) {
    return new UserGroups(api, accounts, roster);
  }

  @Bean
  PeopleEventHandler slackPeopleEvents(
      App slackApp,
      SlackUsers roster,
      UserGroups groups,
      @Qualifier("slackExecutor") ExecutorService slackExecutor) {
    return new PeopleEventHandler(slackApp, roster, groups, slackExecutor);
  }

  /** An event may have been missed. */
  @Bean
  RecurringTask<Void> readSlackUserGroups(UserGroups groups) {
    return Tasks.recurring("read-slack-user-groups", FixedDelay.ofHours(1))
        .execute((task, context) -> groups.readAll());
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> slackUserGroupsAtStart(
      UserGroups groups, @Qualifier("slackExecutor") ExecutorService slackExecutor) {
    return ready -> slackExecutor.execute(groups::readAll);
  }
}
