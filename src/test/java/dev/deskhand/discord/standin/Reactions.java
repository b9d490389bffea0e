package dev.deskhand.discord.standin;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** Who reacted to what with which emoji. */
final class Reactions {
  private final World world;
  private final Map<String, Set<String>> byMessage = new ConcurrentHashMap<>();

  Reactions(World world) {
    this.world = world;
  }

  /** The reactions to a message, each as {@code userId emoji}, in the order they came. */
  Set<String> to(String messageId) {
    return Set.copyOf(byMessage.getOrDefault(messageId, Set.of()));
  }

  void react(StandInMessage message, String userId, String emoji, boolean add) {
    Set<String> all = byMessage.computeIfAbsent(message.id(), ignored -> new LinkedHashSet<>());
    boolean changed;
    synchronized (all) {
      changed = add ? all.add(userId + " " + emoji) : all.remove(userId + " " + emoji);
    }
    if (changed) {
      tell(message, userId, emoji, add);
    }
  }

  private void tell(StandInMessage message, String userId, String emoji, boolean add) {
    StandInChannel channel = world.channel(message.channelId()).orElseThrow();
    ObjectNode data =
        Json.object(
            "user_id", userId,
            "channel_id", channel.id(),
            "message_id", message.id(),
            "message_author_id", message.authorId(),
            "emoji", Json.object("id", null, "name", emoji),
            "burst", false,
            "type", 0);
    channel
        .guild()
        .ifPresent(
            guild -> {
              data.put("guild_id", guild.id());
              StandInGuild.Membership member = guild.members().get(userId);
              if (add && member != null) {
                data.set("member", WireFormat.member(member, true));
              }
            });
    world.tell(
        new GatewayEvent(
            add ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE",
            data,
            channel.guild().isPresent()
                ? GatewayEvent.GUILD_MESSAGE_REACTIONS
                : GatewayEvent.DIRECT_MESSAGE_REACTIONS));
  }
}
