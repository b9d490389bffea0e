package dev.deskhand.conversation;

import dev.deskhand.language.Command;
import dev.deskhand.language.CommandName;
import java.util.EnumSet;
import java.util.Set;

/** What the desk has to know of a command before it carries it out. */
final class CommandTraits {

  /** Commands that change nothing: carrying one out twice does no harm where the asker waits. */
  private static final Set<CommandName> READS =
      EnumSet.of(
          CommandName.HELP,
          CommandName.WHOAMI,
          CommandName.MY,
          CommandName.SHOW,
          CommandName.FILES,
          CommandName.FIND,
          CommandName.STATUS,
          CommandName.CATALOG,
          CommandName.QUEUE,
          CommandName.TICKETS,
          CommandName.SUMMARY,
          CommandName.METRICS,
          CommandName.AUDIT);

  private CommandTraits() {}

  /** Whether it matters that it is carried out once. */
  static boolean changes(Command command) {
    return switch (command) {
      case Command.Named named -> !READS.contains(named.command());
      case Command.FreeText free -> true;
      case Command.Talk talk -> true;
      case Command.Home home -> false;
      case Command.OfThread ofThread -> true;
      case Command.Ask ask -> false;
      case Command.Misunderstood misunderstood -> false;
    };
  }

  /** Its name, as the log and the metrics have it. */
  static String word(Command command) {
    return switch (command) {
      case Command.Named named -> named.command().words();
      case Command.Home home -> "home";
      case Command.Ask ask -> "form";
      case Command.FreeText free -> "words";
      case Command.Talk talk -> "talk";
      case Command.OfThread ofThread -> ofThread.command().words();
      case Command.Misunderstood misunderstood -> "misunderstood";
    };
  }
}
