package dev.deskhand.commandline;

import dev.deskhand.tickets.IncidentReplay;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** The services without what brings people to them: no web server, platforms or scheduled work. */
final class ServicesAlone implements AutoCloseable {

  private static final List<String> SETTINGS =
      List.of(
          "--spring.main.web-application-type=none",
          // what nobody asks for is not made, such as the people of the demonstration
          "--spring.main.lazy-initialization=true",
          "--deskhand.database.join=true",
          // few are needed at a time, and a desk that is running needs its own
          "--spring.datasource.hikari.maximum-pool-size=4",
          // a failure is said in one line by whoever gave the command
          "--logging.level.root=off",
          "--logging.level.dev.deskhand=off");

  private final ConfigurableApplicationContext context;

  private ServicesAlone(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts them, on the database of the running desk if there is one. */
  static ServicesAlone start(List<String> settings) {
    String[] all = Stream.concat(SETTINGS.stream(), settings.stream()).toArray(String[]::new);
    return new ServicesAlone(SpringApplication.run(Services.class, all));
  }

  IncidentReplay replay() {
    return context.getBean(IncidentReplay.class);
  }

  DataSource database() {
    return context.getBean(DataSource.class);
  }

  /** The zone in which the desk counts its days. */
  ZoneId zone() {
    return ZoneId.of(
        context.getEnvironment().getProperty("deskhand.conversation.time-zone", "UTC"));
  }

  @Override
  public void close() {
    context.close();
  }

  /** No configuration class by annotation, or the scan of the desk itself would find it. */
  @EnableAutoConfiguration
  @AutoConfigurationPackage(basePackages = "dev.deskhand.tickets")
  @ComponentScan({
    "dev.deskhand.database",
    "dev.deskhand.people",
    "dev.deskhand.record",
    "dev.deskhand.search",
    "dev.deskhand.tickets"
  })
  @ConfigurationPropertiesScan({
    "dev.deskhand.database",
    "dev.deskhand.people",
    "dev.deskhand.tickets"
  })
  static class Services {
    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
