package dev.deskhand.discord.standin;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes, changes and removes messages, and tells the gateway. */
final class Messages {
  static final int EPHEMERAL = 1 << 6;
  static final int LOADING = 1 << 7;

  /** Discord's type of the note that somebody was added. */
  private static final int ADDED = 1;

  private static final Pattern USER_MENTION = Pattern.compile("<@!?(\\d+)>");
  private static final Pattern EVERYONE_MENTION = Pattern.compile("@(everyone|here)\\b");

  private final World world;

  Messages(World world) {
    this.world = world;
  }

  /** Whether Discord itself wrote it in somebody's name, about whom they added to a thread. */
  static boolean isNote(StandInMessage message) {
    return message.body().path("type").asInt(0) == ADDED;
  }

  /** Discord's note in a thread that the bot has added somebody. */
  void note(StandInChannel thread) {
    StandInMessage _ =
        post(
            new Draft(
                world.newId(),
                thread,
                world.botId(),
                Json.object("content", "", "type", ADDED),
                Map.of(),
                null));
  }

  Optional<StandInMessage> find(String messageId) {
    Long key = Long.valueOf(messageId);
    return world.channels().stream()
        .map(channel -> channel.store().get(key))
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }

  /**
   * What is to be written. {@code parts} is what the author sent, in the shape of the REST body.
   */
  record Draft(
      String id,
      StandInChannel channel,
      String authorId,
      ObjectNode parts,
      Map<String, byte[]> files,
      @Nullable String visibleTo) {}

  StandInMessage post(Draft draft) {
    ObjectNode body = fresh(draft);
    StandInMessage message =
        new StandInMessage(body, draft.visibleTo(), java.util.List.of(), draft.files());
    draft.channel().store().put(Long.valueOf(draft.id()), message);
    if (!message.ephemeral()) {
      draft.channel().written(Long.parseLong(draft.id()));
    }
    tell("MESSAGE_CREATE", draft.channel(), message);
    return message;
  }

  /** Tells the gateway once more of a message that it has told of before. */
  void tellAgain(StandInMessage message) {
    tell("MESSAGE_CREATE", world.channel(message.channelId()).orElseThrow(), message);
  }

  StandInMessage edit(
      StandInMessage before, ObjectNode parts, Map<String, byte[]> newFiles, ArrayNode attached) {
    StandInChannel channel = world.channel(before.channelId()).orElseThrow();
    ObjectNode body = before.body().deepCopy();
    for (String key : new String[] {"content", "embeds", "components"}) {
      if (parts.has(key)) {
        JsonNode value = parts.get(key);
        body.set(key, value.isNull() ? emptyFor(key) : value.deepCopy());
      }
    }
    body.set("attachments", attached);
    body.put("edited_timestamp", Instant.now().toString());
    body.put("flags", body.path("flags").asInt(0) & ~LOADING);
    complete(body);
    mention(body, parts);
    Map<String, byte[]> files = new java.util.HashMap<>(before.files());
    files.putAll(newFiles);
    files
        .keySet()
        .removeIf(
            name ->
                Json.children(attached).stream()
                    .noneMatch(one -> Json.text(one, "filename").equals(name)));
    StandInMessage after = before.edited(body, files);
    channel.store().put(Long.valueOf(before.id()), after);
    tell("MESSAGE_UPDATE", channel, after);
    return after;
  }

  void delete(StandInMessage message) {
    StandInChannel channel = world.channel(message.channelId()).orElseThrow();
    channel.store().remove(Long.valueOf(message.id()));
    if (!message.ephemeral()) {
      ObjectNode data = Json.object("id", message.id(), "channel_id", channel.id());
      channel.guild().ifPresent(guild -> data.put("guild_id", guild.id()));
      world.tell(new GatewayEvent("MESSAGE_DELETE", data, intentFor(channel)));
    }
  }

  /** Deletes several at once, as moderators do. */
  void deleteTogether(StandInChannel channel, java.util.List<StandInMessage> gone) {
    gone.forEach(message -> channel.store().remove(Long.valueOf(message.id())));
    ObjectNode data =
        Json.object(
            "ids",
            Json.strings(gone.stream().map(StandInMessage::id).toList()),
            "channel_id",
            channel.id());
    channel.guild().ifPresent(guild -> data.put("guild_id", guild.id()));
    world.tell(new GatewayEvent("MESSAGE_DELETE_BULK", data, intentFor(channel)));
  }

  static int intentFor(StandInChannel channel) {
    return channel.guild().isPresent() ? GatewayEvent.GUILD_MESSAGES : GatewayEvent.DIRECT_MESSAGES;
  }

  /** What a reference to another message is for, beside an answer to it. */
  private static final int FORWARD = 1;

