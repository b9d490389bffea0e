package dev.deskhand.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.util.http.SlackHttpClient;
import dev.deskhand.chat.FormChoices;
import dev.deskhand.chat.PlatformRecovered;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.slack.answers.ModalReplies;
import dev.deskhand.slack.answers.ResponseUrlReplies;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.PayloadCheck;
import dev.deskhand.slack.connection.RateLimiter;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackConfigured;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.connection.SlackProperties;
import dev.deskhand.slack.connection.SocketMode;
import dev.deskhand.slack.connection.TokenGuard;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.PictureUpload;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.inbound.ButtonHandler;
import dev.deskhand.slack.inbound.HomeView;
import dev.deskhand.slack.inbound.MessageEventHandler;
import dev.deskhand.slack.inbound.MessageEventMapper;
import dev.deskhand.slack.inbound.OptionSearchHandler;
import dev.deskhand.slack.inbound.QuotedMessages;
import dev.deskhand.slack.inbound.ReactionHandler;
import dev.deskhand.slack.inbound.ShortcutHandler;
import dev.deskhand.slack.inbound.SlackApp;
import dev.deskhand.slack.inbound.SlackListening;
import dev.deskhand.slack.inbound.SlashCommandHandler;
import dev.deskhand.slack.inbound.UtteranceMapper;
import dev.deskhand.slack.inbound.ViewActionHandler;
import dev.deskhand.slack.inbound.ViewSubmissionHandler;
import dev.deskhand.slack.people.SlackUsers;
import dev.deskhand.slack.verification.SlackHttpConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The desk on Slack. Without a bot token there is none of it. */
@Configuration(proxyBeanMethods = false)
@Conditional(SlackConfigured.class)
public class SlackConfiguration {

  private static final Logger log = LoggerFactory.getLogger(SlackConfiguration.class);

  @Bean(destroyMethod = "close")
  Slack slack(SlackProperties properties) {
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(properties.apiUrl());
    config.setStatsEnabled(false);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(3))
            .readTimeout(properties.limits().readTimeout())
            .writeTimeout(Duration.ofSeconds(10))
            .followRedirects(false)
            .followSslRedirects(false)
            // by itself it sends again what may have arrived, so that a message is there twice
            .retryOnConnectionFailure(false)
            .build();
    SlackHttpClient client = new SlackHttpClient(http);
    client.setConfig(config);
    return Slack.getInstance(config, client);
  }

  // no default candidate: Spring's own executor is to stay
  @Bean(destroyMethod = "close", defaultCandidate = false)
  ExecutorService slackExecutor() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("slack-", 0).factory());
  }

  @Bean
  SlackHealth slackState(Clock clock, ApplicationEventPublisher events) {
    SlackHealth health = new SlackHealth(clock);
    health.onRecovery(() -> events.publishEvent(new PlatformRecovered(SlackPlatform.NAME)));
    return health;
  }

  @Bean
  SlackApi slackApi(
      Slack slack,
      SlackProperties properties,
      SlackHealth health,
      MeterRegistry meters,
      Clock clock) {
    RateLimiter pace = new RateLimiter(properties.limits(), clock);
    return new SlackApi(slack, properties.botToken(), health, pace, new TokenGuard(clock), meters);
  }

  @Bean("slackHealthIndicator")
  Workspace slackWorkspace(
      SlackApi api, SlackHealth health, @Qualifier("slackExecutor") ExecutorService slackExecutor) {
    return new Workspace(api, health, slackExecutor);
  }

  @Bean
  DirectChannels slackDirectory(SlackApi api, ReadPositions places) {
    return new DirectChannels(api, places);
  }

  @Bean
  SlackPlatform slackPlatform(SlackApi api, DirectChannels directory) {
    return new SlackPlatform(api.as(CallPriority.WHENEVER), directory);
  }

  @Bean
  App slackApp(
      Slack slack,
      SlackProperties properties,
      SlackApi api,
      DeskClient desk,
      FormChoices choices,
      DirectChannels directory,
      SlackUsers roster,
      Workspace workspace,
      ObjectProvider<HomeView> homeView,
      SlackListening listening,
      @Qualifier("slackExecutor") ExecutorService slackExecutor,
      Clock clock) {
    HomeView home = homeView.getIfAvailable();
    UtteranceMapper translation = new UtteranceMapper(directory, roster, workspace, clock);
    QuotedMessages quotes = new QuotedMessages(api, roster, workspace, slackExecutor);
    ResponseUrlReplies inPlace = new ResponseUrlReplies(api, directory, new PictureUpload(api));
    return SlackApp.of(
        slack,
        new SlashCommandHandler(desk, translation, inPlace),
        new MessageEventHandler(
            desk, new MessageEventMapper(desk, translation, workspace), listening),
        home,
        new ButtonHandler(
            desk,
            translation,
            inPlace,
            new ViewActionHandler(
                desk, translation, directory, home, new ModalReplies(api, inPlace))),
        new ViewSubmissionHandler(desk, translation, inPlace),
        new OptionSearchHandler(choices, slackExecutor),
        new ShortcutHandler(desk, translation, inPlace, quotes, slackExecutor),
        new ReactionHandler(desk, translation, quotes, api, properties.reactions()),
        clock);
  }

  @Bean
  PayloadCheck slackPayloadCheck(Workspace workspace) {
    return new PayloadCheck(workspace::isOurs);
  }

  @Bean
  @Conditional(SlackConfigured.BySocketMode.class)
  SocketMode slackSocketMode(
      Slack slack,
      App slackApp,
      SlackProperties properties,
      PayloadCheck check,
      SlackHealth health) {
    return new SocketMode(slack, slackApp, properties, check, health);
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> slackIntroduction(
      Workspace workspace, SlackProperties properties) {
    return ready -> {
      if (!properties.appToken().isEmpty()) {
        log.info("Slack is on: the desk connects by Socket Mode");
      }
      if (!properties.signingSecret().isEmpty()) {
        log.info("Slack is on: it sends to {}", SlackHttpConfiguration.PATH);
      }
      workspace.introduce();
    };
  }
}
