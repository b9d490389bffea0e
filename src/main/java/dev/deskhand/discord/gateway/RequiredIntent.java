package dev.deskhand.discord.gateway;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.requests.GatewayIntent;

/**
 * What the desk asks Discord to tell it, besides what every bot is told of its servers. The
 * connection and the table in docs/discord.md follow this list.
 */
public enum RequiredIntent {
  GUILD_MEMBERS(
      GatewayIntent.GUILD_MEMBERS,
      true,
      "following who has which role and who leaves; asked for only with `DESKHAND_DISCORD_ROLES`"),
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

  RequiredIntent(GatewayIntent intent, boolean privileged, String purpose) {
    this.intent = intent;
    this.privileged = privileged;
    this.purpose = purpose;
  }

  /** Whether it has to be switched on in the Developer Portal. */
  public boolean privileged() {
    return privileged;
  }

  /** What the desk does with it, as docs/discord.md says it. */
  public String purpose() {
    return purpose;
  }

  /** What the desk cannot do without it; empty if Discord never refuses it. */
  String without() {
    return switch (this) {
      case GUILD_MEMBERS ->
          "roles of Discord are given and taken at the desk only when somebody speaks to it";
      case MESSAGE_CONTENT ->
          "the desk reads in channels only the messages that mention it; commands, buttons and"
              + " direct messages work";
      case GUILD_MESSAGES, GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGES -> "";
    };
  }

  /**
   * What to do without, one try after the other, as long as Discord refuses some intent without
   * saying which. The first is to do without none.
   *
   * @param roles whether roles on Discord carry any at the desk
   */
  static List<Set<RequiredIntent>> sacrifices(boolean roles) {
    return roles
        ? List.of(
            Set.of(),
            Set.of(GUILD_MEMBERS),
            Set.of(MESSAGE_CONTENT),
            Set.of(GUILD_MEMBERS, MESSAGE_CONTENT))
        : List.of(Set.of(), Set.of(MESSAGE_CONTENT));
  }

  /**
   * What to ask for when connecting.
   *
   * @param roles whether roles on Discord carry any at the desk
   * @param refused what Discord has refused
   */
  public static Collection<GatewayIntent> wanted(boolean roles, Set<RequiredIntent> refused) {
    EnumSet<GatewayIntent> wanted = EnumSet.noneOf(GatewayIntent.class);
    Arrays.stream(values())
        .filter(intent -> roles || intent != GUILD_MEMBERS)
        .filter(intent -> !refused.contains(intent))
        .forEach(intent -> wanted.add(intent.intent));
    return wanted;
  }
}
