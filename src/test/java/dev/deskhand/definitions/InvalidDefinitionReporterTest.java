package dev.deskhand.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.LooksAtOutput;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

@LooksAtOutput
class InvalidDefinitionReporterTest {

  @Test
  void aStartThatFailsForADefinitionFileSaysSoInOneLine(CapturedOutput output) {
    BeanCreationException failure =
        new BeanCreationException(
            "servicesAtStart", "no", new InvalidDefinition("services.yaml", 3, "'kind' is odd"));

    assertThat(reporters()).anyMatch(reporter -> reporter.reportException(failure));

    assertThat(output.getAll().strip().lines())
        .singleElement()
        .asString()
        .contains("Deskhand cannot start: services.yaml line 3: 'kind' is odd");
  }

  @Test
  void whateverElseFailsIsNotItsConcern() {
    assertThat(new InvalidDefinitionReporter(null).reportException(new IllegalStateException("x")))
        .isFalse();
  }

  /** As Spring Boot finds them, of the desk alone. */
  private static List<SpringBootExceptionReporter> reporters() {
    return SpringFactoriesLoader.forDefaultResourceLocation()
        .load(
            SpringBootExceptionReporter.class,
            ArgumentResolver.of(
                ConfigurableApplicationContext.class, new GenericApplicationContext()))
        .stream()
        .filter(reporter -> reporter.getClass().getPackageName().startsWith("dev.deskhand"))
        .toList();
  }
}
