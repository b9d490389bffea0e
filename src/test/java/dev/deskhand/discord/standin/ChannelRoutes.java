package dev.deskhand.discord.standin;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Channels, threads, guilds and their people. */
final class ChannelRoutes {
  private final World world;
  private final Messages messages;
  private final MessageRoutes messageRoutes;

  ChannelRoutes(World world, Messages messages, MessageRoutes messageRoutes) {
    this.world = world;
    this.messages = messages;
    this.messageRoutes = messageRoutes;
  }

  void addTo(Routes routes) {
    routes.add("GET", "/channels/{channel_id}", call -> shown(channel(call)));
    routes.add("PATCH", "/channels/{channel_id}", this::change);
    routes.add("DELETE", "/channels/{channel_id}", this::delete);
    routes.add("POST", "/channels/{channel_id}/threads", this::thread);
    routes.add(
        "POST", "/channels/{channel_id}/messages/{message_id}/threads", this::threadFromMessage);
    String member = "/channels/{channel_id}/thread-members/{user_id}";
    routes.add("GET", member, this::threadMember);
    routes.add("PUT", member, this::addToThread);
    routes.add("DELETE", member, this::removeFromThread);
    routes.add("POST", "/users/@me/channels", this::openDirect);
    routes.add("GET", "/guilds/{guild_id}", this::guild);
    routes.add("GET", "/guilds/{guild_id}/roles", this::roles);
    routes.add("GET", "/guilds/{guild_id}/channels", this::channels);
    routes.add("GET", "/guilds/{guild_id}/members/{user_id}", this::member);
    routes.add("GET", "/guilds/{guild_id}/threads/active", this::activeThreads);
    routes.add(
        "GET",
        "/channels/{channel_id}/users/@me/threads/archived/private",
        this::archivedPrivateThreads);
    routes.add("GET", "/users/{user_id}", this::user);
  }

  private StandInChannel channel(Routes.Call call) {
    return MessageRoutes.channel(world, call);
  }

  private RestAnswer shown(StandInChannel channel) {
    return RestAnswer.ok(WireFormat.channel(channel, world));
  }

  private RestAnswer change(Routes.Call call) {
    StandInChannel channel = channel(call);
    JsonNode body = call.body();
    if (Json.has(body, "name")) {
      channel.rename(Json.text(body, "name"));
    }
    StandInChannel.ThreadState now = channel.threadState();
    if (now.archived() && body.path("archived").asBoolean(true)) {
      throw new DiscordRefusal(DiscordError.THREAD_ARCHIVED);
    }
    tags(channel, body);
    channel.become(
        new StandInChannel.ThreadState(
            body.path("archived").asBoolean(now.archived()),
            body.path("locked").asBoolean(now.locked()),
            body.path("auto_archive_duration").asInt(now.autoArchiveMinutes())));
    world.tell(
        new GatewayEvent(
            channel.kind().isThread() ? "THREAD_UPDATE" : "CHANNEL_UPDATE",
            WireFormat.channel(channel, world),
            GatewayEvent.GUILDS));
    return shown(channel);
  }

  private void tags(StandInChannel channel, JsonNode body) {
    if (body.path("available_tags").isArray()) {
      ArrayNode tags = Json.array();
      for (JsonNode tag : body.path("available_tags")) {
        ObjectNode known = tag.asObject().deepCopy();
        if (!Json.has(known, "id")) {
          known.put("id", world.newId());
        }
        known.put("moderated", false).putNull("emoji_id").putNull("emoji_name");
        tags.add(known);
      }
      if (tags.size() > 20) {
        throw DiscordRefusal.invalid("available_tags", "BASE_TYPE_BAD_LENGTH", "More than 20 tags");
      }
      channel.offer(tags);
    }
    if (body.path("applied_tags").isArray()) {
      channel.apply(applied(body));
    }
  }

  private static List<String> applied(JsonNode body) {
    List<String> ids =
        Json.children(body.path("applied_tags")).stream().map(JsonNode::asString).toList();
    if (ids.size() > 5) {
      throw DiscordRefusal.invalid("applied_tags", "BASE_TYPE_BAD_LENGTH", "More than 5 tags");
    }
    return ids;
  }

