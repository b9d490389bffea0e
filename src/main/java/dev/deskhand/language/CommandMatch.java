package dev.deskhand.language;

import dev.deskhand.language.Tokens.Word;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command that words start with.
 *
 * @param name the command
 * @param length how many words name it
 */
record CommandMatch(CommandName name, int length) {

  private static final Map<String, CommandName> NAMES =
      Stream.of(CommandName.values())
          .collect(Collectors.toUnmodifiableMap(CommandName::words, Function.identity()));

  /** Other spellings of the same word. */
  private static final Map<String, CommandName> SPELLINGS =
      Map.of("fulfill", CommandName.FULFIL, "catalogue", CommandName.CATALOG);

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern FULL_STOP = Pattern.compile("[.!?,:;]+$");

  /** The command that the words name exactly, in any case; empty if they name none. */
  static Optional<CommandMatch> of(Tokens words) {
    if (words.count() == 0 || words.list().getFirst().quoted()) {
      return Optional.empty();
    }
    String first = spelling(words.list().getFirst());
    if (words.count() == 1) {
      return named(FULL_STOP.matcher(first).replaceFirst(""))
          .map(name -> new CommandMatch(name, 1));
    }
    return named(first + " " + spelling(words.list().get(1)))
        .map(name -> new CommandMatch(name, 2))
        .or(() -> named(first).map(name -> new CommandMatch(name, 1)));
  }

  /** The command of this name, in lower case. */
  static Optional<CommandName> named(String words) {
    return Optional.ofNullable(NAMES.get(words))
        .or(() -> Optional.ofNullable(SPELLINGS.get(words)));
  }

  /** A word as names are compared: in lower case, without what cannot be seen. */
  static String spelling(Word word) {
    return INVISIBLE.matcher(word.value()).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
