package dev.deskhand.slack.standin;

import java.util.List;

/** Slack's {@code ok: false}. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> messages;

  Refusal(String error) {
    this(error, List.of());
  }

  Refusal(String error, List<String> messages) {
    super(error, null, false, false);
    this.messages = List.copyOf(messages);
  }

  String error() {
    return String.valueOf(getMessage());
  }

  List<String> messages() {
    return messages;
  }
}
