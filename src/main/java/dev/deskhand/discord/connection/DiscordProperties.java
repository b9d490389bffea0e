package dev.deskhand.discord.connection;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the desk reaches Discord.
 *
 * @param token the bot's token; empty if the desk is not on Discord
 * @param guildId the one server that is served; empty for every server that has invited the bot
 * @param apiUrl the base of the REST interface; empty for Discord's own
 * @param gatewayUrl the gateway's address; empty for the one that Discord names
 * @param takeover how long after the copy of the desk that holds the session fell silent another
 *     one may take it over; a failure of the database that is shorter than this goes unnoticed
 * @param reaction the emoji that makes an incident of a message, such as 🎫 or {@code name:123} for
 *     one of the server's own; empty if none does
 */
@ConfigurationProperties("deskhand.discord")
public record DiscordProperties(
    @DefaultValue("") String token,
    @DefaultValue("") String guildId,
    @DefaultValue("") String apiUrl,
    @DefaultValue("") String gatewayUrl,
    @DefaultValue("12s") Duration takeover,
    @DefaultValue("🎫") String reaction) {

  private static final Duration SHORTEST_TAKEOVER = Duration.ofSeconds(4);

  private static final Pattern SNOWFLAKE = Pattern.compile("[0-9]{1,20}");

  private static final Pattern DECORATION = Pattern.compile("^<a?:|>$|\uFE0F");

  public DiscordProperties {
    token = token.strip();
    guildId = guildId.strip();
    reaction = plain(reaction);
    apiUrl = address("DISCORD_API_URL", apiUrl.strip(), Set.of("http", "https"));
    gatewayUrl = address("DISCORD_GATEWAY_URL", gatewayUrl.strip(), Set.of("ws", "wss"));
    if (token.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("DISCORD_TOKEN has a space in it");
    }
    if (!guildId.isEmpty() && !SNOWFLAKE.matcher(guildId).matches()) {
      throw new IllegalArgumentException(
          "DISCORD_GUILD_ID is \"%s\"; the id of a server is a number".formatted(guildId));
    }
    if (takeover.compareTo(SHORTEST_TAKEOVER) < 0) {
      throw new IllegalArgumentException(
          "deskhand.discord.takeover is %s; it is 4s at least".formatted(takeover));
    }
    if (!apiUrl.isEmpty() && !apiUrl.endsWith("/")) {
      apiUrl += "/";
    }
  }

  /** Whether people of this server are served. */
  public boolean serves(String guild) {
    return guildId.isEmpty() || guildId.equals(guild);
  }

  /**
   * Whether a reaction makes an incident of a message.
   *
   * @param emoji as it stands in messages
   */
  public boolean reports(String emoji) {
    return !reaction.isEmpty() && reaction.equals(plain(emoji));
  }

  /** An emoji without brackets, and without the mark that asks for it in colour. */
  private static String plain(String emoji) {
    return DECORATION.matcher(emoji.strip()).replaceAll("");
  }

  private static String address(String name, String value, Set<String> schemes) {
    if (value.isEmpty()) {
      return value;
    }
    String scheme = value.substring(0, Math.max(0, value.indexOf(':'))).toLowerCase(Locale.ROOT);
    if (!schemes.contains(scheme) || URI.create(value).getHost() == null) {
      throw new IllegalArgumentException(
          "%s is \"%s\"; it starts with %s://"
              .formatted(name, value, String.join(":// or ", schemes)));
    }
    return value;
  }

  @Override
  public String toString() {
    return "DiscordProperties[token=%s, guildId=%s, apiUrl=%s, gatewayUrl=%s, takeover=%s, reaction=%s]"
        .formatted(
            token.isEmpty() ? "none" : "***", guildId, apiUrl, gatewayUrl, takeover, reaction);
  }
}
