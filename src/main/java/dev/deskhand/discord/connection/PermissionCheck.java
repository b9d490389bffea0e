package dev.deskhand.discord.connection;

import dev.deskhand.chat.DeskChannels;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether Discord lets the desk do its work in its channels, and says in a line each what is
 * missing and how to grant it. It knows what the gateway has told, and asks nobody.
 */
public class PermissionCheck {

  private static final Logger log = LoggerFactory.getLogger(PermissionCheck.class);

  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

  private final DeskChannels channels;
  private final DiscordProperties properties;
  private Set<String> said = Set.of();

  public PermissionCheck(DeskChannels channels, DiscordProperties properties) {
    this.channels = channels;
    this.properties = properties;
  }

  /** Says what is missing in the desk's channels, and was not when it was looked at before. */
  public synchronized void check(JDA jda) {
    Set<String> missing = new TreeSet<>();
    for (String channel : channels.on(DiscordClient.PLATFORM)) {
      missing.addAll(missing(jda, channel));
    }
    Set<String> news = new HashSet<>(missing);
    news.removeAll(said);
    news.stream().sorted().forEach(line -> log.warn("Discord: {}", line));
    if (missing.isEmpty() && !said.isEmpty()) {
      log.info("Discord: nothing is missing any more in the desk's channels");
    }
    said = missing;
  }

  /** What is missing in a channel: a sentence each, with the way to grant it. */
  public List<String> missing(JDA jda, String channelId) {
    GuildChannel channel = channel(jda, channelId);
    if (channel == null) {
      return knowsAllServers(jda)
          ? List.of(
              "There is no channel %s that the desk can see. Check the number, or invite the desk to its server: %s"
                  .formatted(channelId, invitation(jda)))
          : List.of();
    }
    if (!properties.serves(channel.getGuild().getId())) {
      return List.of(
          "#%s is in the server \"%s\", and DISCORD_GUILD_ID names another one."
              .formatted(channel.getName(), channel.getGuild().getName()));
    }
    Set<Permission> granted = channel.getGuild().getSelfMember().getPermissions(channel);
    if (!granted.contains(Permission.VIEW_CHANNEL)) {
      return List.of(lacks(jda, channel, RequiredPermission.VIEW_CHANNELS));
    }
    return Arrays.stream(RequiredPermission.values())
        .filter(permit -> !granted.contains(permit.permission()))
        .map(permit -> lacks(jda, channel, permit))
        .toList();
  }

  private static String lacks(JDA jda, GuildChannel channel, RequiredPermission permit) {
    return "The desk lacks \"%s\" in #%s (%s). Allow it there under Edit Channel, Permissions, or for the whole server by inviting the desk again: %s"
        .formatted(permit.label(), channel.getName(), permit.purpose(), invitation(jda));
  }

  private static @Nullable GuildChannel channel(JDA jda, String id) {
    if (!ID.matcher(id).matches()) {
      return null;
    }
    ShardManager shards = jda.getShardManager();
    return shards == null ? jda.getGuildChannelById(id) : shards.getGuildChannelById(id);
  }

  /** Whether Discord has told of every server that has invited the desk. */
  public static boolean knowsAllServers(JDA jda) {
    ShardManager shards = jda.getShardManager();
    return shards == null ? knowsItsServers(jda) : knowsAllServers(shards);
  }

  /** The same, of all shards. */
  public static boolean knowsAllServers(ShardManager shards) {
    List<JDA> begun = shards.getShards();
    return begun.size() == shards.getShardsTotal()
        && begun.stream().allMatch(PermissionCheck::knowsItsServers);
  }

  private static boolean knowsItsServers(JDA shard) {
    return shard.getStatus() == JDA.Status.CONNECTED && shard.getUnavailableGuilds().isEmpty();
  }

  private static String invitation(JDA jda) {
    return RequiredPermission.invitation(jda.getSelfUser().getApplicationId());
  }
}