  private RestAnswer delete(Routes.Call call) {
    StandInChannel channel = channel(call);
    channel.delete();
    world.tell(
        new GatewayEvent(
            channel.kind().isThread() ? "THREAD_DELETE" : "CHANNEL_DELETE",
            WireFormat.channel(channel, world),
            GatewayEvent.GUILDS));
    return shown(channel);
  }

  private RestAnswer thread(Routes.Call call) {
    StandInChannel parent = channel(call);
    String name = Json.text(call.body(), "name");
    boolean inForum = parent.kind() == StandInChannel.Kind.FORUM;
    if (inForum != call.body().has("message")) {
      throw DiscordRefusal.invalid(
          "message", "BASE_TYPE_REQUIRED", "A forum post, and only it, starts with a message");
    }
    boolean isPrivate = call.body().path("type").asInt(12) == 12 && !inForum;
    if (isPrivate && !world.may(world.botId(), parent, WireFormat.CREATE_PRIVATE_THREADS)) {
      throw new DiscordRefusal(DiscordError.MISSING_PERMISSIONS);
    }
    StandInChannel thread =
        world.openThread(
            parent,
            isPrivate ? StandInChannel.Kind.PRIVATE_THREAD : StandInChannel.Kind.PUBLIC_THREAD,
            name,
            world.botId(),
            world.newId());
    thread.apply(applied(call.body()));
    thread.invitable(call.body().path("invitable").asBoolean(true));
    thread.become(
        new StandInChannel.ThreadState(
            false, false, call.body().path("auto_archive_duration").asInt(1440)));
    ObjectNode answer = WireFormat.channel(thread, world);
    if (inForum && call.body().get("message") instanceof ObjectNode first) {
      // a post and its first message have the same id
      answer.set(
          "message", messageRoutes.post(thread.id(), call.request(), thread, first, null).body());
    }
    return new RestAnswer(201, answer, java.util.Map.of());
  }

  /** A thread whose people change, and one of them. */
  private record Joining(StandInChannel thread, StandInGuild guild, String userId) {}

  private Joining joining(Routes.Call call) {
    StandInChannel thread = channel(call);
    if (thread.archived()) {
      throw new DiscordRefusal(DiscordError.THREAD_ARCHIVED);
    }
    return new Joining(thread, thread.guild().orElseThrow(), call.hole("user_id"));
  }

  private RestAnswer threadMember(Routes.Call call) {
    StandInChannel thread = channel(call);
    String userId = call.hole("user_id");
    StandInGuild.Membership member = thread.guild().orElseThrow().members().get(userId);
    if (member == null || !thread.threadMembers().contains(userId)) {
      throw new DiscordRefusal(DiscordError.UNKNOWN_MEMBER);
    }
    ObjectNode answer = WireFormat.threadMember(thread, userId);
    answer.set("member", WireFormat.member(member, true));
    return RestAnswer.ok(answer);
  }

  private RestAnswer addToThread(Routes.Call call) {
    Joining joining = joining(call);
    StandInGuild.Membership member = joining.guild().members().get(joining.userId());
    if (member == null) {
      throw new DiscordRefusal(DiscordError.UNKNOWN_MEMBER);
    }
    StandInChannel thread = joining.thread();
    StandInChannel parent = world.channel(thread.parentId().orElseThrow()).orElseThrow();
    if (!parent.isSeenBy(joining.userId())) {
      throw new DiscordRefusal(DiscordError.MISSING_ACCESS);
    }
    if (thread.threadMembers().add(joining.userId())) {
      messages.note(thread);
      ObjectNode added = WireFormat.threadMember(thread, joining.userId());
      added.set("member", WireFormat.member(member, true));
      tellOfMembers(joining, "added_members", Json.array(List.of(added)));
    }
    return RestAnswer.noContent();
  }

  private RestAnswer removeFromThread(Routes.Call call) {
    Joining joining = joining(call);
    if (joining.thread().threadMembers().remove(joining.userId())) {
      tellOfMembers(joining, "removed_member_ids", Json.strings(List.of(joining.userId())));
    }
    return RestAnswer.noContent();
  }

