package dev.deskhand.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/**
 * A test of the module whose package it is in, on the ground that {@link DeskhandTest} describes,
 * without a web server. What the module needs of others is there if {@link #mode} says so, or as a
 * bean of the test's own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ApplicationModuleTest(verifyAutomatically = false, webEnvironment = WebEnvironment.NONE)
@TestPropertySource(
    properties = {"deskhand.env-file=", "spring.test.print-condition-evaluation-report=false"})
@ActiveProfiles("test")
@ContextConfiguration(initializers = OwnDatabase.class)
@Import(TestGround.class)
@ExtendWith(FreshGround.class)
public @interface DeskhandModuleTest {

  /** Whether the module stands alone or with those it uses. */
  @AliasFor(annotation = ApplicationModuleTest.class, attribute = "mode")
  BootstrapMode mode() default BootstrapMode.STANDALONE;

  /** Further modules, by name. */
  @AliasFor(annotation = ApplicationModuleTest.class, attribute = "extraIncludes")
  String[] extraIncludes() default {};
}
