package dev.deskhand.discord;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/** The desk is on Discord when it has a token, and says so when it has none. */
@Configuration(proxyBeanMethods = false)
class DiscordConfiguration {

  private static final Logger log = LoggerFactory.getLogger(DiscordConfiguration.class);

  DiscordConfiguration(DiscordProperties properties) {
    if (properties.token().isEmpty()) {
      log.info("Discord is off: DISCORD_TOKEN is not set");
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Conditional(HasToken.class)
  @Import({
    DiscordConnection.class,
    DiscordEvents.class,
    DiscordMeters.class,
    DiscordPlatform.class,
    CommandRegistration.class,
    Dialogue.class,
    FormPages.class,
    Menus.class,
    Reactions.class,
    SetUp.class,
    Completions.class,
    EmbedRenderer.class,
    Interactions.class,
    Messages.class,
    OpenForms.class,
    ServedPeople.class,
  })
  static class On {

    @Bean
    FormStore formStore(JdbcClient jdbc) {
      return new FormStore.Stored(jdbc);
    }

    @Bean
    Registrations registrations(JdbcClient jdbc) {
      return new Registrations.Stored(jdbc);
    }

    /** Forgets forms that nobody sends any more, in bounded steps. */
    @Bean
    RecurringTask<Void> forgetDiscordForms(OpenForms forms) {
      return Tasks.recurring("forget-discord-forms", FixedDelay.ofHours(1))
          .execute(
              (task, context) -> {
                while (!context.getSchedulerState().isShuttingDown() && forms.forgetOld() > 0) {}
              });
    }

    /** Appears as {@code discord} in the desk's health. */
    @Bean
    DiscordHealth discordHealthIndicator(DiscordConnection connection) {
      return new DiscordHealth(connection);
    }
  }

  /** {@link Condition} that the desk has a token; an empty one is none. */
  static class HasToken extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean token =
          StringUtils.hasText(context.getEnvironment().getProperty("deskhand.discord.token"));
      return new ConditionOutcome(token, ConditionMessage.of("a Discord token"));
    }
  }
}
