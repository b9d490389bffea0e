package dev.deskhand;

import dev.deskhand.availability.ProcessEnd;
import dev.deskhand.availability.VirtualThreadWatch;
import dev.deskhand.commandline.CommandLineDesk;
import dev.deskhand.logging.RepeatedFailureFilter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
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
  public static void main(String[] args) throws Throwable {
    provideCarriers();
    if (isInNestedJar()) {
      runUnpacked(args);
      return;
    }
    if (CommandLineDesk.isGivenIn(args)) {
      System.exit(CommandLineDesk.run(args));
    }
    IdleHeap.giveBack();
    new VirtualThreadWatch(STUCK_AFTER, ProcessEnd::because).start();
    SpringApplication desk = new SpringApplication(DeskhandApplication.class);
    // by then Spring Boot has set the logging up
    desk.addInitializers(context -> RepeatedFailureFilter.install());
    desk.addListeners(new WarmUp(), new StartWarnings());
    desk.run(args);
  }

  /** Unless somebody has said how many; the JDK reads it when the first virtual thread is made. */
  private static void provideCarriers() {
    if (System.getProperty(CARRIERS) == null) {
      int carriers = Math.max(FEWEST_CARRIERS, Runtime.getRuntime().availableProcessors());
      System.setProperty(CARRIERS, Integer.toString(carriers));
    }
  }

  /** As Spring Boot's launcher of the jar loads it. */
  private static boolean isInNestedJar() {
    URL source = DeskhandApplication.class.getProtectionDomain().getCodeSource().getLocation();
    return source.toString().startsWith("jar:nested:");
  }

  /** Runs this again, loaded from {@link UnpackedJar}, so that nothing is loaded the other way. */
  private static void runUnpacked(String[] args) throws Throwable {
    Path jar = Path.of(System.getProperty("java.class.path"));
    ClassLoader unpacked;
    try {
      unpacked = UnpackedJar.loader(jar);
    } catch (IOException e) {
      LoggerFactory.getLogger("dev.deskhand")
          .error(
              "Deskhand cannot start: its program cannot be unpacked beside {} or to {} ({})",
              jar,
              System.getProperty("java.io.tmpdir"),
              e.getMessage());
      System.exit(1);
      return;
    }
    forgetNestedJars();
    Thread.currentThread().setContextClassLoader(unpacked);
    try {
      unpacked
          .loadClass(DeskhandApplication.class.getName())
          .getMethod("main", String[].class)
          .invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** The launcher put its own reading of jars in place of the JDK's, for all of the process. */
  private static void forgetNestedJars() {
    System.clearProperty("java.protocol.handler.pkgs");
    URL.setURLStreamHandlerFactory(null);
  }

  /** The one source of time; tests put another in its place. */
  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
