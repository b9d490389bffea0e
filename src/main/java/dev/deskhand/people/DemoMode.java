package dev.deskhand.people;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.StringUtils;

/**
 * Whether the desk is being tried out. Demo mode lets anybody who reaches the server be one of four
 * people without a password, so it is on only if no platform is configured and the server listens
 * to this machine alone.
 *
 * @param on true if the demo people exist and their tokens are accepted
 * @param why the reason, for the line at start, as a clause that follows "because"
 */
public record DemoMode(boolean on, String why) {

  private static final List<String> SLACK = List.of("deskhand.slack.bot-token", "SLACK_BOT_TOKEN");
  private static final List<String> DISCORD = List.of("deskhand.discord.token", "DISCORD_TOKEN");

  /**
   * Decides from the platforms' tokens, by each name under which a platform can be switched on
   * ({@code deskhand.slack.bot-token}, {@code SLACK_BOT_TOKEN}, {@code deskhand.discord.token},
   * {@code DISCORD_TOKEN}), and from {@code server.address}; an address that is missing or cannot
   * be resolved counts as open to others.
   */
  public static DemoMode of(PropertyResolver settings) {
    if (anyIsSet(SLACK, settings)) {
      return new DemoMode(false, "Slack is configured");
    }
    if (anyIsSet(DISCORD, settings)) {
      return new DemoMode(false, "Discord is configured");
    }
    if (!isLoopback(settings.getProperty("server.address"))) {
      return new DemoMode(false, "the server listens to other machines too");
    }
    return new DemoMode(true, "no platform is configured and only this machine is listened to");
  }

  private static boolean anyIsSet(List<String> names, PropertyResolver settings) {
    return names.stream().anyMatch(name -> StringUtils.hasText(settings.getProperty(name)));
  }

  private static boolean isLoopback(@Nullable String address) {
    if (!StringUtils.hasText(address)) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
