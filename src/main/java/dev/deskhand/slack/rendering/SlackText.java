package dev.deskhand.slack.rendering;

import dev.deskhand.text.Text;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Slack's way of writing: its entities, mentions and links. */
public final class SlackText {

  private static final Pattern LINK = Pattern.compile("<([^<>]*)>");
  private static final Pattern UNSPOKEN = Pattern.compile("^(?:https?://|mailto:|tel:)|/$");
  private static final Pattern NUMBER = Pattern.compile("[0-9+()/ .-]+");
  private static final String CUT = "…";

  private SlackText() {}

  /** A text as Slack wants it: nothing in it is a mention, a link or a control character. */
  public static String escape(String text) {
    return cut(text, Integer.MAX_VALUE);
  }

  /** The same in at most so many characters; what was cut ends in an ellipsis. */
  public static String cut(String text, int most) {
    StringBuilder escaped = new StringBuilder(Math.min(text.length() + 16, 4096));
    int fits = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      append(escaped, c);
      if (escaped.length() > most) {
        return escaped.substring(0, fits) + CUT;
      }
      if (escaped.length() <= most - CUT.length()) {
        fits = escaped.length();
      }
    }
    return escaped.toString();
  }

  /** The first so many characters of a text, not escaped; what was cut ends in an ellipsis. */
  public static String head(String text, int most) {
    return Text.cutUnits(text, most);
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '\n', '\t' -> escaped.append((char) c);
      default -> {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          escaped.append('\uFFFD');
        } else if (!Character.isISOControl(c)) {
          escaped.appendCodePoint(c);
        }
      }
    }
  }

  /** What a person typed, in plain text; people are mentioned as {@code @U123}. */
  public static String read(@Nullable String slack) {
    if (slack == null) {
      return "";
    }
    return unescape(LINK.matcher(slack).replaceAll(SlackText::plain)).strip();
  }

  /** Whether a text mentions somebody. */
  public static boolean mentions(@Nullable String slack, Optional<String> user) {
    return slack != null && user.filter(id -> isMentioned(id).matcher(slack).find()).isPresent();
  }

  /** Whether a text starts by mentioning somebody. */
  public static boolean startsWithMention(@Nullable String slack, Optional<String> user) {
    return slack != null
        && user.filter(id -> isMentioned(id).matcher(slack.stripLeading()).lookingAt()).isPresent();
  }

  private static Pattern isMentioned(String user) {
    return Pattern.compile("<@" + Pattern.quote(user) + "(\\|[^<>]*)?>");
  }

  /** The same without mentions of the desk itself. */
  public static String readWithout(@Nullable String slack, @Nullable String desk) {
    if (slack == null || desk == null) {
      return read(slack);
    }
    return read(slack.replaceAll("[ \\t]*<@" + Pattern.quote(desk) + "(\\|[^<>]*)?>[ \\t]*", " "));
  }

  private static String plain(java.util.regex.MatchResult link) {
    String inside = link.group(1);
    int bar = inside.indexOf('|');
    String target = bar < 0 ? inside : inside.substring(0, bar);
    String label = bar < 0 ? "" : inside.substring(bar + 1);
    String text;
    if (target.startsWith("@")) {
      text = target;
    } else if (target.startsWith("#")) {
      text = label.isEmpty() ? target : "#" + label;
    } else if (target.startsWith("!")) {
      text = label.isEmpty() ? "@" + target.substring(1) : label;
    } else {
      text = labelled(label, address(target));
    }
    return Matcher.quoteReplacement(text);
  }

  private static String address(String target) {
    String lower = target.toLowerCase(Locale.ROOT);
    return lower.startsWith("mailto:") || lower.startsWith("tel:")
        ? target.substring(target.indexOf(':') + 1)
        : target;
  }

  /** The words of a link with where it leads, once where they are that themselves. */
  private static String labelled(String label, String address) {
    return label.isBlank() || bare(label).equals(bare(address))
        ? address
        : label.strip() + " (" + address + ")";
  }

  /** An address or a number without what people leave out of it or put into it. */
  private static String bare(String address) {
    String bare = UNSPOKEN.matcher(address.strip().toLowerCase(Locale.ROOT)).replaceAll("");
    return NUMBER.matcher(bare).matches() ? bare.replaceAll("[^0-9]", "") : bare;
  }

  private static String unescape(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }
}
