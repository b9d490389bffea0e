package dev.deskhand.slack.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What came of a call to Slack. */
public sealed interface ApiResult<T> {

  /** Slack did it. */
  record Done<T>(T answer) implements ApiResult<T> {}

  /**
   * Slack will not.
   *
   * @param error Slack's error word
   * @param detail what Slack says beyond the word; may be empty
   */
  record Refused<T>(String error, String detail) implements ApiResult<T> {
    /** Slack's word, and what to do about it. */
    public String reason() {
      String advice = SlackError.of(error).map(SlackError::advice).orElse("");
      return advice.isEmpty() ? trouble() : trouble() + ": " + advice;
    }
  }

  /**
   * It was not done, and can be later.
   *
   * @param after how long to wait, if that is known
   * @param ours whether the desk held the call back, or else Slack refused it
   */
  record Busy<T>(@Nullable Duration after, boolean ours) implements ApiResult<T> {
    Busy(@Nullable Duration after) {
      this(after, false);
    }
  }

  /**
   * No answer, or one that says nothing: Slack may have done it or not.
   *
   * @param settled how long until that no longer changes, if Slack may still be at it
   */
  record Unclear<T>(String reason, @Nullable Duration settled) implements ApiResult<T> {
    Unclear(String reason) {
      this(reason, null);
    }
  }

  /** What Slack answered, if it did what was asked. */
  default Optional<T> value() {
    return this instanceof Done<T> done ? Optional.of(done.answer()) : Optional.empty();
  }

  /** The same with what Slack answered turned into something else. */
  default <R> ApiResult<R> map(Function<T, R> to) {
    return switch (this) {
      case Done<T>(T answer) -> new Done<>(to.apply(answer));
      case Refused<T>(String error, String detail) -> new Refused<>(error, detail);
      case Busy<T>(Duration after, boolean ours) -> new Busy<>(after, ours);
      case Unclear<T>(String reason, Duration settled) -> new Unclear<>(reason, settled);
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
      case Busy<T> busy -> busy.ours() ? "Slack's pace is kept" : "Slack asks to wait";
      case Unclear<T> unclear -> unclear.reason();
    };
  }
}
