package dev.deskhand.testing;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What tests print that run beside one that looks at what is printed: those of desks on Discord,
 * whose SDK tells of limits that they try out.
 */
public final class OthersOutput {

  private static final Pattern OTHERS = Pattern.compile("RestRateLimiter|Discord");

  private OthersOutput() {}

  /** The lines that are left without it. */
  public static List<String> leftOut(CharSequence printed) {
    return printed.toString().lines().filter(line -> !OTHERS.matcher(line).find()).toList();
  }
}
