package dev.deskhand;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads {@code .env} from the working directory, if present, as if its lines were environment
 * variables: under the same names, and with the real ones going before. {@code deskhand.env-file}
 * names another file; empty, none is read.
 */
final class EnvFile implements EnvironmentPostProcessor, Ordered {

  /** The ending makes Spring Boot map names as it does for the real environment. */
  private static final String NAME =
      "envFile-" + StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    String name = environment.getProperty("deskhand.env-file", ".env");
    if (name.isBlank() || !Files.isRegularFile(Path.of(name))) {
      return;
    }
    Path file = Path.of(name).toAbsolutePath();
    Map<String, Object> variables = new LinkedHashMap<>();
    for (DotenvEntry entry :
        Dotenv.configure()
            .directory(String.valueOf(file.getParent()))
            .filename(String.valueOf(file.getFileName()))
            .ignoreIfMalformed()
            .load()
            .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)) {
      variables.put(entry.getKey(), entry.getValue());
    }
    environment
        .getPropertySources()
        .addAfter(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(NAME, variables));
  }

  /** Before the configuration files, which may refer to the variables. */
  @Override
  public int getOrder() {
    return ConfigDataEnvironmentPostProcessor.ORDER - 1;
  }
}
