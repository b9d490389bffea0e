package dev.deskhand.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long whom is waited for. The platforms give three seconds for the first word, and the way
 * there and back takes some of them.
 */
public final class Deadlines {

  /** For an answer, before it is said that it will follow. */
  public static final Duration ANSWER = Duration.ofMillis(1_800);

  /** For one that may be a form: a form can only be the first word. */
  public static final Duration FORM = Duration.ofMillis(2_300);

  /** For options while somebody types; there is no later for them. */
  public static final Duration OPTIONS = Duration.ofMillis(2_200);

  /** For what was said in a place before, so that what is said now is taken in after it. */
  public static final Duration BACKFILL = Duration.ofMillis(1_500);

  /** For what a platform says of people who are met for the first time. */
  public static final Duration PERSON = Duration.ofSeconds(1);

  /** For the names of people in a text that is quoted. */
  public static final Duration NAMES = Duration.ofMillis(700);

  /** For an answer that follows; longer than this nobody waits for one. */
  public static final Duration LATER = Duration.ofMinutes(2);

  /** For what is answered by a message, where the platform sends it again otherwise. */
  public static final Duration TAKEN_IN = Duration.ofSeconds(10);

  private Deadlines() {}

  /** What is there in time; empty if it is not, or if it failed. */
  public static <T> Optional<T> within(CompletableFuture<T> asked, Duration longest) {
    try {
      return Optional.of(asked.get(longest.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
