package dev.deskhand.people;

import java.net.InetAddress;
import java.net.UnknownHostException;
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

  /**
   * Decides from {@code SLACK_BOT_TOKEN}, {@code DISCORD_TOKEN} and {@code server.address}; an
   * address that is missing or cannot be resolved counts as open to others.
   */
  public static DemoMode of(PropertyResolver settings) {
    if (StringUtils.hasText(settings.getProperty("SLACK_BOT_TOKEN"))) {
      return new DemoMode(false, "Slack is configured");
    }
    if (StringUtils.hasText(settings.getProperty("DISCORD_TOKEN"))) {
      return new DemoMode(false, "Discord is configured");
    }
    if (!isLoopback(settings.getProperty("server.address"))) {
      return new DemoMode(false, "the server listens to other machines too");
    }
    return new DemoMode(true, "no platform is configured and only this machine is listened to");
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
