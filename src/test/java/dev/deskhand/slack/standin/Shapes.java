package dev.deskhand.slack.standin;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that Slack gives for what is in the workspace. */
final class Shapes {

  private Shapes() {}

  static ObjectNode user(SlackUser user) {
    ObjectNode json =
        Json.object()
            .put("id", user.id())
            .put("team_id", user.team())
            .put("name", user.name())
            .put("deleted", user.deactivated())
            .put("real_name", user.realName())
            .put("tz", "Europe/Amsterdam")
            .put("tz_label", "Central European Time")
            .put("tz_offset", 3600)
            .put("is_admin", false)
            .put("is_owner", false)
            .put("is_restricted", user.guest())
            .put("is_ultra_restricted", false)
            .put("is_bot", user.bot())
            .put("is_app_user", false)
            .put("updated", 1);
    json.putObject("profile")
        .put("real_name", user.realName())
        .put("real_name_normalized", user.realName())
        .put("display_name", user.name())
        .put("display_name_normalized", user.name())
        .put("email", user.email())
        .put("team", user.team());
    if (!user.team().equals(Workspace.TEAM_ID)) {
      json.put("is_stranger", true);
    }
    return json;
  }

  static ObjectNode channel(SlackChannel channel) {
    ObjectNode json =
        Json.object()
            .put("id", channel.id())
            .put("created", 1)
            .put("is_archived", channel.archived())
            .put("is_im", channel.kind() == SlackChannel.Kind.DIRECT);
    if (channel.kind() == SlackChannel.Kind.DIRECT) {
      channel.members().stream()
          .filter(member -> !member.equals(Workspace.DESK))
          .forEach(member -> json.put("user", member));
      return json.put("is_open", true);
    }
    return json.put("name", channel.name())
        .put("name_normalized", channel.name())
        .put("is_channel", channel.kind() == SlackChannel.Kind.PUBLIC)
        .put("is_group", channel.kind() == SlackChannel.Kind.PRIVATE)
        .put("is_private", channel.kind() == SlackChannel.Kind.PRIVATE)
        .put("is_mpim", false)
        .put("is_member", channel.members().contains(Workspace.DESK))
        .put("num_members", channel.members().size());
  }

  static ObjectNode message(SlackMessage message, boolean withMetadata) {
    ObjectNode json =
        Json.object()
            .put("type", "message")
            .put("user", message.user())
            .put("team", Workspace.TEAM_ID)
            .put("ts", message.ts())
            .put("text", message.text());
    if (message.user().equals(Workspace.DESK)) {
      json.put("bot_id", Workspace.BOT_ID).put("app_id", Workspace.APP_ID);
      json.putObject("bot_profile")
          .put("id", Workspace.BOT_ID)
          .put("app_id", Workspace.APP_ID)
          .put("name", "Deskhand")
          .put("deleted", false)
          .put("team_id", Workspace.TEAM_ID);
    }
    if (!message.blocks().isEmpty()) {
      json.set("blocks", message.blocks());
    }
    putIfThere(json, "thread_ts", message.threadTs());
    if (message.edits() > 0) {
      json.putObject("edited").put("user", message.user()).put("ts", message.editedTs());
    }
    if (withMetadata && !message.metadata().isMissingNode()) {
      json.set("metadata", message.metadata());
    }
    if (!message.files().isEmpty()) {
      var files = json.putArray("files");
      message.files().forEach(id -> files.addObject().put("id", id));
    }
    return json;
  }

  static ObjectNode file(SlackFile file, String baseUrl) {
    return Json.object()
        .put("id", file.id())
        .put("name", file.name())
        .put("title", file.title())
        .put("size", file.content().length)
        .put("alt_txt", file.altText())
        .put("url_private", baseUrl + "files/" + file.id())
        .put("permalink", baseUrl + "files/" + file.id());
  }

  static void putIfThere(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
