package dev.deskhand.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class LastKnownTest {

  private final SettableClock clock = new SettableClock();
  private final AtomicInteger asked = new AtomicInteger();

  private volatile Supplier<String> source = () -> "works";

  private final LastKnown<String> known =
      new LastKnown<>(
          "test",
          () -> {
            asked.incrementAndGet();
            return source.get();
          },
          clock);

  @Test
  void whatIsAnsweredIsCurrent() {
    assertThat(known.get()).hasValue(new LastKnown.Known<>("works", SettableClock.START, true));
  }

  @Test
  void whatFailsLeavesWhatWasKnownAndItsAge() {
    known.get();
    source =
        () -> {
          throw new DataAccessResourceFailureException("away");
        };
    clock.advance(Duration.ofMinutes(3));

    LastKnown.Known<String> last = known.get().orElseThrow();

    assertThat(last.value()).isEqualTo("works");
    assertThat(last.current()).isFalse();
    assertThat(last.ageAt(clock.instant())).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void whatHangsIsWaitedForOnceForAMomentAndAskedNoSecondTime() {
    known.get();
    CountDownLatch thawed = new CountDownLatch(1);
    source =
        () -> {
          hold(thawed);
          return "works again";
        };

    long begun = System.nanoTime();
    for (int time = 0; time < 20; time++) {
      assertThat(known.get().orElseThrow().current()).isFalse();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(LastKnown.PATIENCE.multipliedBy(10));
    assertThat(asked).hasValue(2);

    thawed.countDown();
    await()
        .untilAsserted(
            () -> assertThat(known.get().orElseThrow().value()).isEqualTo("works again"));
  }

  @Test
  void nothingIsKnownOfWhatNeverAnswered() {
    source =
        () -> {
          throw new DataAccessResourceFailureException("away");
        };

    assertThat(known.get()).isEmpty();
  }

  @Test
  void theFirstAnswerIsWaitedForAsLongAsTheAskerCanAndLaterOnesForAMoment() {
    CountDownLatch thawed = new CountDownLatch(1);
    source =
        () -> {
          hold(thawed);
          return "works";
        };
    assertThat(known.get()).isEmpty();
    CompletableFuture.delayedExecutor(LastKnown.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .execute(thawed::countDown);
    assertThat(known.get(Duration.ofMinutes(1)).orElseThrow().value()).isEqualTo("works");

    CountDownLatch frozen = new CountDownLatch(1);
    source =
        () -> {
          hold(frozen);
          return "works again";
        };
    assertThat(known.get(Duration.ofMinutes(1)).orElseThrow().value()).isEqualTo("works");
    frozen.countDown();
  }

  @Test
  void aMistakeOfTheDesksIsNotTakenForAnAbsence() {
    known.get();
    source =
        () -> {
          throw new IllegalStateException("mistake");
        };

    assertThatThrownBy(known::get).isInstanceOf(IllegalStateException.class);
  }

  private static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
