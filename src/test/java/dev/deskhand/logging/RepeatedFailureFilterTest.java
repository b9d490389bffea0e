package dev.deskhand.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.SettableClock;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@LooksAtOutput
class RepeatedFailureFilterTest {

  private final SettableClock clock = new SettableClock();
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger ours = context.getLogger("dev.deskhand.Some");
  private final Logger library = context.getLogger("com.example.Pool");

  RepeatedFailureFilterTest() {
    context.addTurboFilter(new RepeatedFailureFilter(clock));
    logged.start();
    context.getLogger("ROOT").addAppender(logged);
  }

  @Test
  void aDatabaseThatIsAwayIsOneLineAMinuteWithoutATraceWhoeverSaysIt() {
    Exception refused = new IllegalStateException("x", new SQLException("refused", "08001"));
    Exception none = new IllegalStateException("x", new SQLTransientConnectionException("no one"));
    for (int time = 0; time < 100; time++) {
      ours.error("Could not carry out {}", "report", refused);
      library.warn("Failed", none);
      ours.error("Failed", new IllegalStateException(new SQLException("Connection is closed")));
      library.error("Failed while completing {}", "it", rollbackFailedToo());
      library.error("Unhandled", new SQLException("Interrupted", new InterruptedException()));
    }
    assertThat(logged.list)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getFormattedMessage())
                  .isEqualTo("Could not carry out report (SQLException: refused)");
              assertThat(event.getThrowableProxy()).isNull();
            });

    clock.advance(Duration.ofMinutes(1));
    library.warn("Failed", none);
    assertThat(logged.list.getLast().getFormattedMessage())
        .endsWith("no one) (and 499 more since the last such line)");
  }

  /** As db-scheduler throws it. */
  private static Exception rollbackFailedToo() {
    Exception rollback =
        new IllegalStateException("Failed to rollback", new SQLException("Connection is closed"));
    rollback.addSuppressed(new IllegalStateException(new SQLException("ended", "57P01")));
    return rollback;
  }

  @Test
  void whatNobodyForesawKeepsItsTraceOnceAndItsLineEachTime() {
    for (int time = 0; time < 3; time++) {
      ours.error("Unexpected error {}", time, new IllegalStateException("mistake"));
    }

    assertThat(logged.list).hasSize(3);
    assertThat(logged.list).filteredOn(event -> event.getThrowableProxy() != null).hasSize(1);
    assertThat(logged.list.getLast().getFormattedMessage())
        .isEqualTo("Unexpected error 2 (IllegalStateException: mistake)");
  }

  @Test
  void aLibraryThatRepeatsItselfIsHeardOnceAMinuteAndTheDesksOwnWordsAreNotHeldBack() {
    for (int time = 0; time < 3; time++) {
      library.warn("Connection {} is broken", time);
      ours.warn("Scope {} is missing", time);
      library.info("Nothing of note");
    }

    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsOnlyOnce("Connection 0 is broken")
        .contains("Scope 0 is missing", "Scope 1 is missing", "Scope 2 is missing")
        .doesNotContain("Connection 1 is broken")
        .filteredOn("Nothing of note"::equals)
        .hasSize(3);
  }

  @Test
  void whatIsSwitchedOffIsNotCounted() {
    library.setLevel(Level.OFF);
    library.error("Failed", new SQLException("refused", "08001"));
    ours.error("Failed", new SQLException("refused", "08001"));

    assertThat(logged.list).hasSize(1);
  }
}
