package dev.deskhand.chat;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a ticket as people write it: {@code INC-12}, {@code inc-12}, {@code 12} for an
 * incident, or the number that it had where it was imported from, such as {@code INC0000045}.
 *
 * @param kind what it names
 * @param text its canonical spelling
 */
public record TicketKey(Kind kind, String text) {

  private static final Pattern OURS = Pattern.compile("(INC|REQ|OUT)-0*([1-9][0-9]{0,14})");
  private static final Pattern NUMBER = Pattern.compile("#?0*([1-9][0-9]{0,14})");
  private static final Pattern IMPORTED = Pattern.compile("INC[0-9]{4,20}");

  /** What a key can name, with the prefix that it is written with. */
  public enum Kind {
    INCIDENT("INC", "an incident"),
    REQUEST("REQ", "a request"),
    OUTAGE("OUT", "an outage");

    private final String prefix;
    private final String words;

    Kind(String prefix, String words) {
      this.prefix = prefix;
      this.words = words;
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

  /** Reads a key; empty if the word is none. */
  public static Optional<TicketKey> parse(String word) {
    String upper = word.strip().toUpperCase(Locale.ROOT);
    Matcher ours = OURS.matcher(upper);
    if (ours.matches()) {
      Kind kind =
          switch (ours.group(1)) {
            case "INC" -> Kind.INCIDENT;
            case "REQ" -> Kind.REQUEST;
            default -> Kind.OUTAGE;
          };
      return Optional.of(new TicketKey(kind, kind.prefix() + "-" + ours.group(2)));
    }
    Matcher number = NUMBER.matcher(upper);
    if (number.matches()) {
      return Optional.of(new TicketKey(Kind.INCIDENT, "INC-" + number.group(1)));
    }
    return IMPORTED.matcher(upper).matches()
        ? Optional.of(new TicketKey(Kind.INCIDENT, upper))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
