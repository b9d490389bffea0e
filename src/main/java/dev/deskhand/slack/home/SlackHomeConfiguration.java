package dev.deskhand.slack.home;

import dev.deskhand.platform.DeskClient;
import dev.deskhand.slack.answers.ModalReplies;
import dev.deskhand.slack.answers.ResponseUrlReplies;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackConfigured;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.PictureUpload;
import dev.deskhand.slack.inbound.UtteranceMapper;
import dev.deskhand.slack.people.SlackUsers;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The Home tab; nobody else names it. */
@Configuration(proxyBeanMethods = false)
@Conditional(SlackConfigured.class)
class SlackHomeConfiguration {

  @Bean
  HomeTab slackHome(
      SlackApi api,
      DeskClient desk,
      DirectChannels directory,
      SlackUsers roster,
      Workspace workspace,
      Clock clock) {
    return new HomeTab(
        api,
        desk,
        new UtteranceMapper(directory, roster, workspace, clock),
        directory,
        new ModalReplies(api, new ResponseUrlReplies(api, directory, new PictureUpload(api))));
  }
}
