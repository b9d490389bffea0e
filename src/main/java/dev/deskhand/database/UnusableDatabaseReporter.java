package dev.deskhand.database;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says why the database cannot be had in one line, where Spring Boot would print a page. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnusableDatabaseReporter implements SpringBootExceptionReporter {

  private static final Logger log = LoggerFactory.getLogger(UnusableDatabaseReporter.class);

  /** Spring Boot offers the context to whoever asks; this one has no use for it. */
  UnusableDatabaseReporter(@Nullable ConfigurableApplicationContext context) {}

  @Override
  public boolean reportException(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof DatabaseUnusable unusable) {
        log.error("Deskhand cannot start: {}", unusable.getMessage());
        return true;
      }
    }
    return false;
  }
}
