package dev.deskhand.conversation;

import dev.deskhand.language.Command;

/** What the desk has to know of a command before it carries it out. */
final class CommandTraits {

  private CommandTraits() {}

  /** Whether it matters that it is carried out once. */
  static boolean changes(Command command) {
    return switch (command) {
      case Command.Call<?> call -> call.definition().spec().changes();
      case Command.FreeText free -> true;
      case Command.Talk talk -> true;
      case Command.Home home -> false;
      case Command.ThreadCommand ofThread -> true;
      case Command.Ask ask -> false;
      case Command.Misunderstood misunderstood -> false;
    };
  }

  /** Its name, as the log and the metrics have it. */
  static String word(Command command) {
    return switch (command) {
      case Command.Call<?> call -> call.definition().spec().words();
      case Command.Home home -> "home";
      case Command.Ask ask -> "form";
      case Command.FreeText free -> "words";
      case Command.Talk talk -> "talk";
      case Command.ThreadCommand ofThread -> ofThread.command().spec().words();
      case Command.Misunderstood misunderstood -> "misunderstood";
    };
  }
}
