package dev.deskhand.language;

import dev.deskhand.text.Text;
import java.util.List;
import java.util.Locale;

/** Small pieces of the sentences in which the parser answers. */
public final class Phrases {

  private static final int LONGEST_QUOTE = 60;

  private Phrases() {}

  /** What somebody typed, in quotes, on one line and cut where it is long. */
  static String quote(String typed) {
    String line = typed.strip().replaceAll("\\s+", " ");
    return "“" + Text.cut(line, LONGEST_QUOTE) + "”";
  }

  /** {@code a, b or c}. */
  static String or(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /** The same words with a capital at the start. */
  public static String sentence(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
