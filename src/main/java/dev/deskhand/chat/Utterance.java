package dev.deskhand.chat;

import java.util.List;
import java.util.Map;

/**
 * Something that a person did on a platform. The adapter has verified that it is genuine; what it
 * holds is still only what somebody typed.
 */
public sealed interface Utterance {

  /** Who, where, when. */
  Origin origin();

  /** What the person typed or chose, in their words; may be empty. */
  default String words() {
    return switch (this) {
      case Said said -> said.text();
      case Pressed pressed -> pressed.command();
      case Submitted submitted ->
          (submitted.command() + " " + String.join(" ", submitted.fields().values())).strip();
      case ThreadMessage message -> message.text();
      case MessageEdited edited -> edited.text();
      case MessageDeleted deleted -> "";
    };
  }

  /**
   * Typed words.
   *
   * @param text the words, with the platform's mentions of people written as {@code @userId}
   * @param command whether the words can only be a command (after {@code /desk}, over HTTP). Where
   *     they need not be (a direct message), words that name no command are free text.
   * @param files what was sent along
   */
  record Said(Origin origin, String text, boolean command, List<Attachment> files)
      implements Utterance {
    public Said {
      files = List.copyOf(files);
    }

    /** Words alone. */
    public Said(Origin origin, String text, boolean command) {
      this(origin, text, command, List.of());
    }
  }

  /**
   * A pressed button or a chosen option.
   *
   * @param command the {@link Action#command() command} of the action
   */
  record Pressed(Origin origin, String command) implements Utterance {}

  /**
   * A form that was filled in and sent.
   *
   * @param command the {@link Reply.Form#command() command} that the form completes
   * @param fields what was entered, by {@link Reply.Input#name() input}; blank means left out
   * @param files what was sent along with the words that fill it
   */
  record Submitted(
      Origin origin, String command, Map<String, String> fields, List<Attachment> files)
      implements Utterance {
    public Submitted {
      fields = Map.copyOf(fields);
      files = List.copyOf(files);
    }

    /** What was entered alone. */
    public Submitted(Origin origin, String command, Map<String, String> fields) {
      this(origin, command, fields, List.of());
    }
  }

  /**
   * Words in a thread that are not addressed to the desk. If the thread is a ticket's, they are
   * part of the talk about it; if it is none and the person is alone with the desk there, they are
   * as good as {@link Said}; otherwise they are none of the desk's business.
   *
   * @param message the platform's id of the message, unique within the channel
   * @param files what was sent along
   */
  record ThreadMessage(Origin origin, String message, String text, List<Attachment> files)
      implements Utterance {
    public ThreadMessage {
      files = List.copyOf(files);
    }
  }

  /**
   * A message that was {@link ThreadMessage} reads differently now.
   *
   * @param message the platform's id of the message
   */
  record MessageEdited(Origin origin, String message, String text) implements Utterance {}

  /**
   * A message that was {@link ThreadMessage} has been deleted.
   *
   * @param message the platform's id of the message
   */
  record MessageDeleted(Origin origin, String message) implements Utterance {}
}
