package dev.deskhand.language;

import dev.deskhand.chat.CleanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The words of a text, each with its place in it. Double quotes, straight or curly, group words; a
 * quote that is never closed is a character like any other.
 */
public record Tokens(String text, List<Word> list) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_-]+[:=]");
  private static final String OPENING = "\"“”„";
  private static final String CLOSING = "\"”“";

  public Tokens {
    list = List.copyOf(list);
  }

  /**
   * One word.
   *
   * @param index how many words stand before it
   * @param start where it starts in the text
   * @param end where it ends, exclusive
   * @param value what it says, without the quotes around it
   * @param quoted whether quotes stand around the whole of it
   * @param pair its two halves, if it is written {@code name:value} or {@code name=value}
   */
  record Word(int index, int start, int end, String value, boolean quoted, @Nullable Pair pair) {

    /** Whether this word, unquoted and in any case, is the given one, which is in lower case. */
    boolean is(String other) {
      return !quoted && value.toLowerCase(Locale.ROOT).equals(other);
    }
  }

  /** A word in two halves: {@code service:VPN}. The name is in lower case. */
  record Pair(String name, char separator, String value) {}

  public static Tokens of(String text) {
    int lastClosing = text.length() - 1;
    while (lastClosing >= 0 && !closes(text, lastClosing)) {
      lastClosing--;
    }
    List<Word> list = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (CleanText.isSpace(text.charAt(at))) {
        at++;
      } else {
        Word word = wordAt(text, list.size(), at, lastClosing);
        list.add(word);
        at = word.end();
      }
    }
    return new Tokens(text, list);
  }

  public int count() {
    return list.size();
  }

  /** The values of some words with a space between them. */
  static String join(List<Word> words) {
    return words.stream().map(Word::value).collect(Collectors.joining(" "));
  }

  /**
   * The text of some words of this text as it was typed, line breaks and quotes included, without
   * what stands between them. Quotes around the whole of it are dropped.
   */
  String verbatim(List<Word> words) {
    if (words.size() == 1) {
      return words.getFirst().value();
    }
    StringBuilder verbatim = new StringBuilder();
    int last = -1;
    for (Word word : words) {
      if (last >= 0) {
        verbatim.append(gap(last, word.index()));
      }
      verbatim.append(text, word.start(), word.end());
      last = word.index();
    }
    return verbatim.toString();
  }

  /** The space between two words, of which a line break is the part worth keeping. */
  private String gap(int left, int right) {
    String first = text.substring(list.get(left).end(), list.get(left + 1).start());
    String second = text.substring(list.get(right - 1).end(), list.get(right).start());
    return first.contains("\n") ? first : second.contains("\n") ? second : first;
  }

  private static Word wordAt(String text, int index, int start, int lastClosing) {
    int closing = closing(text, start, lastClosing);
    if (closing >= 0) {
      return new Word(index, start, closing + 1, text.substring(start + 1, closing), true, null);
    }
    Matcher name = NAME.matcher(text).region(start, text.length());
    if (name.lookingAt()) {
      int open = name.end();
      int close = closing(text, open, lastClosing);
      if (close >= 0) {
        String value = text.substring(open + 1, close);
        return new Word(
            index, start, close + 1, name.group() + value, false, pair(text, start, open, value));
      }
    }
    int end = start;
    while (end < text.length() && !CleanText.isSpace(text.charAt(end))) {
      end++;
    }
    boolean paired = name.reset().region(start, end).lookingAt() && name.end() < end;
    return new Word(
        index,
        start,
        end,
        text.substring(start, end),
        false,
        paired ? pair(text, start, name.end(), text.substring(name.end(), end)) : null);
  }

  private static Pair pair(String text, int start, int valueStart, String value) {
    String name = text.substring(start, valueStart - 1).toLowerCase(Locale.ROOT);
    return new Pair(name, text.charAt(valueStart - 1), value);
  }

  /** Where the quote that opens here is closed, or -1 if none opens or it is never closed. */
  private static int closing(String text, int open, int lastClosing) {
    if (open >= lastClosing || OPENING.indexOf(text.charAt(open)) < 0) {
      return -1;
    }
    int closing = open + 1;
    while (!closes(text, closing)) {
      closing++;
    }
    return closing;
  }

  private static boolean closes(String text, int at) {
    return CLOSING.indexOf(text.charAt(at)) >= 0
        && (at + 1 == text.length() || CleanText.isSpace(text.charAt(at + 1)));
  }
}
