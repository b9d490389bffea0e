package dev.deskhand.slack;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of a call to Slack. */
sealed interface ApiResult<T> {

  /** Slack did it. */
  record Done<T>(T answer) implements ApiResult<T> {}

  /**
   * Slack will not.
   *
   * @param error Slack's error word
   * @param detail what Slack says beyond the word; may be empty
   */
  record Refused<T>(String error, String detail) implements ApiResult<T> {}

  /** Slack asks for patience, and has not done it. */
  record Busy<T>(@Nullable Duration after) implements ApiResult<T> {}

  /** No answer, or one that says nothing: Slack may have done it or not. */
  record Unclear<T>(String reason) implements ApiResult<T> {}

  /** What Slack answered, if it did what was asked. */
  default Optional<T> value() {
    return this instanceof Done<T> done ? Optional.of(done.answer()) : Optional.empty();
  }

  /** The same with what Slack answered turned into something else. */
  default <R> ApiResult<R> map(Function<T, R> to) {
    return switch (this) {
      case Done<T>(T answer) -> new Done<>(to.apply(answer));
      case Refused<T>(String error, String detail) -> new Refused<>(error, detail);
      case Busy<T>(Duration after) -> new Busy<>(after);
      case Unclear<T>(String reason) -> new Unclear<>(reason);
    };
  }

  /** What went wrong, in a few words for the log; empty if nothing did. */
  default String trouble() {
    return switch (this) {
      case Done<T> done -> "";
      case Refused<T> refused ->
          refused.detail().isEmpty()
              ? refused.error()
              : refused.error() + " (" + refused.detail() + ")";
      case Busy<T> busy -> "rate limited";
      case Unclear<T> unclear -> unclear.reason();
    };
  }
}
