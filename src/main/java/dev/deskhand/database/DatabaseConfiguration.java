package dev.deskhand.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import dev.deskhand.availability.ProcessEnd;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Starts the database that comes along where no other is named, and checks the one that is. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  private static final ConfigurationPropertyName CONNECTION =
      ConfigurationPropertyName.of("spring.datasource.hikari.connection");

  private static final String OBJECT_IN_USE = "55006";

  /** The {@code DataSource} hangs on it, so it is stopped after all that uses the database. */
  @Bean(destroyMethod = "close")
  @Conditional(NoOtherNamed.class)
  EmbeddedDatabase embeddedDatabase(DatabaseProperties properties) {
    return EmbeddedDatabase.open(properties, ProcessEnd::because);
  }

  @Bean
  FlywayMigrationStrategy migrateOnceTheServerFits(JdbcConnectionDetails details) {
    return flyway -> {
      ServerCheck.requireUsable(details);
      SchemaVersions.refuseNewer(flyway);
      migrate(flyway);
      if (details instanceof EmbeddedDatabase own) {
        own.endLeases();
      }
    };
  }

  /** A migration that must not run now says so with a state of its own, and why in its message. */
  private static void migrate(Flyway flyway) {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof PSQLException refused
            && OBJECT_IN_USE.equals(refused.getSQLState())
            && refused.getServerErrorMessage() != null) {
          throw new DatabaseUnusable(
              String.valueOf(refused.getServerErrorMessage().getMessage()), e);
        }
      }
      throw e;
    }
  }

  /**
   * Lets {@code SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT} be what it looks like. As a variable
   * it might name something within a {@code connection} too, and Spring Boot would have the pool
   * open one to look for it, after which nothing of the pool can be set any more.
   */
  @Bean
  static ConfigurationPropertiesBindHandlerAdvisor noConnectionOfThePoolIsASetting() {
    return handler ->
        new AbstractBindHandler(handler) {
          @Override
          public <T> @Nullable Bindable<T> onStart(
              ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
            return name.equals(CONNECTION) ? null : super.onStart(name, target, context);
          }
        };
  }

  /** Before the pool is asked for its first connection, and after it knows the address. */
  @Bean
  static BeanPostProcessor reconnecting() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() == null) {
          pool.setDataSource(
              new ReconnectingDataSource(
                  new DriverDataSource(
                      pool.getJdbcUrl(),
                      pool.getDriverClassName(),
                      pool.getDataSourceProperties(),
                      pool.getUsername(),
                      pool.getPassword()),
                  pool::isRunning));
        }
        return bean;
      }
    };
  }

  /** Takes the place of Spring Boot's, which waits for as long as the pool does. */
  @Bean
  DatabaseHealth dbHealthIndicator(DataSource source, Clock clock) {
    return new DatabaseHealth(source, clock);
  }

  /** A command at the shell is over before the schema changes below it. */
  @Bean(initMethod = "start", destroyMethod = "close")
  @ConditionalOnWebApplication
  SchemaWatch schemaWatch(
      JdbcConnectionDetails details, Flyway flyway, DatabaseProperties properties) {
    return new SchemaWatch(
        details, SchemaVersions.of(flyway), properties.schemaCheckEvery(), ProcessEnd::because);
  }

  /** An empty URL, as in a copied example file, names no database. */
  static final class NoOtherNamed extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata metadata) {
      boolean named =
          StringUtils.hasText(context.getEnvironment().getProperty("spring.datasource.url"));
      return new ConditionOutcome(
          !named, ConditionMessage.of("a datasource URL is " + (named ? "set" : "not set")));
    }
  }
}
