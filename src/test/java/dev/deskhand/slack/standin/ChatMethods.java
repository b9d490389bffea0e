package dev.deskhand.slack.standin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code chat.*}, {@code reactions.add} and what is posted to a response URL. */
final class ChatMethods {

  private final Workspace workspace;
  private final BlockRules rules;
  private final Consumer<String> complaints;
  private final Consumer<SlackMessage> posted;

  ChatMethods(
      Workspace workspace,
      BlockRules rules,
      Consumer<String> complaints,
      Consumer<SlackMessage> posted) {
    this.workspace = workspace;
    this.rules = rules;
    this.complaints = complaints;
    this.posted = posted;
  }

  Map<String, ApiMethod> all() {
    return Map.of(
        "chat.postMessage", this::postMessage,
        "chat.postEphemeral", this::postEphemeral,
        "chat.update", this::update,
        "chat.delete", this::delete,
        "chat.getPermalink", this::permalink,
        "reactions.add", this::react);
  }

  /** What is to be shown, checked against the limits. */
  record Content(String text, ArrayNode blocks, JsonNode metadata) {}

  private ObjectNode postMessage(Arguments arguments) {
    SlackChannel channel = writable(arguments.required("channel"));
    Content content = content(arguments, channel.id());
    String threadTs = thread(arguments, channel);
    SlackMessage message = post(channel.id(), threadTs, null, content);
    posted.accept(message);
    ObjectNode answer = Json.object().put("channel", channel.id()).put("ts", message.ts());
    answer.set("message", Shapes.message(message, true));
    return answer;
  }

  private ObjectNode postEphemeral(Arguments arguments) {
    SlackChannel channel = writable(arguments.required("channel"));
    SlackUser user = workspace.user(arguments.required("user"));
    if (!channel.members().contains(user.id())) {
      throw new Refusal("user_not_in_channel");
    }
    Content content = content(arguments, channel.id());
    SlackMessage message = post(channel.id(), thread(arguments, channel), user.id(), content);
    return Json.object().put("message_ts", message.ts());
  }

  private ObjectNode update(Arguments arguments) {
    SlackChannel channel = writable(arguments.required("channel"));
    SlackMessage old = own(channel, arguments.required("ts"), "cant_update_message");
    Content content = content(arguments, channel.id());
    // Slack keeps the blocks of a message that is updated with text alone.
    ArrayNode blocks = arguments.has("blocks") ? content.blocks() : old.blocks();
    SlackMessage changed =
        workspace.change(
            channel.id(),
            old.ts(),
            message -> message.changedTo(content.text(), blocks, content.metadata()));
    ObjectNode answer =
        Json.object()
            .put("channel", channel.id())
            .put("ts", changed.ts())
            .put("text", changed.text());
    answer.set("message", Shapes.message(changed, true));
    return answer;
  }

  private ObjectNode delete(Arguments arguments) {
    SlackChannel channel = workspace.channel(arguments.required("channel"));
    SlackMessage gone = own(channel, arguments.required("ts"), "cant_delete_message");
    workspace.delete(channel.id(), gone.ts());
    return Json.object().put("channel", channel.id()).put("ts", gone.ts());
  }

  private ObjectNode permalink(Arguments arguments) {
    SlackChannel channel = workspace.channel(arguments.required("channel"));
    String ts = arguments.required("message_ts");
    if (workspace.message(channel.id(), ts).isEmpty()) {
      throw new Refusal("message_not_found");
    }
    return Json.object().put("channel", channel.id()).put("permalink", permalink(channel.id(), ts));
  }

  static String permalink(String channel, String ts) {
    return "https://%s.slack.com/archives/%s/p%s"
        .formatted(Workspace.TEAM_DOMAIN, channel, ts.replace(".", ""));
  }

  private ObjectNode react(Arguments arguments) {
    SlackChannel channel = writable(arguments.required("channel"));
    arguments.required("name");
    if (workspace.message(channel.id(), arguments.required("timestamp")).isEmpty()) {
      throw new Refusal("message_not_found");
    }
    return Json.object();
  }

