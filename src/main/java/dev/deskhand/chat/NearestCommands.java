package dev.deskhand.chat;

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

  /** At most three commands whose names resemble the first words, the nearest first. */
  static List<CommandName> to(Words words) {
    return Stream.of(CommandName.values())
        .map(name -> new Near(name, distance(words, name)))
        .filter(near -> near.distance() <= farthestSuggestion(words))
        .sorted(Comparator.comparingInt(Near::distance))
        .limit(3)
        .map(Near::name)
        .toList();
  }

  /**
   * The command that the first words almost certainly mean: one slip in a short word, two in a long
   * one. Empty for words under four letters, which resemble too much.
   */
  static Optional<CommandName> meantBy(Words words) {
    return Stream.of(CommandName.values())
        .map(name -> new Near(name, slips(typed(words, name), name.words())))
        .filter(near -> near.distance() <= slipsAllowed(typed(words, near.name()), near.name()))
        .min(Comparator.comparingInt(Near::distance))
        .map(Near::name);
  }

  private static int slipsAllowed(String typed, CommandName name) {
    if (typed.length() < 4 || name.words().length() < 4) {
      return 0;
    }
    return typed.length() < 6 ? 1 : 2;
  }

  private static int farthestSuggestion(Words words) {
    int length = words.count() == 0 ? 0 : Head.spelling(words.list().getFirst()).length();
    return length < 4 ? 1 : length < 6 ? 2 : 3;
  }

  private static int distance(Words words, CommandName name) {
    String first = typed(words, name);
    String only = Head.spelling(words.list().getFirst());
    boolean begun = only.length() >= 2 && name.words().startsWith(only);
    return begun ? Math.min(1, slips(first, name.words())) : slips(first, name.words());
  }

  /** As many of the typed words as the name has. */
  private static String typed(Words words, CommandName name) {
    int length = name.words().indexOf(' ') < 0 ? 1 : 2;
    return String.join(" ", words.list().stream().limit(length).map(Head::spelling).toList());
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
