package dev.deskhand.discord.standin;

import tools.jackson.databind.node.ObjectNode;

/**
 * Something the gateway tells.
 *
 * @param intent the intent a session must have to be told; 0 when every session is told
 * @param contentPrivate whether a message's content is kept from sessions without MESSAGE_CONTENT
 */
record GatewayEvent(String type, ObjectNode data, int intent, boolean contentPrivate) {
  static final int GUILDS = 1;
  static final int GUILD_MEMBERS = 1 << 1;
  static final int GUILD_PRESENCES = 1 << 8;
  static final int GUILD_MESSAGES = 1 << 9;
  static final int GUILD_MESSAGE_REACTIONS = 1 << 10;
  static final int DIRECT_MESSAGES = 1 << 12;
  static final int DIRECT_MESSAGE_REACTIONS = 1 << 13;
  static final int MESSAGE_CONTENT = 1 << 15;

  GatewayEvent(String type, ObjectNode data, int intent) {
    this(type, data, intent, false);
  }

  boolean isFor(int intents) {
    return intent == 0 || (intents & intent) != 0;
  }

  /** Whether it happened in that part of the world which this shard is told of. */
  boolean isFor(Shard shard) {
    String guild =
        Json.text(
            data, type.startsWith("GUILD_") && !Json.has(data, "guild_id") ? "id" : "guild_id");
    return guild.isEmpty() ? shard.id() == 0 : shard.has(guild);
  }

  /** The data as a session with these intents gets it. */
  ObjectNode dataFor(int intents) {
    if (!contentPrivate || (intents & MESSAGE_CONTENT) != 0) {
      return data;
    }
    ObjectNode bare = data.deepCopy();
    bare.put("content", "");
    bare.set("embeds", Json.array());
    bare.set("attachments", Json.array());
    bare.set("components", Json.array());
    return bare;
  }
}
