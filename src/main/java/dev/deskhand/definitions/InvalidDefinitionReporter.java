package dev.deskhand.definitions;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says what is wrong with a definition file in a line each, where Spring Boot would print a page.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InvalidDefinitionReporter implements SpringBootExceptionReporter {

  private static final Logger log = LoggerFactory.getLogger(InvalidDefinitionReporter.class);

  /** Spring Boot offers the context to whoever asks; this one has no use for it. */
  InvalidDefinitionReporter(@Nullable ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof InvalidDefinition invalid) {
        invalid.problems().forEach(line -> log.error("Deskhand cannot start: {}", line));
        return true;
      }
    }
    return false;
  }
}
