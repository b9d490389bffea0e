package dev.deskhand.slack.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.SlackConfiguration;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.testing.LooksAtOutput;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.mock.env.MockEnvironment;

@LooksAtOutput
class SlackDisabledNoticeTest {

  private final ApplicationContextRunner desk =
      new ApplicationContextRunner().withUserConfiguration(SlackConfiguration.class);

  @Test
  void withoutATokenThereIsNothingOfSlack() {
    desk.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SlackPlatform.class));
    desk.withPropertyValues("deskhand.slack.bot-token=xoxb-1")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(SlackPlatform.class));
  }

  @Test
  void theStartSaysInOneLineThatSlackIsOffAndWhy(CapturedOutput output) {
    LoggingSystem.get(getClass().getClassLoader())
        .setLogLevel(SlackDisabledNotice.class.getName(), LogLevel.INFO);
    start(new MockEnvironment());
    start(new MockEnvironment().withProperty("deskhand.slack.bot-token", "xoxb-1"));
    start(
        new MockEnvironment()
            .withProperty("deskhand.slack.bot-token", "xoxb-1")
            .withProperty("deskhand.slack.signing-secret", "s"));
    start(
        new MockEnvironment()
            .withProperty("deskhand.slack.bot-token", "xoxb-1")
            .withProperty("deskhand.slack.app-token", "xapp-1"));
    assertThat(output.getOut().lines())
        .hasSize(2)
        .anyMatch(line -> line.endsWith("Slack is off: SLACK_BOT_TOKEN is not set"))
        .anyMatch(line -> line.contains("but neither SLACK_APP_TOKEN"));
  }

  private static void start(MockEnvironment environment) {
    new SlackDisabledNotice(environment)
        .onApplicationEvent(Mockito.mock(ApplicationReadyEvent.class));
  }
}
