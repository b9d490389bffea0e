package dev.deskhand.discord.rendering;

import java.text.BreakIterator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Discord's markdown: plain text made safe to stand in it, and cut to what a message holds. */
public final class DiscordMarkdown {

  /** Stands where something was left out. */
  public static final String MORE = "…";

  /**
   * What Discord takes for a link, which stays as it is, since a backslash would break it; or a
   * character that would begin a mark, a mention or a time; or one that would make a heading, a
   * list or a quote of its line.
   */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "(?<link>https?://[^\\s<>]+[^\\s<>.,:;\"')\\]])"
              + "|(?<mark>[\\\\*_~`|\\[\\]]|<(?=[@#:/A-Za-z]))"
              + "|(?m:^(?<indent>[ \\t]*)(?<line>[#>-]))");

  private static final Pattern LAST_LINK = Pattern.compile("https?://[^\\s<>]*$");

  private DiscordMarkdown() {}

  /**
   * Text as it stands in a message, so that it reads there as it was written. A block of code that
   * somebody set off with three backticks stays one: nothing in it is read as markup.
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    int from = 0;
    for (CodeBlock block : CodeBlock.written(text)) {
      escaped.append(line(text.substring(from, block.start())));
      if (LAST_LINK.matcher(escaped).find()) {
        // Discord would take the fence for a part of the link, and what is inside for markup
        escaped.append(' ');
      }
      escaped.append(text, block.start(), block.end());
      from = block.end();
    }
    return escaped.append(line(text.substring(from))).toString();
  }

  /** The same where there is no room for a block of code: in a title, or in a row of a list. */
  public static String line(String text) {
    return SPECIAL
        .matcher(text)
        .replaceAll(
            found -> {
              if (found.group("link") != null) {
                return Matcher.quoteReplacement(found.group());
              }
              return Matcher.quoteReplacement(
                  found.group("mark") != null
                      ? "\\" + found.group()
                      : found.group("indent") + "\\" + found.group("line"));
            });
  }

  /** A moment, shown in the reader's own time zone. */
  static String time(Instant at) {
    return "<t:" + at.getEpochSecond() + ":f>";
  }

  /** The beginning of an escaped text, with a mark where the rest was. */
  public static String cut(String escaped, int limit) {
    if (escaped.length() <= limit) {
      return escaped;
    }
    Optional<CodeBlock> block = CodeBlock.around(escaped, boundary(escaped, limit - MORE.length()));
    if (block.isEmpty()) {
      return shorten(escaped, limit);
    }
    int room = limit - MORE.length() - CodeBlock.CLOSE.length();
    if (room > block.get().inside()) {
      int within = boundary(escaped, room);
      if (within > block.get().inside()) {
        return escaped.substring(0, within).stripTrailing() + MORE + CodeBlock.CLOSE;
      }
    }
    return escaped.substring(0, block.get().start()).stripTrailing() + MORE;
  }

  /** The beginning of a text in which nothing is markup, such as a label. */
  public static String shorten(String text, int limit) {
    return text.length() <= limit
        ? text
        : text.substring(0, boundary(text, limit - MORE.length())).stripTrailing() + MORE;
  }

  /**
   * An escaped text in pieces, parted between lines or words where it can be. A block of code that
   * is longer than a piece ends with it and begins anew in the next.
   */
  static List<String> split(String escaped, int limit) {
    List<String> pieces = new ArrayList<>();
    String rest = escaped.strip();
    while (rest.length() > limit) {
      int at = pause(rest, limit);
      CodeBlock block = CodeBlock.around(rest, at).orElse(null);
      if (block != null && block.start() > 0) {
        // whole in the next piece, or at least from its beginning
        at = block.start();
      } else if (block != null) {
        int within = pause(rest, limit - CodeBlock.CLOSE.length());
        at = within > block.inside() ? within : limit - CodeBlock.CLOSE.length();
        pieces.add(rest.substring(0, at).stripTrailing() + CodeBlock.CLOSE);
        rest = block.isLast(rest, at) ? rest.substring(block.end()).strip() : block.anew(rest, at);
        continue;
      }
      pieces.add(rest.substring(0, at).stripTrailing());
      rest = rest.substring(at).stripLeading();
    }
    if (!rest.isEmpty()) {
      pieces.add(rest);
    }
    return pieces;
  }

  private static int pause(String text, int limit) {
    for (String pause : List.of("\n\n", "\n", " ")) {
      int at = text.lastIndexOf(pause, limit);
      if (at > limit / 2) {
        return at;
      }
    }
    return boundary(text, limit);
  }

  /** The last place up to the limit where no emoji, escaped character or link is cut in two. */
  private static int boundary(String text, int limit) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int at = characters.isBoundary(limit) ? limit : characters.preceding(limit);
    if (at <= 0) {
      // one cluster longer than a message
      at = Character.isLowSurrogate(text.charAt(limit)) ? limit - 1 : limit;
    }
    int slashes = 0;
    while (slashes < at && text.charAt(at - 1 - slashes) == '\\') {
      slashes++;
    }
    at -= slashes % 2;
    Matcher link = LAST_LINK.matcher(text).region(Math.max(0, at - 2_000), at);
    boolean inLink = link.find() && at < text.length() && !Character.isWhitespace(text.charAt(at));
    return inLink && link.start() > 0 ? link.start() : at;
  }
}
