package dev.deskhand.availability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Something that is asked of a part that may hang, such as a database that stands still: it answers
 * within {@link #PATIENCE} all the same, with what was known last. However many ask, one question
 * is under way at a time, in a thread of its own.
 *
 * @param <T> what is asked for
 */
public final class LastKnown<T> {

  /**
   * How long an answer is waited for: health asks for up to three things, one after the other, and
   * promises its own in a second.
   */
  public static final Duration PATIENCE = Duration.ofMillis(300);

  private static final Logger log = LoggerFactory.getLogger(LastKnown.class);

  private final String name;
  private final Supplier<T> source;
  private final Clock clock;
  private final Duration freshFor;
  private final AtomicReference<@Nullable Question> underWay = new AtomicReference<>();
  private final AtomicReference<@Nullable Answer<T>> last = new AtomicReference<>();

  /**
   * Asks nothing yet.
   *
   * @param name of the thread that asks
   * @param source may take as long as it will, and may throw
   */
  public LastKnown(String name, Supplier<T> source, Clock clock) {
    this(name, source, clock, Duration.ZERO);
  }

  /**
   * The same of what need not be asked for each time.
   *
   * @param freshFor how old an answer may be that counts as current
   */
  public LastKnown(String name, Supplier<T> source, Clock clock, Duration freshFor) {
    this.name = name;
    this.source = source;
    this.clock = clock;
    this.freshFor = freshFor;
  }

  /**
   * What is known.
   *
   * @param value what was answered
   * @param at when it was asked for
   * @param current whether that was just now; if not, the latest question failed or is unanswered
   */
  public record Known<T>(T value, Instant at, boolean current) {

    /** How old it is at that time; nothing is younger than now. */
    public Duration ageAt(Instant now) {
      Duration age = Duration.between(at, now);
      return age.isNegative() ? Duration.ZERO : age;
    }
  }

  /**
   * Asks and waits for a moment; empty if nothing has ever been answered.
   *
   * @throws RuntimeException what the source threw, unless it is that the database cannot be had
   */
  public Optional<Known<T>> get() {
    return get(PATIENCE);
  }

  /**
   * The same for who has more time: without an earlier answer there is nothing to tell instead.
   *
   * @param untilFirst how long the first answer ever is waited for
   */
  public Optional<Known<T>> get(Duration untilFirst) {
    Answer<T> fresh = last.get();
    if (fresh != null && System.nanoTime() - fresh.askedAt() < freshFor.toNanos()) {
      return Optional.of(fresh.known());
    }
    Question question = asked();
    boolean answered = question.await(last.get() == null ? untilFirst : PATIENCE);
    RuntimeException mistake = question.mistake;
    if (answered && mistake != null) {
      throw mistake;
    }
    Answer<T> answer = last.get();
    if (answer == null) {
      return Optional.empty();
    }
    Known<T> known = answer.known();
    boolean current = answered && !question.failed;
    return Optional.of(new Known<>(known.value(), known.at(), current));
  }

  private Question asked() {
    while (true) {
      Question before = underWay.get();
      if (before != null && before.done.getCount() > 0) {
        return before;
      }
      Question mine = new Question();
      if (underWay.compareAndSet(before, mine)) {
        // a thread that the database holds must be none that virtual threads need
        Thread.ofPlatform().daemon().name(name).start(() -> answer(mine));
        return mine;
      }
    }
  }

  private void answer(Question question) {
    Instant now = clock.instant();
    try {
      last.set(new Answer<>(new Known<>(source.get(), now, true), question.begun));
      question.failed = false;
    } catch (DataAccessException | TransactionException e) {
      log.warn("No answer for {}", name, e);
    } catch (RuntimeException e) {
      question.mistake = e;
    } finally {
      question.done.countDown();
    }
  }

  private record Answer<T>(Known<T> known, long askedAt) {}

  private static final class Question {
    private final CountDownLatch done = new CountDownLatch(1);
    private final long begun = System.nanoTime();
    private volatile boolean failed = true;
    private volatile @Nullable RuntimeException mistake;

    /** Who comes late to a question that hangs does not wait as long again. */
    boolean await(Duration patience) {
      long left = patience.toNanos() - (System.nanoTime() - begun);
      try {
        return done.await(Math.max(0, left), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
