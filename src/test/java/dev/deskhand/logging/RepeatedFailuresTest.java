package dev.deskhand.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@LooksAtOutput
class RepeatedFailuresTest {

  private final SettableClock clock = new SettableClock();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final RepeatedFailures failures = new RepeatedFailures(logger(), clock);

  private Logger logger() {
    Logger logger = new LoggerContext().getLogger("test");
    logged.start();
    logger.addAppender(logged);
    return logger;
  }

  @Test
  void theFirstOfAKindIsLoggedAndTheOthersOfItsMinuteAreCountedInTheNextLine() {
    for (int person = 0; person < 500; person++) {
      failures.warn("unknown people", "Nobody says who {} is: {}", "U" + person, "time-out");
    }
    assertThat(lines()).containsExactly("WARN Nobody says who U0 is: time-out");

    clock.advance(Duration.ofMinutes(1));
    failures.warn("unknown people", "Nobody says who {} is: {}", "U500", "time-out");
    failures.warn("unknown people", "Nobody says who {} is: {}", "U501", "time-out");
    assertThat(lines())
        .containsExactly(
            "WARN Nobody says who U0 is: time-out",
            "WARN Nobody says who U500 is: time-out (and 499 more since the last such line)");
  }

  @Test
  void kindsAndLevelsDoNotHoldEachOtherBack() {
    failures.warn("database", "The database is away");
    failures.warn("platform", "Slack is away");
    failures.error("platform", "Slack refuses the token");

    assertThat(lines())
        .containsExactly(
            "WARN The database is away", "WARN Slack is away", "ERROR Slack refuses the token");
  }

  @Test
  void aThrowableAtTheEndIsLoggedWithItsTrace() {
    failures.error("bug", "Unexpected", new IllegalStateException("reason"));

    assertThat(logged.list)
        .first()
        .extracting(event -> event.getThrowableProxy().getMessage())
        .isEqualTo("reason");
  }

  @Test
  void ofManyThreadsOneLogs() {
    IntStream.range(0, 1_000).parallel().forEach(one -> failures.warn("all at once", "Away"));

    assertThat(lines()).hasSize(1);
  }

  @Test
  void whoLookedAtTheClockFirstAndComesSecondIsHeldBack() {
    failures.warn("all at once", "Away");
    clock.advance(Duration.ofMillis(-2));
    failures.warn("all at once", "Away");

    assertThat(lines()).hasSize(1);
  }

  @Test
  void aClockThatIsSetBackDoesNotSilenceTheDesk() {
    failures.warn("database", "The database is away");
    clock.advance(Duration.ofHours(-3));
    failures.warn("database", "The database is away");

    assertThat(lines()).hasSize(2);
  }

  private List<String> lines() {
    return logged.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }
}
