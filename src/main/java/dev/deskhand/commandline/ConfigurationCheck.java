package dev.deskhand.commandline;

import dev.deskhand.definitions.DefinitionCheck;
import dev.deskhand.definitions.InvalidDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/**
 * What a start would make of the settings.
 *
 * @param problems all that is wrong, a line each; secrets are not in it
 * @param found what was read, in a few words each
 */
record ConfigurationCheck(List<String> problems, List<String> found) {

  private static final List<String> QUIETLY =
      List.of(
          "--spring.main.web-application-type=none",
          "--spring.main.lazy-initialization=true",
          "--logging.level.root=off",
          "--logging.level.dev.deskhand=off");

  /** Reads everything, and goes on after what is wrong. */
  static ConfigurationCheck of(List<String> settings) {
    List<String> problems = new ArrayList<>();
    List<String> found = new ArrayList<>();
    String[] all = Stream.concat(QUIETLY.stream(), settings.stream()).toArray(String[]::new);
    try (ConfigurableApplicationContext context = SpringApplication.run(Settings.class, all)) {
      BindingFailures failures = context.getBean(BindingFailures.class);
      for (String bean : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
        List<String> values = List.of();
        try {
          context.getBean(bean);
          values = failures.taken(context.getEnvironment());
        } catch (BeansException e) {
          values = failures.taken(context.getEnvironment());
          // what is made of values that are wrong may be so because of them
          if (values.isEmpty() || isRefused(e)) {
            problems.addAll(words(e));
          }
        }
        problems.addAll(values);
      }
      for (String bean : context.getBeanNamesForType(DefinitionCheck.class)) {
        try {
          found.add(context.getBean(bean, DefinitionCheck.class).read());
        } catch (RuntimeException e) {
          problems.addAll(words(e));
        }
      }
      ConfigurableEnvironment environment = context.getEnvironment();
      String lines = environment.getProperty("deskhand.env-file-complaint");
      if (lines != null) {
        problems.add(lines);
      }
      String database = environment.getProperty("spring.datasource.url", "");
      if (!database.isBlank() && !database.startsWith("jdbc:postgresql:")) {
        problems.add("SPRING_DATASOURCE_URL does not begin with jdbc:postgresql:");
      }
      problems.addAll(new KnownVariables(records(context)).unknownIn(environment));
    }
    // a file or value that several settings go by is complained of once
    return new ConfigurationCheck(problems.stream().distinct().toList(), found);
  }

  /** The desk's own settings by their prefix. */
  private static Map<String, Class<?>> records(ConfigurableApplicationContext context) {
    Map<String, Class<?>> records = new TreeMap<>();
    for (String bean : context.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
      Class<?> type = context.getType(bean);
      ConfigurationProperties settings =
          context.findAnnotationOnBean(bean, ConfigurationProperties.class);
      if (type != null && type.isRecord() && settings != null) {
        records.put(settings.value(), type);
      }
    }
    return records;
  }

  /** By a rule of the settings, and not by chance. */
  private static boolean isRefused(Throwable failure) {
    return cause(failure, BindValidationException.class) != null
        || cause(failure, IllegalArgumentException.class) != null;
  }

  private static List<String> words(Throwable failure) {
    BindValidationException invalid = cause(failure, BindValidationException.class);
    if (invalid != null) {
      String prefix = invalid.getValidationErrors().getName().toString();
      return invalid.getValidationErrors().getAllErrors().stream()
          .map(error -> words(prefix, error))
          .toList();
    }
    InvalidDefinition definition = cause(failure, InvalidDefinition.class);
    return definition == null ? List.of(FailureWords.of(failure)) : definition.problems();
  }

  private static <T> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }

  private static String words(String prefix, ObjectError error) {
    String field = error instanceof FieldError at ? "." + at.getField() : "";
    return "%s%s %s".formatted(prefix, field, error.getDefaultMessage());
  }

  /** No configuration class by annotation, or the scan of the desk itself would find it. */
  @ConfigurationPropertiesScan("dev.deskhand")
  @EnableConfigurationProperties({DataSourceProperties.class, ServerProperties.class})
  @ComponentScan(
      basePackages = "dev.deskhand",
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = DefinitionCheck.class))
  static class Settings {

    @Bean
    static BindingFailures bindingFailures() {
      return new BindingFailures();
    }
  }
}
