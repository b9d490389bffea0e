package dev.deskhand;

import dev.deskhand.commandline.CommandLineDesk;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Where the desk starts. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class DeskhandApplication {

  /** Starts the desk, or carries out the command that is given, such as {@code import}. */
  public static void main(String[] args) {
    if (CommandLineDesk.isGivenIn(args)) {
      System.exit(CommandLineDesk.run(args));
    }
    SpringApplication.run(DeskhandApplication.class, args);
  }

  /** The one source of time; tests put another in its place. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
