package dev.deskhand;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Where the desk starts. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class DeskhandApplication {

  public static void main(String[] args) {
    SpringApplication.run(DeskhandApplication.class, args);
  }

  /** The one source of time; tests put another in its place. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
