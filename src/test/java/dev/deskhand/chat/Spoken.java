package dev.deskhand.chat;

import dev.deskhand.language.Command;
import dev.deskhand.language.CommandParser;
import java.time.Instant;
import java.util.Map;

/** Short ways to say something to the parser. */
final class Spoken {

  private static final CommandParser PARSER = new CommandParser();
  private static final Origin ORIGIN =
      new Origin(
          "E1",
          new Sender("slack", "U1", "Ada"),
          new Place("slack", "D1", null, true),
          Instant.parse("2026-01-05T09:00:00Z"),
          Origin.Answering.IN_PLACE);

  private Spoken() {}

  static Command command(String text) {
    return PARSER.parse(new Utterance.Said(ORIGIN, text, true));
  }

  static Command freely(String text) {
    return PARSER.parse(new Utterance.Said(ORIGIN, text, false));
  }

  static Command pressed(String command) {
    return PARSER.parse(new Utterance.Pressed(ORIGIN, command));
  }

  static Command submitted(String command, Map<String, String> fields) {
    return PARSER.parse(new Utterance.Submitted(ORIGIN, command, fields));
  }

  /** The refusal that a command became. */
  static Reply.Refusal refusal(Command command) {
    if (command instanceof Command.Misunderstood(Reply.Refusal answer)) {
      return answer;
    }
    throw new AssertionError("Not misunderstood: " + command);
  }

  /** The form that a command became. */
  static Reply.Form form(Command command) {
    if (command instanceof Command.Ask ask) {
      return ask.form();
    }
    throw new AssertionError("No form: " + command);
  }
}
