package dev.deskhand.discord.standin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Guilds, roles, members and channels in Discord's JSON. */
final class WireFormat {
  static final long VIEW_CHANNEL = 1L << 10;
  static final long MANAGE_THREADS = 1L << 34;
  static final long CREATE_PRIVATE_THREADS = 1L << 36;
  static final long SEND_IN_THREADS = 1L << 38;

  /** What everyone may do: see, write, react, use commands, open threads and write in them. */
  static final long EVERYONES_PERMISSIONS = 0x42_8063_6C40L | (1L << 31) | (1L << 35) | (1L << 38);

  /** What the bot is invited with: the above, private threads, managing channels and messages. */
  static final long BOTS_PERMISSIONS =
      EVERYONES_PERMISSIONS
          | CREATE_PRIVATE_THREADS
          | (1L << 4)
          | (1L << 13)
          | (1L << 14)
          | (1L << 15);

  /** Of every guild: somebody whom nobody meets, since an owner may do everything. */
  private static final String OWNER = "1";

  private static final String JOINED = "2024-01-15T09:00:00.000000+00:00";

  private WireFormat() {}

  static ObjectNode user(String id, String name, boolean bot) {
    return Json.object(
        "id",
        id,
        "username",
        name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9._]", "_"),
        "global_name",
        bot ? null : name,
        "discriminator",
        bot ? "0001" : "0",
        "avatar",
        null,
        "bot",
        bot,
        "public_flags",
        0,
        "flags",
        0);
  }

  static ObjectNode role(StandInGuild.Role role) {
    return Json.object(
        "id",
        role.id(),
        "name",
        role.name(),
        "position",
        role.position(),
        "permissions",
        Long.toString(role.permissions()),
        "managed",
        role.managed(),
        "hoist",
        false,
        "mentionable",
        true,
        "color",
        0,
        "colors",
        Json.object("primary_color", 0, "secondary_color", null, "tertiary_color", null),
        "icon",
        null,
        "unicode_emoji",
        null,
        "flags",
        0);
  }

  static ObjectNode member(StandInGuild.Membership membership, boolean withUser) {
    ObjectNode member =
        Json.object(
            "nick",
            membership.nick(),
            "avatar",
            null,
            "roles",
            Json.strings(membership.roleIds()),
            "joined_at",
            JOINED,
            "premium_since",
            null,
            "communication_disabled_until",
            null,
            "pending",
            false,
            "deaf",
            false,
            "mute",
            false,
            "flags",
            0);
    if (withUser) {
      member.set("user", membership.user());
    }
    return member;
  }

  static ObjectNode channel(StandInChannel channel, World world) {
    ObjectNode json =
        Json.object(
            "id",
            channel.id(),
            "type",
            channel.kind().code,
            "flags",
            0,
            "last_message_id",
            lastMessageId(channel));
    channel.guild().ifPresent(guild -> json.put("guild_id", guild.id()));
    switch (channel.kind()) {
      case DIRECT -> json.set("recipients", Json.array(List.of(world.user(channel.ownerId()))));
      case TEXT, FORUM -> {
        json.put("name", channel.name()).put("position", 0).put("nsfw", false);
        json.putNull("parent_id").putNull("topic").put("rate_limit_per_user", 0);
        json.set("permission_overwrites", overwrites(channel, world));
        if (channel.kind() == StandInChannel.Kind.FORUM) {
          json.set("available_tags", channel.availableTags());
          json.putNull("default_reaction_emoji").putNull("default_sort_order");
          json.put("default_forum_layout", 0);
        }
      }
      case PUBLIC_THREAD, PRIVATE_THREAD -> thread(channel, world, json);
    }
    return json;
  }

  private static ArrayNode overwrites(StandInChannel channel, World world) {
    return Json.array(
        channel.denied().entrySet().stream()
            .filter(denied -> denied.getValue() != 0)
            .map(
                denied ->
                    Json.object(
                        "id",
                        denied.getKey(),
                        "type",
                        world.knowsUser(denied.getKey()) ? 1 : 0,
                        "allow",
                        "0",
                        "deny",
                        Long.toString(denied.getValue())))
            .toList());
  }

  /** Somebody in a thread. */
  static ObjectNode threadMember(StandInChannel thread, String userId) {
    return Json.object(
        "id",
        thread.id(),
        "user_id",
        userId,
        "join_timestamp",
        Snowflakes.timeOf(thread.id()).toString(),
        "flags",
        0);
  }

  private static void thread(StandInChannel channel, World world, ObjectNode json) {
    Instant made = Snowflakes.timeOf(channel.id());
    json.put("name", channel.name()).put("parent_id", channel.parentId().orElse(""));
    json.put("owner_id", channel.ownerId()).put("rate_limit_per_user", 0);
    json.put("member_count", channel.threadMembers().size());
    if (channel.threadMembers().contains(world.botId())) {
      json.set("member", threadMember(channel, world.botId()));
    }
    json.put("message_count", channel.messages().size());
    json.put("total_message_sent", channel.messages().size());
    json.set("applied_tags", Json.strings(channel.appliedTags()));
    ObjectNode metadata =
        Json.object(
            "archived", channel.archived(),
            "locked", channel.locked(),
            "auto_archive_duration", channel.threadState().autoArchiveMinutes(),
            "archive_timestamp", made.toString(),
            "create_timestamp", made.toString());
    if (channel.kind() == StandInChannel.Kind.PRIVATE_THREAD) {
      metadata.put("invitable", channel.invitable());
    }
    json.set("thread_metadata", metadata);
  }

  private static @org.jspecify.annotations.Nullable String lastMessageId(StandInChannel channel) {
    long last = channel.lastWritten();
    return last == 0 ? null : Long.toString(last);
  }

  /** The whole guild, as GUILD_CREATE gives it; without GUILD_MEMBERS only the bot is in it. */
  static ObjectNode guild(StandInGuild guild, World world, boolean everyMember) {
    List<ObjectNode> members = new ArrayList<>();
    guild
        .members()
        .forEach(
            (id, membership) -> {
              if (everyMember || id.equals(world.botId())) {
                members.add(member(membership, true));
              }
            });
    List<ObjectNode> channels = new ArrayList<>();
    List<ObjectNode> threads = new ArrayList<>();
    for (StandInChannel channel : guild.channels()) {
      if (!channel.kind().isThread()) {
        channels.add(channel(channel, world));
      } else if (!channel.archived()) {
        threads.add(channel(channel, world));
      }
    }
    ObjectNode json = bareGuild(guild);
    json.put("owner_id", OWNER).put("member_count", guild.members().size());
    json.put("joined_at", JOINED).put("large", false).put("unavailable", false);
    json.set("members", Json.array(members));
    json.set("channels", Json.array(channels));
    json.set("threads", Json.array(threads));
    json.set("roles", Json.array(guild.roles().stream().map(WireFormat::role).toList()));
    for (String none :
        List.of(
            "emojis",
            "stickers",
            "voice_states",
            "presences",
            "stage_instances",
            "guild_scheduled_events",
            "soundboard_sounds")) {
      json.set(none, Json.array());
    }
    return json;
  }

  /** What an interaction tells about its guild. */
  static ObjectNode bareGuild(StandInGuild guild) {
    return Json.object(
        "id", guild.id(),
        "name", guild.name(),
        "icon", null,
        "features", Json.array(),
        "locale", "en-US",
        "preferred_locale", "en-US",
        "verification_level", 0,
        "default_message_notifications", 1,
        "explicit_content_filter", 0,
        "mfa_level", 0,
        "nsfw_level", 0,
        "afk_timeout", 300,
        "premium_tier", 0,
        "premium_progress_bar_enabled", false,
        "system_channel_flags", 0);
  }
}
