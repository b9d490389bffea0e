package dev.deskhand.slack;

import dev.deskhand.conversation.Conversation;
import dev.deskhand.conversation.HeardPlaces;
import dev.deskhand.conversation.Talks;
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
class SlackListeningConfiguration {

  @Bean
  CatchUp slackCatchUp(
      SlackApi api,
      Conversation conversation,
      HeardPlaces heard,
      Talks talks,
      Directory directory,
      Roster roster,
      Workspace workspace,
      MeterRegistry meters,
      @Qualifier("slackExecutor") ExecutorService slackExecutor,
      Clock clock) {
    Desk desk = new Desk(conversation, slackExecutor);
    Translation translation = new Translation(directory, roster, workspace, clock);
    Talk talk = new Talk(desk, translation, workspace);
    Again again = new Again(desk, talk, translation, conversation, workspace, clock);
    PastTalk places = new PastTalk(new Past(api), again, talks, meters);
    return new CatchUp(heard, talks, places, slackExecutor, clock);
  }

  @Bean
  Listening slackListening(
      CatchUp catchUp, Workspace workspace, SlackHealth health, HeardPlaces heard) {
    return new Listening(catchUp, workspace, health, heard);
  }
}
