package dev.deskhand.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole desk on a free port, with a PostgreSQL database of its context's own.
 *
 * <p>Before each test the database is as the start of the desk left it, {@link SettableClock}
 * (which is the desk's {@code Clock}) shows {@link SettableClock#START}, and {@link QueryCount} is
 * at zero. All three can be injected. No {@code .env} is read. Further properties go into a
 * {@code @TestPropertySource}; contexts with the same ones are shared, so the fewer, the faster.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "deskhand.env-file=",
      // the desk's clock jumps: what is due then is looked for more often than users need
      "deskhand.notifications.poll-every=500ms",
      "deskhand.notifications.sweep-every=2s",
      "spring.test.print-condition-evaluation-report=false"
    })
@ActiveProfiles("test")
@ContextConfiguration(initializers = OwnDatabase.class)
@Import(TestGround.class)
@ExtendWith(FreshGround.class)
public @interface DeskhandTest {}
