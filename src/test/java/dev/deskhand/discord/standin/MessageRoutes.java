package dev.deskhand.discord.standin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages in channels: create, read, edit, delete, react, type. */
final class MessageRoutes {
  private static final int HAS_THREAD = 1 << 5;

  private final DiscordStandIn standIn;
  private final World world;
  private final Messages messages;
  private final Map<String, String> messageByNonce = new ConcurrentHashMap<>();

  MessageRoutes(DiscordStandIn standIn, Messages messages) {
    this.standIn = standIn;
    this.world = standIn.world();
    this.messages = messages;
  }

  void addTo(Routes routes) {
    String one = "/channels/{channel_id}/messages/{message_id}";
    routes.add("POST", "/channels/{channel_id}/messages", this::create);
    routes.add("GET", "/channels/{channel_id}/messages", this::list);
    routes.add("GET", one, call -> RestAnswer.ok(asked(message(call))));
    routes.add("PATCH", one, this::edit);
    routes.add("DELETE", one, this::delete);
    routes.add("POST", "/channels/{channel_id}/typing", this::typing);
    routes.add("PUT", one + "/reactions/{emoji_name}/@me", call -> react(call, true));
    routes.add("DELETE", one + "/reactions/{emoji_name}/@me", call -> react(call, false));
    routes.add("PUT", "/channels/{channel_id}/messages/pins/{message_id}", this::pin);
    routes.add("PUT", "/channels/{channel_id}/pins/{message_id}", this::pin);
  }

  /** As Discord does some minutes after a message. */
  void forgetNonces() {
    messageByNonce.clear();
  }

  /** The channel of a call, which the bot must be able to see. */
  static StandInChannel channel(World world, Routes.Call call) {
    return world
        .channel(call.hole("channel_id"))
        .orElseThrow(() -> new DiscordRefusal(DiscordError.UNKNOWN_CHANNEL));
  }

  private RestAnswer create(Routes.Call call) {
    StandInChannel channel = channel(world, call);
    if (channel.kind() == StandInChannel.Kind.DIRECT
        && world.closedToDirectMessages().contains(channel.ownerId())) {
      throw new DiscordRefusal(DiscordError.DIRECT_MESSAGES_CLOSED);
    }
    if (channel.locked()) {
      throw new DiscordRefusal(DiscordError.THREAD_ARCHIVED);
    }
    ObjectNode parts = call.objectBody();
    checkReference(channel, parts);
    @Nullable String nonceKey = null;
    if (parts.path("enforce_nonce").asBoolean(false) && Json.has(parts, "nonce")) {
      nonceKey = channel.id() + "/" + Json.text(parts, "nonce");
      String known = messageByNonce.get(nonceKey);
      if (known != null) {
        return RestAnswer.ok(messages.find(known).orElseThrow().body());
      }
    }
    StandInMessage posted = post(call.request(), channel, parts, null);
    if (nonceKey != null) {
      messageByNonce.put(nonceKey, posted.id());
    }
    if (channel.archived()) {
      channel.become(new StandInChannel.ThreadState(false, false, 1440));
      world.tell(
          new GatewayEvent(
              "THREAD_UPDATE", WireFormat.channel(channel, world), GatewayEvent.GUILDS));
    }
    return RestAnswer.ok(posted.body());
  }

