package dev.deskhand.slack.standin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of what Slack sends, field for field as Slack names them. */
final class Payloads {

  private final Workspace workspace;
  private final Screens screens;
  private final ResponseUrls responseUrls;
  private final String baseUrl;
  private final String verificationToken;

  Payloads(
      Workspace workspace,
      Screens screens,
      ResponseUrls responseUrls,
      String baseUrl,
      String verificationToken) {
    this.workspace = workspace;
    this.screens = screens;
    this.responseUrls = responseUrls;
    this.baseUrl = baseUrl;
    this.verificationToken = verificationToken;
  }

  /** An event in its callback. */
  Envelope event(ObjectNode event, @Nullable String eventId) {
    ObjectNode body =
        Json.object()
            .put("token", verificationToken)
            .put("team_id", Workspace.TEAM_ID)
            .put("context_team_id", Workspace.TEAM_ID)
            .putNull("context_enterprise_id")
            .put("api_app_id", Workspace.APP_ID);
    body.set("event", event);
    body.put("type", "event_callback")
        .put("event_id", eventId == null ? workspace.nextId("Ev") : eventId)
        .put("event_time", workspace.now().getEpochSecond());
    body.putArray("authorizations")
        .addObject()
        .putNull("enterprise_id")
        .put("team_id", Workspace.TEAM_ID)
        .put("user_id", Workspace.DESK)
        .put("is_bot", true)
        .put("is_enterprise_install", false);
    body.put("is_ext_shared_channel", false).put("event_context", workspace.nextId("4-"));
    return new Envelope(Envelope.Type.EVENTS_API, body);
  }

  Envelope slash(SlackUser user, SlackChannel channel, String command, String text, String grant) {
    return new Envelope(
        Envelope.Type.SLASH_COMMANDS,
        Json.object()
            .put("token", verificationToken)
            .put("team_id", Workspace.TEAM_ID)
            .put("team_domain", Workspace.TEAM_DOMAIN)
            .put("channel_id", channel.id())
            .put("channel_name", nameOf(channel))
            .put("user_id", user.id())
            .put("user_name", user.name())
            .put("command", command)
            .put("text", text)
            .put("api_app_id", Workspace.APP_ID)
            .put("is_enterprise_install", "false")
            .put("response_url", responseUrl(grant))
            .put("trigger_id", screens.trigger(user.id())));
  }

  /** A message event; {@code app_mention} has the same fields but the type of channel. */
  ObjectNode message(SlackMessage message, String type) {
    SlackChannel channel = workspace.channel(message.channel());
    ObjectNode event = Shapes.message(message, false);
    event.put("type", type).put("team", workspace.user(message.user()).team());
    if (!message.user().equals(Workspace.DESK)) {
      event.put("client_msg_id", "client-" + message.channel() + "-" + message.ts());
    }
    String thread = message.threadTs();
    if (thread != null) {
      workspace
          .message(message.channel(), thread)
          .ifPresent(parent -> event.put("parent_user_id", parent.user()));
    }
    event.put("channel", channel.id()).put("event_ts", message.ts());
    if (type.equals("message")) {
      event.put("channel_type", channel.kind().eventType);
    }
    return event;
  }

  ObjectNode changed(SlackMessage now, SlackMessage before) {
    ObjectNode event = about(now, "message_changed");
    event.set("message", Shapes.message(now, false));
    event.set("previous_message", Shapes.message(before, false));
    return event;
  }

  ObjectNode deleted(SlackMessage gone) {
    ObjectNode event = about(gone, "message_deleted").put("deleted_ts", gone.ts());
    event.set("previous_message", Shapes.message(gone, false));
    return event;
  }

  private ObjectNode about(SlackMessage message, String subtype) {
    String ts = workspace.nextTs();
    return Json.object()
        .put("type", "message")
        .put("subtype", subtype)
        .put("channel", message.channel())
        .put("hidden", true)
        .put("ts", ts)
        .put("event_ts", ts)
        .put("channel_type", workspace.channel(message.channel()).kind().eventType);
  }

  ObjectNode reaction(SlackUser user, SlackMessage message, String name, String type) {
    ObjectNode event =
        Json.object()
            .put("type", type)
            .put("user", user.id())
            .put("reaction", name)
            .put("item_user", message.user());
    event
        .putObject("item")
        .put("type", "message")
        .put("channel", message.channel())
        .put("ts", message.ts());
    return event.put("event_ts", workspace.nextTs());
  }

  ObjectNode homeOpened(SlackUser user) {
    ObjectNode event =
        Json.object()
            .put("type", "app_home_opened")
            .put("user", user.id())
            .put("channel", workspace.direct(user.id()).id())
            .put("tab", "home");
    screens.home(user.id()).ifPresent(view -> event.set("view", view.json()));
    return event.put("event_ts", workspace.nextTs());
  }

