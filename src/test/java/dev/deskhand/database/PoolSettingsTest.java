package dev.deskhand.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** What is set of the pool by variables. */
class PoolSettingsTest {

  @Test
  void everyWayToWriteAVariableSetsThePoolAndOpensNoConnection() {
    new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
        .withBean(
            ConfigurationPropertiesBindHandlerAdvisor.class,
            DatabaseConfiguration::noConnectionOfThePoolIsASetting)
        .withPropertyValues(
            "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nobody-listens",
            "spring.datasource.hikari.connection-timeout=10000")
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        new SystemEnvironmentPropertySource(
                            "set-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                            Map.of(
                                "SPRING_DATASOURCE_HIKARI_CONNECTION_TIMEOUT", "5000",
                                "SPRING_DATASOURCE_HIKARI_CONNECTION_INIT_SQL", "select 1",
                                "SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "3",
                                "SPRING_DATASOURCE_HIKARI_IDLETIMEOUT", "20000"))))
        .run(
            context -> {
              HikariDataSource pool = context.getBean(HikariDataSource.class);
              assertThat(pool.isRunning()).isFalse();
              assertThat(pool.getConnectionTimeout()).isEqualTo(5_000);
              assertThat(pool.getConnectionInitSql()).isEqualTo("select 1");
              assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
              assertThat(pool.getIdleTimeout()).isEqualTo(20_000);
            });
  }
}
