package dev.deskhand.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * The environment variables that mean something to the desk: those that {@code application.yaml}
 * names, and those of its settings, by the names that Spring Boot gives them.
 */
final class KnownVariables {

  private static final Pattern OURS = Pattern.compile("(DESKHAND|SLACK|DISCORD)_[A-Z0-9_]+");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]+)");

  private final Set<String> names = new TreeSet<>();
  private final Set<String> entries = new TreeSet<>();

  /**
   * Finds their names.
   *
   * @param settings the records of the settings by their prefix
   */
  KnownVariables(Map<String, Class<?>> settings) {
    Matcher named = PLACEHOLDER.matcher(text("application.yaml"));
    while (named.find()) {
      names.add(named.group(1));
    }
    settings.forEach((prefix, type) -> add(variable(prefix), type));
  }

  /** Spring Boot takes a setting as a variable in capitals, with or without underscores in it. */
  private static String variable(String setting) {
    return setting
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .replaceAll("[.-]", "_")
        .toUpperCase(Locale.ROOT);
  }

  private static String bare(String variable) {
    return variable.replace("_", "");
  }

  private void add(String prefix, Class<?> settings) {
    for (RecordComponent component : settings.getRecordComponents()) {
      String name = prefix + "_" + variable(component.getName());
      if (component.getType().isRecord()) {
        add(name, component.getType());
      } else {
        names.add(name);
        if (Map.class.isAssignableFrom(component.getType())
            || Collection.class.isAssignableFrom(component.getType())) {
          entries.add(name);
        }
      }
    }
  }

  /** A line for each variable that looks like one of the desk's and is none. */
  List<String> unknownIn(ConfigurableEnvironment environment) {
    return environment.getPropertySources().stream()
        .filter(SystemEnvironmentPropertySource.class::isInstance)
        .flatMap(source -> Stream.of(((SystemEnvironmentPropertySource) source).getPropertyNames()))
        .filter(name -> OURS.matcher(name).matches() && !isKnown(name))
        .distinct()
        .map(name -> "%s is no setting of the desk; did you mean %s?".formatted(name, near(name)))
        .toList();
  }

  private boolean isKnown(String name) {
    String bare = bare(name);
    return names.stream().map(KnownVariables::bare).anyMatch(bare::equals)
        || entries.stream().map(KnownVariables::bare).anyMatch(bare::startsWith);
  }

  private String near(String name) {
    return names.stream()
        .min(
            Comparator.comparingInt(
                each -> LevenshteinDistance.getDefaultInstance().apply(each, name)))
        .orElseThrow();
  }

  private static String text(String resource) {
    try (InputStream bytes = new ClassPathResource(resource).getInputStream()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
