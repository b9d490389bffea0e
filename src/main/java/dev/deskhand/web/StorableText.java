package dev.deskhand.web;

/** Text that PostgreSQL can keep: it knows no NUL and no half of a surrogate pair. */
public final class StorableText {

  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  public static String of(String text) {
    if (text.indexOf('\0') < 0 && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
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
}
