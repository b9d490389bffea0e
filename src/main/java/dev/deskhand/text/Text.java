package dev.deskhand.text;

/**
 * How long a text is, what of it can be kept, and its beginning. Characters are code points, as
 * people and PostgreSQL count them; no pair of halves is parted.
 */
public final class Text {

  private static final char REPLACEMENT = '\uFFFD';

  private Text() {}

  /** How many characters it has. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Whether it holds a NUL, which PostgreSQL does not keep. */
  public static boolean hasNul(String text) {
    return text.indexOf('\0') >= 0;
  }

  /**
   * The same with U+FFFD in place of what PostgreSQL does not keep: NUL, and a half of a pair that
   * stands alone.
   */
  public static String storable(String text) {
    if (!hasNul(text) && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .map(
            point ->
                point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                    ? REPLACEMENT
                    : point)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  /** Its first characters; none if there may be none. */
  public static String first(String text, int most) {
    return length(text) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, most)));
  }

  /** The same with {@code …} as the last of them where something is missing. */
  public static String cut(String text, int most) {
    if (length(text) <= most) {
      return text;
    }
    return most < 1 ? "" : first(text, most - 1).stripTrailing() + "…";
  }

  /** As {@link #first} where a platform counts in UTF-16, in which some characters are two. */
  public static String firstUnits(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    boolean parted = most > 0 && Character.isHighSurrogate(text.charAt(most - 1));
    return text.substring(0, parted ? most - 1 : Math.max(0, most));
  }

  /** As {@link #cut} where a platform counts in UTF-16, in which some characters are two. */
  public static String cutUnits(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    return most < 1 ? "" : firstUnits(text, most - 1).stripTrailing() + "…";
  }
}
