package dev.deskhand.people;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Makes what others call themselves safe to store and to show. */
final class Names {

  private static final int LONGEST = 100;

  /**
   * Control characters, and the marks that turn the direction of the text around them: a name must
   * not rearrange the sentence that it stands in. What joins emoji stays.
   */
  private static final Pattern UNSAFE =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Names() {}

  /** The name in one line of at most 100 characters, or the other one if nothing is left of it. */
  static String safe(String name, String otherwise) {
    String first = clean(name);
    if (!first.isEmpty()) {
      return first;
    }
    String second = clean(otherwise);
    return second.isEmpty() ? "somebody" : second;
  }

  private static String clean(String name) {
    String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
    String oneLine =
        SPACES.matcher(UNSAFE.matcher(composed).replaceAll(" ")).replaceAll(" ").strip();
    // half of a surrogate pair cannot be stored
    String whole =
        oneLine
            .codePoints()
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
            .limit(LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return whole.strip();
  }
}