  /**
   * What the desk answers to a command directly or through a response URL: a new message, or a
   * change of the one that was pressed.
   */
  void respond(ResponseUrls.Grant grant, JsonNode body) {
    boolean toAll = Json.text(body, "response_type").equals("in_channel");
    Optional<SlackMessage> pressed =
        Optional.ofNullable(grant.messageTs())
            .flatMap(ts -> workspace.message(grant.channel(), ts));
    if (body.path("delete_original").asBoolean(false)) {
      pressed.ifPresent(message -> workspace.delete(message.channel(), message.ts()));
      return;
    }
    Content content =
        checked(
            Json.text(body, "text"),
            body.path("blocks"),
            body.path("attachments"),
            body.path("metadata"),
            "response to " + grant.user());
    // Without being asked to replace, even the answer to a press is a new message.
    boolean replace = body.path("replace_original").asBoolean(false);
    if (pressed.isPresent() && replace) {
      SlackMessage old = pressed.get();
      workspace.change(
          old.channel(),
          old.ts(),
          message -> message.changedTo(content.text(), content.blocks(), content.metadata()));
    } else {
      String thread =
          Json.text(body, "thread_ts").isEmpty() ? grant.threadTs() : Json.text(body, "thread_ts");
      SlackMessage message = post(grant.channel(), thread, toAll ? null : grant.user(), content);
      if (toAll) {
        posted.accept(message);
      }
    }
  }

  private SlackMessage post(
      String channel, @Nullable String thread, @Nullable String onlyFor, Content content) {
    return workspace.put(
        new SlackMessage(
            channel,
            workspace.nextTs(),
            thread,
            Workspace.DESK,
            content.text(),
            content.blocks(),
            onlyFor,
            0,
            content.metadata(),
            List.of()));
  }

  private SlackChannel writable(String id) {
    SlackChannel channel = workspace.channel(id);
    if (channel.archived()) {
      throw new Refusal("is_archived");
    }
    if (!channel.members().contains(Workspace.DESK)) {
      // A private channel that the desk is not in does not exist for it.
      throw new Refusal(
          channel.kind() == SlackChannel.Kind.PRIVATE ? "channel_not_found" : "not_in_channel");
    }
    return channel;
  }

  private @Nullable String thread(Arguments arguments, SlackChannel channel) {
    String ts = arguments.text("thread_ts");
    if (ts.isEmpty()) {
      return null;
    }
    SlackMessage parent =
        workspace.message(channel.id(), ts).orElseThrow(() -> new Refusal("thread_not_found"));
    String grandparent = parent.threadTs();
    return grandparent == null ? ts : grandparent;
  }

  private SlackMessage own(SlackChannel channel, String ts, String otherwise) {
    SlackMessage message =
        workspace
            .message(channel.id(), ts)
            .filter(found -> !found.ephemeral())
            .orElseThrow(() -> new Refusal("message_not_found"));
    if (!message.user().equals(Workspace.DESK)) {
      throw new Refusal(otherwise);
    }
    return message;
  }

  private Content content(Arguments arguments, String where) {
    return checked(
        arguments.text("text"),
        arguments.json("blocks"),
        arguments.json("attachments"),
        arguments.json("metadata"),
        arguments.call().method() + " to " + where);
  }

  private Content checked(
      String text, JsonNode blocks, JsonNode attachments, JsonNode metadata, String where) {
    if (text.isEmpty() && blocks.isEmpty() && attachments.isEmpty()) {
      complaints.accept(where + ": no_text");
      throw new Refusal("no_text");
    }
    if (text.length() > BlockRules.MESSAGE_TEXT) {
      complaints.accept("%s: msg_too_long (%d characters)".formatted(where, text.length()));
      throw new Refusal("msg_too_long");
    }
    List<String> wrong = rules.message(blocks);
    if (!wrong.isEmpty()) {
      wrong.forEach(each -> complaints.accept(where + ": " + each));
      throw new Refusal("invalid_blocks", wrong);
    }
    int words = BlockText.of(blocks).stream().mapToInt(String::length).sum();
    if (words > BlockRules.MESSAGE_BLOCKS_TEXT) {
      complaints.accept("%s: msg_blocks_too_long (%d characters)".formatted(where, words));
      throw new Refusal("msg_blocks_too_long");
    }
    return new Content(text, BlockElements.withIds(blocks), metadata);
  }
}
