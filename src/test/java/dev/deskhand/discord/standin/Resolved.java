package dev.deskhand.discord.standin;

import tools.jackson.databind.node.ObjectNode;

/** The people, roles and channels that an interaction's values stand for, sent along with it. */
final class Resolved {
  private final World world;
  private final StandInChannel channel;
  private final ObjectNode json = Json.object();

  Resolved(World world, StandInChannel channel) {
    this.world = world;
    this.channel = channel;
  }

  void user(String id) {
    json.withObject("/users").set(id, world.user(id));
    channel
        .guild()
        .map(guild -> guild.members().get(id))
        .ifPresent(member -> json.withObject("/members").set(id, WireFormat.member(member, false)));
  }

  void role(String id) {
    channel.guild().stream()
        .flatMap(guild -> guild.roles().stream())
        .filter(role -> role.id().equals(id))
        .forEach(role -> json.withObject("/roles").set(id, WireFormat.role(role)));
  }

  void channel(String id) {
    StandInChannel named = world.channel(id).orElseThrow();
    json.withObject("/channels").set(id, WireFormat.channel(named, world));
  }

  void message(StandInMessage message) {
    json.withObject("/messages").set(message.id(), message.body());
  }

  /** What a select menu of this type stands for; a menu of texts stands for nothing. */
  void selected(int componentType, String value) {
    switch (componentType) {
      case 5, 7 -> user(value);
      case 6 -> role(value);
      case 8 -> channel(value);
      default -> {}
    }
  }

  /** Adds what there is to an interaction's data. */
  ObjectNode addTo(ObjectNode data) {
    if (!json.isEmpty()) {
      data.set("resolved", json);
    }
    return data;
  }
}
