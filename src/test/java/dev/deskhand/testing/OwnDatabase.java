package dev.deskhand.testing;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Gives each context a database of its own, unless the test names one. */
final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Environment environment = context.getEnvironment();
    if (environment.getProperty("spring.datasource.url") == null) {
      TestPropertyValues.of("spring.datasource.url=" + SharedPostgres.get().newDatabase())
          .applyTo(context);
    }
  }
}
