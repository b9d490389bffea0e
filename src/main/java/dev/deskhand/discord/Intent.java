package dev.deskhand.discord;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import net.dv8tion.jda.api.requests.GatewayIntent;

/**
 * What the desk asks Discord to tell it, besides what every bot is told of its servers. The
 * connection and the README's table follow this list.
 */
enum Intent {
  GUILD_MESSAGES(GatewayIntent.GUILD_MESSAGES, false, "hearing mentions in channels"),
  GUILD_MESSAGE_REACTIONS(
      GatewayIntent.GUILD_MESSAGE_REACTIONS,
      false,
      "hearing the reaction that makes an incident of a message"),
  DIRECT_MESSAGES(GatewayIntent.DIRECT_MESSAGES, false, "hearing direct messages"),
  MESSAGE_CONTENT(
      GatewayIntent.MESSAGE_CONTENT,
      true,
      "reading a message to which somebody reacted, and what is said in threads without a mention");

  private final GatewayIntent intent;
  private final boolean privileged;
  private final String purpose;

  Intent(GatewayIntent intent, boolean privileged, String purpose) {
    this.intent = intent;
    this.privileged = privileged;
    this.purpose = purpose;
  }

  /** Whether it has to be switched on in the Developer Portal. */
  boolean privileged() {
    return privileged;
  }

  /** What the desk does with it, as the README says it. */
  String purpose() {
    return purpose;
  }

  /** What to ask for when connecting; without contents if Discord has refused these. */
  static Collection<GatewayIntent> wanted(boolean contentHidden) {
    EnumSet<GatewayIntent> wanted = EnumSet.noneOf(GatewayIntent.class);
    Arrays.stream(values())
        .filter(intent -> !contentHidden || intent != MESSAGE_CONTENT)
        .forEach(intent -> wanted.add(intent.intent));
    return wanted;
  }
}
