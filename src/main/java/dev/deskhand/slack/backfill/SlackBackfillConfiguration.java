package dev.deskhand.slack.backfill;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.conversation.Conversation;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackConfigured;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.inbound.DeskClient;
import dev.deskhand.slack.inbound.MessageEventMapper;
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
  Backfill slackCatchUp(
      SlackApi api,
      Conversation conversation,
      ReadPositions heard,
      OpenTicketThreads talks,
      DirectChannels directory,
      SlackUsers roster,
      Workspace workspace,
      MeterRegistry meters,
      @Qualifier("slackExecutor") ExecutorService slackExecutor,
      Clock clock) {
    DeskClient desk = new DeskClient(conversation, slackExecutor);
    UtteranceMapper translation = new UtteranceMapper(directory, roster, workspace, clock);
    MessageEventMapper talk = new MessageEventMapper(desk, translation, workspace);
    MessageReplay again =
        new MessageReplay(desk, talk, translation, conversation, workspace, clock);
    ConversationReplay places =
        new ConversationReplay(new HistoryClient(api), again, talks, meters);
    return new Backfill(heard, talks, places, slackExecutor, clock);
  }

  @Bean
  ListeningState slackListening(
      Backfill catchUp, Workspace workspace, SlackHealth health, ReadPositions heard) {
    return new ListeningState(catchUp, workspace, health, heard);
  }
}
