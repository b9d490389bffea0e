package dev.deskhand.discord;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.discord.backfill.DiscordHistory;
import dev.deskhand.discord.backfill.DiscordListening;
import dev.deskhand.discord.commands.CommandRegistration;
import dev.deskhand.discord.commands.CommandTree;
import dev.deskhand.discord.commands.OptionCompletion;
import dev.deskhand.discord.commands.RegisteredCommands;
import dev.deskhand.discord.commands.SlashCommandMapper;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.connection.PermissionCheck;
import dev.deskhand.discord.connection.RestLimitMonitor;
import dev.deskhand.discord.delivery.DeliveryRoute;
import dev.deskhand.discord.delivery.DirectMessages;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.forms.FormStore;
import dev.deskhand.discord.forums.Forums;
import dev.deskhand.discord.gateway.DiscordConnection;
import dev.deskhand.discord.gateway.DiscordEvents;
import dev.deskhand.discord.gateway.DiscordHealth;
import dev.deskhand.discord.gateway.DiscordMeters;
import dev.deskhand.discord.gateway.SessionLease;
import dev.deskhand.discord.inbound.ContextMenuHandler;
import dev.deskhand.discord.inbound.FormPages;
import dev.deskhand.discord.inbound.InteractionDispatcher;
import dev.deskhand.discord.inbound.InteractionHandler;
import dev.deskhand.discord.inbound.MessageHandler;
import dev.deskhand.discord.inbound.ReactionHandler;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.people.GuildMembers;
import dev.deskhand.discord.people.PeopleEventHandler;
import dev.deskhand.discord.people.RoleSync;
import dev.deskhand.discord.privatethreads.DiscordPrivateThreads;
import dev.deskhand.discord.rendering.EmbedRenderer;
import dev.deskhand.platform.ListeningState;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
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
import org.springframework.jdbc.core.JdbcTemplate;
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
    DirectMessages.class,
    DiscordConnection.class,
    DiscordEvents.class,
    DiscordMeters.class,
    DiscordPrivateThreads.class,
    Forums.class,
    CommandRegistration.class,
    CommandTree.class,
    SlashCommandMapper.class,
    InteractionDispatcher.class,
    FormPages.class,
    ContextMenuHandler.class,
    ReactionHandler.class,
    PermissionCheck.class,
    OptionCompletion.class,
    EmbedRenderer.class,
    InteractionHandler.class,
    MessageHandler.class,
    FormSessions.class,
    GuildAccess.class,
    GuildMembers.class,
    RoleSync.class,
    PeopleEventHandler.class,
  })
  static class On {

    /**
     * Who holds the sessions is agreed on in the database, by its clock. Copies on one machine are
     * told apart by a name that is new at each start.
     */
    @Bean
    SessionLease sessionLease(DataSource dataSource, DiscordProperties properties, Clock clock) {
      LockProvider locks =
          new JdbcTemplateLockProvider(
              JdbcTemplateLockProvider.Configuration.builder()
                  .withJdbcTemplate(new JdbcTemplate(dataSource))
                  .withTableName("leader_lock")
                  .withLockedByValue(UUID.randomUUID().toString())
                  .usingDbTime()
                  .build());
      return new SessionLease(locks, properties.takeover(), clock);
    }

    @Bean
    RestLimitMonitor discordManners(MeterRegistry meters, Clock clock) {
      return new RestLimitMonitor(meters, clock, System::nanoTime);
    }

    @Bean
    DiscordPlatform discordPlatform(
        DiscordConnection connection,
        EmbedRenderer renderer,
        DirectMessages direct,
        ObjectProvider<DeliveryRoute> routes,
        RestLimitMonitor manners,
        PermissionCheck setUp) {
      return new DiscordPlatform(
          connection, renderer, direct, routes.orderedStream().toList(), manners, setUp);
    }

    /** Each login begins to listen anew. */
    @Bean
    Supplier<DiscordListening> discordListening(
        ReadPositions places,
        OpenTicketThreads talks,
        GuildAccess served,
        RestLimitMonitor manners,
        MessageHandler messages,
        DiscordEvents events,
        MeterRegistry meters,
        Clock clock) {
      return () ->
          new DiscordListening(
              // at once, so that nothing that follows is heard before its place is to be read
              new ListeningState(DiscordPlatform.NAME, places, talks, meters, Runnable::run, clock),
              shard -> new DiscordHistory(shard, served, manners, messages, events::run));
    }

    @Bean
    FormStore formStore(JdbcClient jdbc) {
      return new FormStore.Stored(jdbc);
    }

    @Bean
    RegisteredCommands registrations(JdbcClient jdbc) {
      return new RegisteredCommands.Stored(jdbc);
    }

    /** Forgets forms that nobody sends any more, in bounded steps. */
    @Bean
    RecurringTask<Void> forgetDiscordForms(FormSessions forms) {
      return Tasks.recurring("forget-discord-forms", FixedDelay.ofHours(1))
          .execute(
              (task, context) -> {
                while (!context.getSchedulerState().isShuttingDown() && forms.forgetOld() > 0) {}
              });
    }

    /** Appears as {@code discord} in the desk's health. */
    @Bean
    DiscordHealth discordHealthIndicator(DiscordConnection connection, RestLimitMonitor manners) {
      return new DiscordHealth(connection, manners);
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
