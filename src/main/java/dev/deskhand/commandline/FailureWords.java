package dev.deskhand.commandline;

import org.jspecify.annotations.Nullable;

/** A failure in one line. */
final class FailureWords {

  private FailureWords() {}

  /** What the desk itself said of it, or else what lies at the bottom of it. */
  static String of(Throwable problem) {
    Throwable deepest = problem;
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at.getClass().getName().startsWith("dev.deskhand.")) {
        return firstLine(at.getMessage());
      }
      deepest = at;
    }
    return deepest instanceof IllegalArgumentException
        ? firstLine(deepest.getMessage())
        : "%s: %s".formatted(deepest.getClass().getSimpleName(), firstLine(deepest.getMessage()));
  }

  static String firstLine(@Nullable String message) {
    return message == null
        ? "It failed without saying why"
        : message.lines().findFirst().orElse("").strip();
  }
}
