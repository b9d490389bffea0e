package dev.deskhand.slack.connection;

import java.util.Map;

/**
 * How often a method of the Web API may be called, in a workspace and for one app. What Slack gives
 * as "hundreds" is taken as 300.
 */
enum RateLimitTier {
  ONE(1),
  TWO(20),
  THREE(50),
  FOUR(100),
  /** Beside one message per second and channel, which {@link RateLimiter} keeps. */
  POSTING(300),
  AUTH_TEST(300);

  /** Every method that the desk calls; a test holds it to the code and to Slack's table. */
  private static final Map<String, RateLimitTier> METHODS =
      Map.ofEntries(
          Map.entry("auth.test", AUTH_TEST),
          Map.entry("chat.getPermalink", POSTING),
          Map.entry("chat.postEphemeral", FOUR),
          Map.entry("chat.postMessage", POSTING),
          Map.entry("chat.update", THREE),
          Map.entry("conversations.history", THREE),
          Map.entry("conversations.join", THREE),
          Map.entry("conversations.open", THREE),
          Map.entry("conversations.replies", THREE),
          Map.entry("files.completeUploadExternal", FOUR),
          Map.entry("files.getUploadURLExternal", FOUR),
          Map.entry("usergroups.users.list", TWO),
          Map.entry("users.info", FOUR),
          Map.entry("views.open", FOUR),
          Map.entry("views.publish", FOUR),
          Map.entry("views.push", FOUR),
          Map.entry("views.update", FOUR));

  private final int perMinute;

  RateLimitTier(int perMinute) {
    this.perMinute = perMinute;
  }

  /** The tier of a method; a method that is not in the table counts as one of the second tier. */
  static RateLimitTier of(String method) {
    return METHODS.getOrDefault(method, TWO);
  }

  /** Every method of the table with its tier. */
  static Map<String, RateLimitTier> methods() {
    return METHODS;
  }

  /** Calls in any minute. */
  int perMinute() {
    return perMinute;
  }

  /** How many of them may come at once. */
  int atOnce() {
    return Math.max(1, perMinute / 5);
  }

  /** How many more become possible in a minute, so that no minute has more than it may. */
  int refilled() {
    return Math.max(1, perMinute - atOnce());
  }
}
