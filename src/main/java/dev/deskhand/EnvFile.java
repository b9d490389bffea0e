package dev.deskhand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads {@code .env} from the working directory, if present, as if its lines were environment
 * variables: under the same names, and with the real ones going before. {@code deskhand.env-file}
 * names another file; empty, none is read. Lines that are not understood are named by their
 * numbers, never by what they say: it may be a secret.
 */
final class EnvFile implements EnvironmentPostProcessor, Ordered {

  /** The ending makes Spring Boot map names as it does for the real environment. */
  private static final String NAME =
      "envFile-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

  /** The property that says which lines are not understood, for whoever looks for mistakes. */
  private static final String COMPLAINT = "deskhand.env-file-complaint";

  private final Log log;

  EnvFile(DeferredLogFactory logs) {
    log = logs.getLog(EnvFile.class);
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String name = environment.getProperty("deskhand.env-file", ".env");
    if (name.isBlank() || !Files.isRegularFile(Path.of(name))) {
      return;
    }
    EnvLines lines = read(Path.of(name));
    if (!lines.unclear().isEmpty()) {
      String complaint = complaint(name, lines.unclear());
      log.warn(complaint);
      environment
          .getPropertySources()
          .addLast(new MapPropertySource(COMPLAINT, Map.of(COMPLAINT, complaint)));
    }
    environment
        .getPropertySources()
        .addAfter(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(NAME, new LinkedHashMap<>(lines.variables())));
  }

  private static EnvLines read(Path file) {
    try {
      return EnvLines.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String complaint(String file, List<Integer> lines) {
    return "%s: line%s %s not understood and left out. A line is written NAME=value"
        .formatted(
            file,
            lines.size() == 1 ? "" : "s",
            lines.stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (lines.size() == 1 ? " is" : " are"));
  }

  /** Before the configuration files, which may refer to the variables. */
  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER - 1;
  }
}
