package dev.deskhand.language;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The commands whose names are nearest to what somebody typed. */
final class NearestCommands {

  private static final LevenshteinDistance AT_MOST_THREE = new LevenshteinDistance(3);
  private static final int FAR = Integer.MAX_VALUE;

  private NearestCommands() {}

  private record Near(CommandDefinition<?> command, int distance) {}

  /** The first word and the first two, as names are compared. */
  private record Typed(String one, String two) {
    static Typed of(Tokens words) {
      String one = CommandMatch.spelling(words.list().getFirst());
      return new Typed(
          one, words.count() < 2 ? one : one + " " + CommandMatch.spelling(words.list().get(1)));
    }

    /** As many of the words as the name has. */
    String like(CommandSpec command) {
      return command.length() == 1 ? one : two;
    }
  }

  /** At most three commands whose names resemble the first words, the nearest first. */
  static List<CommandDefinition<?>> to(Tokens words, CommandRegistry commands) {
    Typed typed = Typed.of(words);
    int farthest = typed.one().length() < 4 ? 1 : typed.one().length() < 6 ? 2 : 3;
    return commands.definitions().stream()
        .map(command -> new Near(command, distance(typed, command.spec())))
        .filter(near -> near.distance() <= farthest)
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(3)
        .<CommandDefinition<?>>map(Near::command)
        .toList();
  }

  /**
   * The command that the first words almost certainly mean: one slip in a short word, two in a long
   * one. Empty for words under four letters, which resemble too much.
   */
  static Optional<CommandDefinition<?>> meantBy(Tokens words, CommandRegistry commands) {
    Typed typed = Typed.of(words);
    return commands.definitions().stream()
        .map(command -> new Near(command, slips(typed, command.spec())))
        .filter(near -> near.distance() <= slipsAllowed(typed, near.command().spec()))
        .min(Comparator.comparingInt(Near::distance))
        .<CommandDefinition<?>>map(Near::command);
  }

  private static int slipsAllowed(Typed words, CommandSpec command) {
    String typed = words.like(command);
    if (typed.length() < 4 || command.words().length() < 4) {
      return 0;
    }
    return typed.length() < 6 ? 1 : 2;
  }

  private static int distance(Typed typed, CommandSpec command) {
    int slips = slips(typed, command);
    boolean begun = typed.one().length() >= 2 && command.words().startsWith(typed.one());
    return begun ? Math.min(1, slips) : slips;
  }

  private static int slips(Typed typed, CommandSpec command) {
    return slips(typed.like(command), command.words());
  }

  /** The number of slips between two words; letters in the wrong order are one. */
  private static int slips(String typed, String name) {
    if (Math.abs(typed.length() - name.length()) > 3) {
      return FAR;
    }
    int distance = AT_MOST_THREE.apply(typed, name);
    if (distance < 0) {
      return FAR;
    }
    return distance == 2 && sorted(typed).equals(sorted(name)) ? 1 : distance;
  }

  private static String sorted(String word) {
    return word.chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
