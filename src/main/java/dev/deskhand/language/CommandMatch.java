package dev.deskhand.language;

import dev.deskhand.language.Tokens.Word;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The command that words start with.
 *
 * @param command the command
 * @param length how many words name it
 */
record CommandMatch(CommandDefinition<?> command, int length) {

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern FULL_STOP = Pattern.compile("[.!?,:;]+$");

  /** The command that the words name exactly, in any case; empty if they name none. */
  static Optional<CommandMatch> of(Tokens words, CommandRegistry commands) {
    if (words.count() == 0 || words.list().getFirst().quoted()) {
      return Optional.empty();
    }
    String first = spelling(words.list().getFirst());
    if (words.count() == 1) {
      return commands
          .find(FULL_STOP.matcher(first).replaceFirst(""))
          .map(found -> new CommandMatch(found, 1));
    }
    return commands
        .find(first + " " + spelling(words.list().get(1)))
        .map(found -> new CommandMatch(found, 2))
        .or(() -> commands.find(first).map(found -> new CommandMatch(found, 1)));
  }

  CommandSpec spec() {
    return command.spec();
  }

  /** A word as names are compared: in lower case, without what cannot be seen. */
  static String spelling(Word word) {
    return INVISIBLE.matcher(word.value()).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
