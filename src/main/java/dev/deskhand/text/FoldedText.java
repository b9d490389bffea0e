package dev.deskhand.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text brought to one form, in which texts that a person takes for the same are equal. */
public final class FoldedText {

  /** What is shown as nothing, though Unicode counts it among letters and marks. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180D\\u180F\\u3164\\uFE00-\\uFE0F"
              + "\\uFFA0\\x{E0100}-\\x{E01EF}]");

  // an accent that is typed for an apostrophe would become a space and a mark by NFKC
  private static final Pattern APOSTROPHES = Pattern.compile("[`´‘’‛ʹʻʼ′＇]");
  private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\\u2212]");
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  private FoldedText() {}

  /**
   * A name to compare by: without regard to case, to how its letters are composed (NFKC), to what
   * cannot be seen, to kinds of dashes and apostrophes, and to how much space there is. Accents
   * count.
   */
  public static String name(String text) {
    String dashed = DASHES.matcher(folded(text)).replaceAll("-");
    return SPACES.matcher(dashed).replaceAll(" ").strip();
  }

  /** The same, with dashes and spaces as they are. */
  static String folded(String text) {
    return isAscii(text) ? text.replace('`', '\'').toLowerCase(Locale.ROOT) : foldedAll(text);
  }

  /** Of these letters the case is all that is folded, and most texts have no others. */
  private static boolean isAscii(String text) {
    return text.chars().allMatch(letter -> letter < 0x80);
  }

  private static String foldedAll(String text) {
    String seen = UNSEEN.matcher(text).replaceAll("");
    String compatible = nfkc(APOSTROPHES.matcher(seen).replaceAll("'"));
    StringBuilder lower = new StringBuilder(compatible.length());
    // Upper case first: ß is ss, ς is σ; but a capital ß stays one. Then each letter for itself: İ
    // and ı are i, and a sigma is the same wherever in a word it stands.
    compatible
        .replace('\u1E9E', '\u00DF')
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .map(Character::toLowerCase)
        .forEach(lower::appendCodePoint);
    return nfkc(UNSEEN.matcher(lower).replaceAll(""));
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
