package dev.deskhand;

import dev.deskhand.availability.ProcessEnd;
import dev.deskhand.availability.VirtualThreadWatch;
import dev.deskhand.commandline.CommandLineDesk;
import dev.deskhand.launch.StartCache;
import dev.deskhand.logging.RepeatedFailureFilter;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Where the desk starts. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class DeskhandApplication {

  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  /** Fewer are too easily all kept by virtual threads that load a class, on a small machine. */
  private static final int FEWEST_CARRIERS = 16;

  private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

  /** Starts the desk, or carries out the command that is given, such as {@code import}. */
  public static void main(String[] args) {
    provideCarriers();
    if (CommandLineDesk.isGivenIn(args)) {
      System.exit(CommandLineDesk.run(args));
    }
    IdleHeap.giveBack();
    new VirtualThreadWatch(STUCK_AFTER, ProcessEnd::because).start();
    SpringApplication desk = new SpringApplication(DeskhandApplication.class);
    // by then Spring Boot has set the logging up
    desk.addInitializers(context -> RepeatedFailureFilter.install());
    desk.addListeners(new WarmUp(), new StartWarnings());
    ConfigurableApplicationContext running = desk.run(args);
    if (running.getEnvironment().getProperty(StartCache.ENDS, Boolean.class, false)) {
      System.exit(SpringApplication.exit(running));
    }
  }

  /** Unless somebody has said how many; the JDK reads it when the first virtual thread is made. */
  private static void provideCarriers() {
    if (System.getProperty(CARRIERS) == null) {
      int carriers = Math.max(FEWEST_CARRIERS, Runtime.getRuntime().availableProcessors());
      System.setProperty(CARRIERS, Integer.toString(carriers));
    }
  }

  /** The one source of time; tests put another in its place. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
