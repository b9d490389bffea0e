package dev.deskhand.slack.backfill;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.platform.ListeningState;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackConfigured;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.HistoryClient;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.inbound.MessageEventMapper;
import dev.deskhand.slack.inbound.SlackListening;
import dev.deskhand.slack.inbound.UtteranceMapper;
import dev.deskhand.slack.people.SlackUsers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** What the desk hears on Slack, and how it makes up for what it did not. */
@Configuration(proxyBeanMethods = false)
@Conditional(SlackConfigured.class)
class SlackBackfillConfiguration {

  @Bean
  SlackListening slackListening(
      SlackApi api,
      DeskClient desk,
      ReadPositions heard,
      OpenTicketThreads talks,
      DirectChannels directory,
      SlackUsers roster,
      Workspace workspace,
      SlackHealth health,
      MeterRegistry meters,
      @Qualifier("slackExecutor") ExecutorService slackExecutor,
      Clock clock) {
    MessageEventMapper talk =
        new MessageEventMapper(
            desk, new UtteranceMapper(directory, roster, workspace, clock), workspace);
    HistoryClient past = new HistoryClient(api);
    return new SlackListening(
        new ListeningState(SlackPlatform.NAME, heard, talks, meters, slackExecutor, clock),
        () -> new SlackHistory(past, talk, desk, workspace, slackExecutor, clock),
        health);
  }
}
