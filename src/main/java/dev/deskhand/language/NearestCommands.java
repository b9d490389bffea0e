package dev.deskhand.language;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The commands whose names are nearest to what somebody typed. */
final class NearestCommands {

  private static final LevenshteinDistance AT_MOST_THREE = new LevenshteinDistance(3);
  private static final int FAR = Integer.MAX_VALUE;

  private NearestCommands() {}

  private record Near(CommandName name, int distance) {}

  /** The first word and the first two, as names are compared. */
  private record Typed(String one, String two) {
    static Typed of(Tokens words) {
      String one = CommandMatch.spelling(words.list().getFirst());
      return new Typed(
          one, words.count() < 2 ? one : one + " " + CommandMatch.spelling(words.list().get(1)));
    }

    /** As many of the words as the name has. */
    String like(CommandName name) {
      return name.words().indexOf(' ') < 0 ? one : two;
    }
  }

  /** At most three commands whose names resemble the first words, the nearest first. */
  static List<CommandName> to(Tokens words) {
    Typed typed = Typed.of(words);
    int farthest = typed.one().length() < 4 ? 1 : typed.one().length() < 6 ? 2 : 3;
    return Stream.of(CommandName.values())
        .map(name -> new Near(name, distance(typed, name)))
        .filter(near -> near.distance() <= farthest)
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(3)
        .map(Near::name)
        .toList();
  }

  /**
   * The command that the first words almost certainly mean: one slip in a short word, two in a long
   * one. Empty for words under four letters, which resemble too much.
   */
  static Optional<CommandName> meantBy(Tokens words) {
    Typed typed = Typed.of(words);
    return Stream.of(CommandName.values())
        .map(name -> new Near(name, slips(typed.like(name), name.words())))
        .filter(near -> near.distance() <= slipsAllowed(typed.like(near.name()), near.name()))
        .min(Comparator.comparingInt(Near::distance))
        .map(Near::name);
  }

  private static int slipsAllowed(String typed, CommandName name) {
    if (typed.length() < 4 || name.words().length() < 4) {
      return 0;
    }
    return typed.length() < 6 ? 1 : 2;
  }

  private static int distance(Typed typed, CommandName name) {
    int slips = slips(typed.like(name), name.words());
    boolean begun = typed.one().length() >= 2 && name.words().startsWith(typed.one());
    return begun ? Math.min(1, slips) : slips;
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
