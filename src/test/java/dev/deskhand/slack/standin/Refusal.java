package dev.deskhand.slack.standin;

import java.util.List;

/** Slack's {@code ok: false}. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> messages;
  private final String needed;

  Refusal(String error) {
    this(error, List.of());
  }

  Refusal(String error, List<String> messages) {
    this(error, messages, "");
  }

  /** With the scope that is missing. */
  Refusal(String error, List<String> messages, String needed) {
    super(error, null, false, false);
    this.messages = List.copyOf(messages);
    this.needed = needed;
  }

  String error() {
    return String.valueOf(getMessage());
  }

  String needed() {
    return needed;
  }

  List<String> messages() {
    return messages;
  }
}