  private void tellOfMembers(Joining joining, String which, ArrayNode whom) {
    ObjectNode data =
        Json.object(
            "id",
            joining.thread().id(),
            "guild_id",
            joining.guild().id(),
            "member_count",
            joining.thread().threadMembers().size());
    data.set(which, whom);
    world.tell(new GatewayEvent("THREAD_MEMBERS_UPDATE", data, GatewayEvent.GUILD_MEMBERS));
  }

  private RestAnswer threadFromMessage(Routes.Call call) {
    StandInChannel parent = channel(call);
    String messageId = call.hole("message_id");
    StandInMessage start =
        messages
            .find(messageId)
            .filter(message -> message.channelId().equals(parent.id()))
            .orElseThrow(() -> new DiscordRefusal(DiscordError.UNKNOWN_MESSAGE));
    if (world.channel(start.id()).isPresent()) {
      throw new DiscordRefusal(DiscordError.THREAD_ALREADY_CREATED);
    }
    StandInChannel thread =
        world.openThread(
            parent,
            StandInChannel.Kind.PUBLIC_THREAD,
            Json.text(call.body(), "name"),
            world.botId(),
            start.id());
    return new RestAnswer(201, WireFormat.channel(thread, world), java.util.Map.of());
  }

  private RestAnswer openDirect(Routes.Call call) {
    String userId = Json.text(call.body(), "recipient_id");
    if (!world.knowsUser(userId)) {
      throw new DiscordRefusal(DiscordError.UNKNOWN_USER);
    }
    return shown(world.directChannel(userId));
  }

  private StandInGuild guildOf(Routes.Call call) {
    return world
        .guild(call.hole("guild_id"))
        .orElseThrow(() -> new DiscordRefusal(DiscordError.UNKNOWN_GUILD));
  }

  private RestAnswer guild(Routes.Call call) {
    return RestAnswer.ok(WireFormat.guild(guildOf(call), world, false));
  }

  private RestAnswer roles(Routes.Call call) {
    return RestAnswer.ok(Json.array(guildOf(call).roles().stream().map(WireFormat::role).toList()));
  }

  private RestAnswer channels(Routes.Call call) {
    return RestAnswer.ok(
        Json.array(
            guildOf(call).channels().stream()
                .filter(channel -> !channel.kind().isThread())
                .map(channel -> WireFormat.channel(channel, world))
                .toList()));
  }

  private RestAnswer activeThreads(Routes.Call call) {
    return threads(
        guildOf(call).channels().stream()
            .filter(channel -> channel.kind().isThread() && !channel.archived())
            .filter(channel -> channel.isSeenBy(world.botId()))
            .toList());
  }

  /** All at once, the last one first; only those in which the desk is. */
  private RestAnswer archivedPrivateThreads(Routes.Call call) {
    return threads(
        channel(call).threads().reversed().stream()
            .filter(thread -> thread.kind() == StandInChannel.Kind.PRIVATE_THREAD)
            .filter(StandInChannel::archived)
            .filter(thread -> thread.threadMembers().contains(world.botId()))
            .toList());
  }

  private RestAnswer threads(List<StandInChannel> threads) {
    List<ObjectNode> own =
        threads.stream()
            .filter(thread -> thread.threadMembers().contains(world.botId()))
            .map(thread -> WireFormat.threadMember(thread, world.botId()))
            .toList();
    return RestAnswer.ok(
        Json.object(
            "threads",
            Json.array(threads.stream().map(thread -> WireFormat.channel(thread, world)).toList()),
            "members",
            Json.array(own),
            "has_more",
            false));
  }

  private RestAnswer member(Routes.Call call) {
    StandInGuild.Membership membership = guildOf(call).members().get(call.hole("user_id"));
    if (membership == null) {
      throw new DiscordRefusal(DiscordError.UNKNOWN_MEMBER);
    }
    return RestAnswer.ok(WireFormat.member(membership, true));
  }

  private RestAnswer user(Routes.Call call) {
    String id = call.hole("user_id").equals("@me") ? world.botId() : call.hole("user_id");
    if (!world.knowsUser(id)) {
      throw new DiscordRefusal(DiscordError.UNKNOWN_USER);
    }
    return RestAnswer.ok(world.user(id));
  }
}
