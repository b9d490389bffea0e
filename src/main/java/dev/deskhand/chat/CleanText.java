package dev.deskhand.chat;

import java.text.Normalizer;
import java.util.Locale;

/** What somebody typed, made fit to be read and kept; or why it is not. */
public sealed interface CleanText {

  /** The most characters (code points) that the desk takes at once. */
  int LONGEST = 10_000;

  /** What is shown as nothing, though Unicode counts it among letters, symbols and marks. */
  String FILLERS = "\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFE0E\uFE0F\uFFA0";

  /** The text without what nobody meant to type; everything that can be seen is as it was. */
  record Clean(String text) implements CleanText {}

  /** A text that the desk does not take. */
  record Refused(String reason) implements CleanText {}

  /**
   * Cleans a text: letters are composed (NFC), line ends become {@code \n}, control characters
   * other than line feed and tab go, halves of surrogate pairs are replaced; one in which there is
   * nothing to see becomes empty. Refused are texts over {@link #LONGEST} and texts with a NUL
   * character, which PostgreSQL cannot hold.
   */
  static CleanText of(String text) {
    String typed = composed(text);
    int length = typed.codePointCount(0, typed.length());
    if (length > LONGEST) {
      return new Refused(
          String.format(
              Locale.ROOT,
              "Your text has %,d characters; the desk takes at most %,d at once. Please shorten it,"
                  + " or send the rest as a reply to the ticket.",
              length,
              LONGEST));
    }
    if (typed.indexOf('\0') >= 0) {
      return new Refused(
          "Your text holds a NUL character, which the desk cannot keep. Please send it without.");
    }
    return new Clean(readable(typed));
  }

  /** The same of a text that is taken whatever it is: too much is cut, a NUL is replaced. */
  static String readable(String typed) {
    StringBuilder clean = new StringBuilder(typed.length());
    composed(typed)
        .replace('\0', '\uFFFD')
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .codePoints()
        .filter(CleanText::isKept)
        .map(character -> isHalfPair(character) ? 0xFFFD : character)
        .limit(LONGEST)
        .forEach(clean::appendCodePoint);
    return isBlank(clean.toString()) ? "" : strip(clean.toString());
  }

  /** The same letters are the same characters, whatever keyboard or file name they come from. */
  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Whether there is nothing to see in a text: spaces of any kind, and marks without a look. */
  static boolean isBlank(String text) {
    return text.codePoints().noneMatch(CleanText::isSeen);
  }

  private static boolean isSeen(int character) {
    return !isSpace(character)
        && Character.getType(character) != Character.FORMAT
        && FILLERS.indexOf(character) < 0;
  }

  private static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isKept(int character) {
    return character == '\n' || character == '\t' || !Character.isISOControl(character);
  }

  private static boolean isHalfPair(int character) {
    return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
  }

  /** Whether a character parts words; the spaces that never break a line do, too. */
  public static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }
}