  /** A press or choice in a message. */
  ObjectNode action(SlackUser user, SlackMessage message, ObjectNode state) {
    ObjectNode payload = interactive("block_actions", user);
    SlackChannel channel = workspace.channel(message.channel());
    ObjectNode container =
        payload
            .putObject("container")
            .put("type", "message")
            .put("message_ts", message.ts())
            .put("channel_id", channel.id())
            .put("is_ephemeral", message.ephemeral());
    Shapes.putIfThere(container, "thread_ts", message.threadTs());
    payload.put("trigger_id", screens.trigger(user.id()));
    channel(payload, channel);
    // Of an ephemeral message Slack itself keeps nothing to send along.
    if (!message.ephemeral()) {
      payload.set("message", Shapes.message(message, false));
    }
    payload.set("state", state);
    String grant = responseUrls.grant(channel.id(), user.id(), message.ts(), message.threadTs());
    return payload.put("response_url", responseUrl(grant));
  }

  /** A press or choice in a modal or on the Home tab. */
  ObjectNode action(SlackUser user, SlackView view, ObjectNode state) {
    ObjectNode payload = interactive("block_actions", user);
    payload.putObject("container").put("type", "view").put("view_id", view.id());
    payload.put("trigger_id", screens.trigger(user.id()));
    payload.set("view", withState(view, state));
    return payload;
  }

  ObjectNode submission(SlackUser user, SlackView view, ObjectNode state) {
    ObjectNode payload = interactive("view_submission", user);
    payload.put("trigger_id", screens.trigger(user.id()));
    payload.set("view", withState(view, state));
    payload.putArray("response_urls");
    return payload;
  }

  ObjectNode closed(SlackUser user, SlackView view, boolean all) {
    ObjectNode payload = interactive("view_closed", user);
    payload.set("view", view.json());
    return payload.put("is_cleared", all);
  }

  ObjectNode shortcut(SlackUser user, String callbackId) {
    return interactive("shortcut", user)
        .put("callback_id", callbackId)
        .put("trigger_id", screens.trigger(user.id()))
        .put("action_ts", workspace.nextTs());
  }

  ObjectNode messageShortcut(SlackUser user, String callbackId, SlackMessage message) {
    SlackChannel channel = workspace.channel(message.channel());
    ObjectNode payload =
        interactive("message_action", user)
            .put("callback_id", callbackId)
            .put("trigger_id", screens.trigger(user.id()))
            .put("action_ts", workspace.nextTs())
            .put("message_ts", message.ts());
    channel(payload, channel);
    payload.set("message", Shapes.message(message, false));
    String grant = responseUrls.grant(channel.id(), user.id(), null, message.threadTs());
    return payload.put("response_url", responseUrl(grant));
  }

  ObjectNode suggestion(SlackUser user, BlockElements.Element element, String typed) {
    return interactive("block_suggestion", user)
        .put("action_id", element.actionId())
        .put("block_id", element.blockId())
        .put("value", typed);
  }

  /** The action of an element with what was pressed or chosen. */
  ObjectNode pressed(BlockElements.Element element, ObjectNode choice) {
    ObjectNode action =
        Json.object()
            .put("action_id", element.actionId())
            .put("block_id", element.blockId())
            .put("type", element.type());
    for (String field : List.of("text", "value", "style", "url", "placeholder", "confirm")) {
      if (element.node().has(field)) {
        action.set(field, element.node().path(field));
      }
    }
    action.setAll(choice);
    return action.put("action_ts", workspace.nextTs());
  }

  String responseUrl(String grant) {
    return baseUrl + "response/" + grant;
  }

  private ObjectNode interactive(String type, SlackUser user) {
    ObjectNode payload = Json.object().put("type", type);
    payload
        .putObject("user")
        .put("id", user.id())
        .put("username", user.name())
        .put("name", user.name())
        .put("team_id", user.team());
    payload.put("api_app_id", Workspace.APP_ID).put("token", verificationToken);
    payload.putObject("team").put("id", Workspace.TEAM_ID).put("domain", Workspace.TEAM_DOMAIN);
    return payload.putNull("enterprise").put("is_enterprise_install", false);
  }

  private static ObjectNode withState(SlackView view, ObjectNode state) {
    ObjectNode json = view.json().deepCopy();
    json.set("state", state);
    return json;
  }

  private static void channel(ObjectNode payload, SlackChannel channel) {
    payload.putObject("channel").put("id", channel.id()).put("name", nameOf(channel));
  }

  private static String nameOf(SlackChannel channel) {
    return switch (channel.kind()) {
      case PUBLIC -> channel.name();
      case PRIVATE -> "privategroup";
      case DIRECT -> "directmessage";
    };
  }
}
