package dev.deskhand.discord.standin;

import tools.jackson.databind.JsonNode;

/** One of the parts into which a bot's guilds are divided. Direct messages are the first one's. */
record Shard(int id, int total) {

  static final Shard ONLY = new Shard(0, 1);

  /** As an IDENTIFY names it, if it does. */
  static Shard of(JsonNode identify) {
    return identify.isArray() && identify.size() == 2
        ? new Shard(identify.get(0).asInt(), identify.get(1).asInt())
        : ONLY;
  }

  /** Discord's rule for which guild belongs to which shard. */
  boolean has(String guildId) {
    return (Long.parseLong(guildId) >>> 22) % total == id;
  }
}
