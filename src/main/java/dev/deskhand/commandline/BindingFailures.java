package dev.deskhand.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;

/** Keeps which values cannot be read, and has the others read as if those were not set. */
final class BindingFailures implements ConfigurationPropertiesBindHandlerAdvisor {

  /** A value that is another's, unless that is not set. */
  private static final Pattern TAKEN_FROM = Pattern.compile("\\$\\{([^:{}]+)(?::[^{}]*)?}");

  private final List<Failure> failures = new ArrayList<>();

  private record Failure(ConfigurationProperty property, Exception error) {}

  @Override
  public BindHandler apply(BindHandler handler) {
    return new AbstractBindHandler(handler) {
      @Override
      public @Nullable Object onFailure(
          ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
          throws Exception {
        ConfigurationProperty property = context.getConfigurationProperty();
        if (property == null
            || error instanceof BindValidationException
            || !property.getName().equals(name)) {
          return super.onFailure(name, target, context, error);
        }
        failures.add(new Failure(property, error));
        return null;
      }
    };
  }

  /** A line for each that was kept since this was asked last. */
  List<String> taken(ConfigurableEnvironment environment) {
    List<String> lines =
        failures.stream()
            .map(
                failure ->
                    "%s: %s"
                        .formatted(
                            place(failure.property(), environment),
                            FailureWords.of(failure.error())))
            .toList();
    failures.clear();
    return lines;
  }

  /** The variable that holds what is wrong, where it is one, or else the setting. */
  private static String place(ConfigurationProperty property, ConfigurableEnvironment environment) {
    Matcher taken = TAKEN_FROM.matcher(String.valueOf(property.getValue()));
    if (taken.matches() && environment.containsProperty(taken.group(1))) {
      ConfigurationProperty other =
          find(ConfigurationPropertyName.adapt(taken.group(1), '.'), environment);
      return other == null ? taken.group(1) : place(other, environment);
    }
    return property.getOrigin() instanceof PropertySourceOrigin origin
        ? origin.getPropertyName()
        : property.getName().toString();
  }

  private static @Nullable ConfigurationProperty find(
      ConfigurationPropertyName name, ConfigurableEnvironment environment) {
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      ConfigurationProperty found = source.getConfigurationProperty(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
