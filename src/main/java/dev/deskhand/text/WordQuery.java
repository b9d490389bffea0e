package dev.deskhand.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody looks for, as PostgreSQL's {@code tsquery} takes it: all words must occur, each at
 * the beginning of one or of a part of one.
 *
 * @param whole the query in which a word that signs hold together must be found as one; empty if
 *     there is no word to look for
 * @param parted the query in which the parts of such a word can stand anywhere; the same as {@code
 *     whole} if no word has any
 * @param words how many words were written
 */
public record WordQuery(String whole, String parted, int words) {

  /** As many words count; those after them are not looked for. */
  public static final int MOST_WORDS = 20;

  private static final int MOST_TERMS = 60;

  /** Reads what somebody wrote. */
  public static WordQuery of(String written) {
    List<TextWords.Word> words = TextWords.of(written);
    Set<String> whole = new LinkedHashSet<>();
    Set<String> parted = new LinkedHashSet<>();
    words.stream()
        .limit(MOST_WORDS)
        .forEach(
            word -> {
              whole.addAll(whole(word));
              word.parts().forEach(part -> parted.addAll(alone(part)));
            });
    return new WordQuery(query(whole), query(parted), words.size());
  }

  /** Whether there is nothing to look for. */
  public boolean isEmpty() {
    return whole.isEmpty();
  }

  private static List<String> whole(TextWords.Word word) {
    List<String> terms = new ArrayList<>();
    int at = 0;
    while (at < word.parts().size()
        && word.parts().get(at).kind() == TextWords.Kind.WITHOUT_SPACES) {
      terms.addAll(alone(word.parts().get(at)));
      at++;
    }
    // what is longer than an entry of the index is asked for piece by piece
    while (at < word.parts().size()) {
      TextWords.Part part = word.parts().get(at);
      if (part.kind() == TextWords.Kind.WITHOUT_SPACES) {
        terms.addAll(alone(part));
        at++;
        continue;
      }
      String term = word.from(at);
      terms.add(prefix(term));
      if (Text.length(term) < TextWords.LONGEST) {
        return terms;
      }
      int length = 0;
      do {
        length += word.parts().get(at).text().length() + 1;
        at++;
      } while (at < word.parts().size() && length < term.length());
    }
    return terms;
  }

  private static List<String> alone(TextWords.Part part) {
    if (part.kind() != TextWords.Kind.WITHOUT_SPACES) {
      return List.of(prefix(TextWords.cut(part.text())));
    }
    List<String> grams = part.grams();
    // those at the end are shorter: they are contained in the last whole one
    return grams.subList(0, Math.max(1, grams.size() - TextWords.GRAM + 1)).stream()
        .map(WordQuery::prefix)
        .toList();
  }

  private static String prefix(String term) {
    return "'" + term + "':*";
  }

  private static String query(Set<String> terms) {
    return terms.stream().limit(MOST_TERMS).collect(Collectors.joining(" & "));
  }
}
