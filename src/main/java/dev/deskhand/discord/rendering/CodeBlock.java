package dev.deskhand.discord.rendering;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code in a text: what stands between two fences of three backticks.
 *
 * @param start where its first fence begins
 * @param inside where the code begins: behind the fence, and the name of its language if it has one
 * @param end behind its second fence
 */
record CodeBlock(int start, int inside, int end) {

  /** Ends a block that was cut. */
  static final String CLOSE = "\n```";

  private static final String FENCE = "```";
  private static final Pattern OPENING = Pattern.compile("```(?:[A-Za-z0-9_+.#-]{0,20}\n)?");

  /** The blocks in what somebody wrote. Fences without a partner, or around nothing, make none. */
  static List<CodeBlock> written(String text) {
    List<CodeBlock> blocks = new ArrayList<>();
    int from = text.indexOf(FENCE);
    while (from >= 0) {
      int close = text.indexOf(FENCE, from + FENCE.length());
      if (close < 0) {
        break;
      }
      if (text.substring(from + FENCE.length(), close).isBlank()) {
        from = close;
      } else {
        int end = close + FENCE.length();
        blocks.add(new CodeBlock(from, inside(text, from), end));
        from = text.indexOf(FENCE, end);
      }
    }
    return blocks;
  }

  /** The block of an escaped text that a cut at this place would part. */
  static Optional<CodeBlock> around(String escaped, int at) {
    int i = 0;
    while (i < at) {
      if (escaped.charAt(i) == '\\') {
        i += 2;
      } else if (escaped.startsWith(FENCE, i)) {
        int close = escaped.indexOf(FENCE, i + FENCE.length());
        if (close < 0) {
          return Optional.empty();
        }
        int end = close + FENCE.length();
        if (at < end) {
          return Optional.of(new CodeBlock(i, inside(escaped, i), end));
        }
        i = end;
      } else {
        i++;
      }
    }
    return Optional.empty();
  }

  /** Whether nothing of the code is left behind a cut. */
  boolean isLast(String text, int cut) {
    return text.substring(cut, Math.max(cut, end - FENCE.length())).isBlank();
  }

  /** The text behind a cut in the code, with the block begun anew. */
  String anew(String text, int cut) {
    String opening = text.substring(start, inside);
    String rest = text.substring(text.charAt(cut) == '\n' ? cut + 1 : cut);
    return opening + (opening.endsWith("\n") ? "" : "\n") + rest;
  }

  private static int inside(String text, int start) {
    Matcher opening = OPENING.matcher(text).region(start, text.length());
    return opening.lookingAt() ? opening.end() : start + FENCE.length();
  }
}