  private ObjectNode fresh(Draft draft) {
    ObjectNode parts = draft.parts();
    int flags = parts.path("flags").asInt(0) | (draft.visibleTo() == null ? 0 : EPHEMERAL);
    ObjectNode body =
        Json.object(
            "id",
            draft.id(),
            "type",
            parts.path("type").asInt(0),
            "channel_id",
            draft.channel().id(),
            "author",
            world.user(draft.authorId()),
            "content",
            Json.text(parts, "content"),
            "timestamp",
            Snowflakes.timeOf(draft.id()).toString(),
            "edited_timestamp",
            null,
            "tts",
            false,
            "pinned",
            false,
            "flags",
            flags);
    for (String list : new String[] {"embeds", "components", "attachments"}) {
      body.set(list, parts.path(list).isArray() ? parts.get(list).deepCopy() : Json.array());
    }
    if (Json.has(parts, "webhook_id")) {
      body.set("webhook_id", parts.get("webhook_id"));
    }
    if (Json.has(parts, "interaction_metadata")) {
      body.set("interaction_metadata", parts.get("interaction_metadata"));
    }
    if (Json.has(parts, "nonce")) {
      body.set("nonce", parts.get("nonce"));
    }
    for (String part : new String[] {"poll", "message_snapshots", "sticker_items"}) {
      if (parts.has(part)) {
        body.set(part, parts.get(part));
      }
    }
    if (parts.path("message_reference").path("type").asInt(0) == FORWARD) {
      body.set("message_reference", parts.get("message_reference"));
    } else if (parts.has("message_reference")) {
      body.put("type", 19);
      body.set("message_reference", parts.get("message_reference"));
      find(Json.text(parts.get("message_reference"), "message_id"))
          .ifPresent(
              referenced -> {
                ObjectNode shown = referenced.body().deepCopy();
                // one step back, no further
                shown.remove("referenced_message");
                body.set("referenced_message", shown);
              });
    }
    complete(body);
    mention(body, parts);
    return body;
  }

  /** Adds what Discord adds to what a bot has sent. */
  private static void complete(ObjectNode body) {
    for (JsonNode embed : body.path("embeds")) {
      embed.asObject().put("type", "rich");
    }
    int[] number = {1};
    Json.walk(
        body.path("components"),
        component -> {
          if (component.path("type").isNumber() && !component.has("id")) {
            component.put("id", number[0]++);
          }
        });
  }

  private static JsonNode emptyFor(String key) {
    return key.equals("content") ? Json.value("") : Json.array();
  }

  private void mention(ObjectNode body, ObjectNode parts) {
    JsonNode allowed = parts.path("allowed_mentions");
    boolean unlimited = !allowed.isObject();
    Set<String> kinds = new LinkedHashSet<>();
    allowed.path("parse").forEach(kind -> kinds.add(kind.asString()));
    Set<String> listed = new LinkedHashSet<>();
    allowed.path("users").forEach(user -> listed.add(user.asString()));

    String content = Json.text(body, "content");
    ArrayNode mentions = Json.array();
    Matcher matcher = USER_MENTION.matcher(content);
    Set<String> seen = new LinkedHashSet<>();
    while (matcher.find()) {
      String id = matcher.group(1);
      if ((unlimited || kinds.contains("users") || listed.contains(id))
          && world.knowsUser(id)
          && seen.add(id)) {
        mentions.add(world.user(id));
      }
    }
    body.set("mentions", mentions);
    body.set("mention_roles", Json.array());
    body.put(
        "mention_everyone",
        (unlimited || kinds.contains("everyone")) && EVERYONE_MENTION.matcher(content).find());
  }

  /** The gateway, and only it, says along with a mention what the person is in the guild. */
  private static ArrayNode withMembers(JsonNode mentions, StandInGuild guild) {
    ArrayNode complete = Json.array();
    for (JsonNode mention : mentions) {
      ObjectNode user = mention.asObject().deepCopy();
      StandInGuild.Membership member = guild.members().get(Json.text(user, "id"));
      if (member != null) {
        user.set("member", WireFormat.member(member, false));
      }
      complete.add(user);
    }
    return complete;
  }

  private void tell(String type, StandInChannel channel, StandInMessage message) {
    if (message.ephemeral()) {
      return;
    }
    ObjectNode data = message.body().deepCopy();
    channel
        .guild()
        .ifPresent(
            guild -> {
              data.put("guild_id", guild.id());
              StandInGuild.Membership author = guild.members().get(message.authorId());
              if (author != null) {
                data.set("member", WireFormat.member(author, false));
              }
              data.set("mentions", withMembers(data.path("mentions"), guild));
            });
    boolean contentPrivate =
        channel.guild().isPresent()
            && !message.authorId().equals(world.botId())
            && !message.pings().contains(world.botId());
    world.tell(new GatewayEvent(type, data, intentFor(channel), contentPrivate));
  }
}
