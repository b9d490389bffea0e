package dev.deskhand.commandline;

import dev.deskhand.backup.BackupService;
import dev.deskhand.backup.RestoreService;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Primary;

/** The desk's database, as it is found: nothing is migrated, and nobody is served. */
final class DatabaseAlone implements AutoCloseable {

  private static final List<String> SETTINGS =
      List.of(
          "--spring.main.web-application-type=none",
          "--spring.main.lazy-initialization=true",
          // a failure is said in one line by whoever gave the command
          "--logging.level.root=off",
          "--logging.level.dev.deskhand=off");

  private final ConfigurableApplicationContext context;

  private DatabaseAlone(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts it, or joins that of the running desk. */
  static DatabaseAlone besideADesk(List<String> settings) {
    return start(settings, true);
  }

  /** Starts it; where a desk is running on it, that is refused. */
  static DatabaseAlone withoutADesk(List<String> settings) {
    return start(settings, false);
  }

  private static DatabaseAlone start(List<String> settings, boolean join) {
    String[] all =
        Stream.of(SETTINGS, List.of("--deskhand.database.join=" + join), settings)
            .flatMap(List::stream)
            .toArray(String[]::new);
    return new DatabaseAlone(SpringApplication.run(Database.class, all));
  }

  BackupService backups() {
    return context.getBean(BackupService.class);
  }

  RestoreService restores() {
    return context.getBean(RestoreService.class);
  }

  @Override
  public void close() {
    context.close();
  }

  /** No configuration class by annotation, or the scan of the desk itself would find it. */
  @ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    FlywayAutoConfiguration.class
  })
  @ComponentScan({"dev.deskhand.database", "dev.deskhand.backup"})
  @ConfigurationPropertiesScan({"dev.deskhand.database", "dev.deskhand.backup"})
  static class Database {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }

    @Bean
    @Primary
    FlywayMigrationStrategy asItIs() {
      return flyway -> {};
    }
  }
}
