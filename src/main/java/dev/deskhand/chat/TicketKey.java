package dev.deskhand.chat;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a ticket as people write it: {@code INC-12}, {@code inc12}, {@code INC 12}, {@code
 * 12} for an incident, or the number that it had where it was imported from, such as {@code
 * INC0000045}.
 *
 * @param kind what it names
 * @param text its canonical spelling
 */
public record TicketKey(Kind kind, String text) {

  private static final Pattern OURS =
      Pattern.compile("(" + prefixes(_ -> true) + ")(?:[\\s_#:-]*)0*([1-9][0-9]{0,14})");
  private static final Pattern NUMBER = Pattern.compile("#?0*([1-9][0-9]{0,14})");
  private static final Pattern IMPORTED = Pattern.compile("INC\\s*([0-9]{4,20})");
  private static final Pattern PARTED =
      Pattern.compile(
          "\\b((?i:%s)|%s)[\\s#:]+(?=[0-9])"
              .formatted(prefixes(kind -> !kind.word), prefixes(kind -> kind.word)));

  // What keyboards and chat clients add to a key: marks that cannot be seen, wide letters, long
  // dashes, brackets, and the stop that ends the sentence.
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern LONG_DASH = Pattern.compile("[‐‑‒–—−]");
  private static final Pattern STOP = Pattern.compile("[.,:;!?]+$");
  private static final Pattern BRACKETED = Pattern.compile("[(\\[{<](.*)[)\\]}>]");

  /** What a key can name, with the prefix that it is written with. */
  public enum Kind {
    INCIDENT("INC", "an incident", false),
    REQUEST("REQ", "a request", false),
    OUTAGE("OUT", "an outage", true);

    private final String prefix;
    private final String words;
    private final boolean word;

    /**
     * @param word whether the prefix is a word of its own: people are logged out 3 times
     */
    Kind(String prefix, String words, boolean word) {
      this.prefix = prefix;
      this.words = words;
      this.word = word;
    }

    private static Kind written(String prefix) {
      return Arrays.stream(values())
          .filter(kind -> kind.prefix.equals(prefix))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No kind of ticket: " + prefix));
    }

    /** The prefix before the dash. */
    public String prefix() {
      return prefix;
    }

    /** With its article, for sentences. */
    public String words() {
      return words;
    }
  }

  /**
   * Reads a key, forgiving what keyboards add to it; empty if the word is none. Without its dash,
   * {@code INC} before four digits or more is the number of an imported incident; where there is no
   * such, it names the desk's own.
   */
  public static Optional<TicketKey> parse(String word) {
    String visible = INVISIBLE.matcher(word).replaceAll("").strip();
    String narrow = Normalizer.normalize(visible, Normalizer.Form.NFKC);
    String dashed = LONG_DASH.matcher(narrow).replaceAll("-");
    String upper = STOP.matcher(dashed).replaceFirst("").toUpperCase(Locale.ROOT);
    String bare = BRACKETED.matcher(upper).replaceFirst("$1");
    Matcher imported = IMPORTED.matcher(bare);
    if (imported.matches()) {
      return Optional.of(new TicketKey(Kind.INCIDENT, "INC" + imported.group(1)));
    }
    Matcher ours = OURS.matcher(bare);
    if (ours.matches()) {
      Kind kind = Kind.written(ours.group(1));
      return Optional.of(new TicketKey(kind, kind.prefix() + "-" + ours.group(2)));
    }
    Matcher number = NUMBER.matcher(upper);
    if (number.matches()) {
      return Optional.of(new TicketKey(Kind.INCIDENT, "INC-" + number.group(1)));
    }
    return Optional.empty();
  }

  /**
   * A text in which each key is one word: {@code INC 12} becomes {@code INC12}. A prefix that is a
   * word of its own must be in upper case.
   */
  public static String joined(String text) {
    return PARTED.matcher(text).replaceAll("$1");
  }

  private static String prefixes(Predicate<Kind> which) {
    return Arrays.stream(Kind.values())
        .filter(which)
        .map(Kind::prefix)
        .collect(Collectors.joining("|"));
  }

  @Override
  public String toString() {
    return text;
  }
}