  /** An answer to what is not there is refused, or no answer, as the sender wants it. */
  private static void checkReference(StandInChannel channel, ObjectNode parts) {
    if (!parts.has("message_reference")) {
      return;
    }
    String answered = Json.text(parts.get("message_reference"), "message_id");
    if (channel.store().containsKey(Long.valueOf(answered))) {
      return;
    }
    if (parts.get("message_reference").path("fail_if_not_exists").asBoolean(true)) {
      throw DiscordRefusal.invalid(
          "message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
    }
    parts.remove("message_reference");
  }

  /** Writes what a request holds as a message from the bot. */
  StandInMessage post(
      RecordedRequest request,
      StandInChannel channel,
      ObjectNode parts,
      @Nullable String visibleTo) {
    return post(world.newId(), request, channel, parts, visibleTo);
  }

  /** The same under a given id. */
  StandInMessage post(
      String id,
      RecordedRequest request,
      StandInChannel channel,
      ObjectNode parts,
      @Nullable String visibleTo) {
    Uploads uploads =
        Uploads.of(request, parts, Json.array(), world).at(standIn.origin(), channel.id(), id);
    ObjectNode complete = parts.deepCopy();
    complete.set("attachments", uploads.attached());
    return messages.post(
        new Messages.Draft(id, channel, world.botId(), complete, uploads.files(), visibleTo));
  }

  /** Changes a message as a request says; only the bot's own, and not into an empty one. */
  StandInMessage change(RecordedRequest request, StandInMessage before, ObjectNode parts) {
    if (!before.authorId().equals(world.botId())) {
      throw new DiscordRefusal(DiscordError.EDIT_OF_ANOTHERS_MESSAGE);
    }
    Uploads uploads =
        Uploads.of(request, parts, before.body().path("attachments"), world)
            .at(standIn.origin(), before.channelId(), before.id());
    StandInMessage after = messages.edit(before, parts, uploads.files(), uploads.attached());
    if (after.content().isBlank()
        && after.embeds().isEmpty()
        && after.body().path("components").isEmpty()
        && uploads.attached().isEmpty()) {
      standIn.complain(request.toString(), "an edit that leaves the message empty");
    }
    return after;
  }

  private RestAnswer list(Routes.Call call) {
    int limit = Integer.parseInt(call.request().query().getOrDefault("limit", "50"));
    String before = call.request().query().getOrDefault("before", Long.toString(Long.MAX_VALUE));
    String after = call.request().query().getOrDefault("after", "0");
    List<ObjectNode> fitting =
        channel(world, call).messages().stream()
            .filter(message -> Long.parseLong(message.id()) < Long.parseLong(before))
            .filter(message -> Long.parseLong(message.id()) > Long.parseLong(after))
            .map(StandInMessage::body)
            .toList();
    // after an id, those that follow it; otherwise the latest; the newest first in any case
    int from =
        call.request().query().containsKey("after") ? 0 : Math.max(0, fitting.size() - limit);
    List<ObjectNode> page = fitting.subList(from, Math.min(fitting.size(), from + limit));
    return RestAnswer.ok(Json.array(page.reversed()));
  }

  private RestAnswer edit(Routes.Call call) {
    if (channel(world, call).archived()) {
      throw new DiscordRefusal(DiscordError.THREAD_ARCHIVED);
    }
    return RestAnswer.ok(withFlag(change(call.request(), message(call), call.objectBody()).body()));
  }

  private RestAnswer delete(Routes.Call call) {
    messages.delete(message(call));
    return RestAnswer.noContent();
  }

  /**
   * A message that is asked for tells of the thread that was started from it, and has new links to
   * its files: those from before expire.
   */
  private ObjectNode asked(StandInMessage message) {
    ObjectNode body = withFlag(message.body());
    for (JsonNode file : body.path("attachments")) {
      String link = Json.text(file, "url").replaceFirst("\\?.*", "");
      ((ObjectNode) file).put("url", link + "?ex=" + world.newId() + "&is=1&hm=1");
    }
    world
        .channel(message.id())
        .ifPresent(thread -> body.set("thread", WireFormat.channel(thread, world)));
    return body;
  }

  /** Any message says whether it has a thread. */
  private ObjectNode withFlag(ObjectNode message) {
    ObjectNode body = message.deepCopy();
    if (world.channel(Json.text(body, "id")).isPresent()) {
      body.put("flags", body.path("flags").asInt(0) | HAS_THREAD);
    }
    return body;
  }

  private RestAnswer typing(Routes.Call call) {
    channel(world, call);
    return RestAnswer.noContent();
  }

  private RestAnswer pin(Routes.Call call) {
    message(call).body().put("pinned", true);
    return RestAnswer.noContent();
  }

  private RestAnswer react(Routes.Call call, boolean add) {
    String emoji = URLDecoder.decode(call.hole("emoji_name"), StandardCharsets.UTF_8);
    standIn.reactions().react(message(call), world.botId(), emoji, add);
    return RestAnswer.noContent();
  }

  private StandInMessage message(Routes.Call call) {
    StandInChannel channel = channel(world, call);
    StandInMessage found = channel.store().get(Long.valueOf(call.hole("message_id")));
    if (found == null || found.ephemeral()) {
      throw new DiscordRefusal(DiscordError.UNKNOWN_MESSAGE);
    }
    return found;
  }
}
