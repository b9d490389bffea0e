package dev.deskhand.discord.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as it was at one moment. Ask {@link StandInChannel} or {@link
 * DiscordStandIn#message(String)} again to see later edits.
 *
 * @param body the message object as Discord gives it out
 * @param visibleTo the only person who sees it (an ephemeral reply), or null for everyone
 * @param earlier the bodies it had before its edits, oldest first
 * @param files the attached files' bytes by file name
 */
public record StandInMessage(
    ObjectNode body,
    @Nullable String visibleTo,
    List<ObjectNode> earlier,
    Map<String, byte[]> files) {
  /** A button or select menu of a message. */
  public record Component(
      String customId, String label, int type, boolean disabled, JsonNode json) {
    static final int BUTTON = 2;
  }

  public StandInMessage {
    earlier = List.copyOf(earlier);
    files = Map.copyOf(files);
  }

  public String id() {
    return Json.text(body, "id");
  }

  public String channelId() {
    return Json.text(body, "channel_id");
  }

  public String authorId() {
    return Json.text(body.path("author"), "id");
  }

  public boolean fromBot() {
    return body.path("author").path("bot").asBoolean(false);
  }

  public boolean ephemeral() {
    return visibleTo != null;
  }

  public String content() {
    return Json.text(body, "content");
  }

  public List<JsonNode> embeds() {
    return Json.children(body.path("embeds"));
  }

  public boolean pingsEveryone() {
    return body.path("mention_everyone").asBoolean(false);
  }

  /** Ids of the users who are notified by it. */
  public List<String> pings() {
    return Json.children(body.path("mentions")).stream()
        .map(user -> Json.text(user, "id"))
        .toList();
  }

  /** How often it was edited. */
  public int edits() {
    return earlier.size();
  }

  /** Everything a person can read in it, one line per piece: content, embeds, displayed texts. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(content());
    for (JsonNode embed : embeds()) {
      lines.add(Json.text(embed.path("author"), "name"));
      lines.add(Json.text(embed, "title"));
      lines.add(Json.text(embed, "description"));
      for (JsonNode field : embed.path("fields")) {
        lines.add(Json.text(field, "name") + ": " + Json.text(field, "value"));
      }
      lines.add(Json.text(embed.path("footer"), "text"));
    }
    for (ObjectNode display : Json.having(body.path("components"), "content")) {
      lines.add(Json.text(display, "content"));
    }
    lines.removeIf(String::isEmpty);
    return String.join("\n", lines);
  }

  /**
   * Buttons and select menus, in reading order. Links, which nobody is told about, are left out.
   */
  public List<Component> components() {
    return Json.having(body.path("components"), "custom_id").stream()
        .map(
            json ->
                new Component(
                    Json.text(json, "custom_id"),
                    json.has("label") ? Json.text(json, "label") : Json.text(json, "placeholder"),
                    json.path("type").asInt(0),
                    json.path("disabled").asBoolean(false),
                    json))
        .toList();
  }

  /** Labels of the buttons that can be pressed, in reading order. */
  public List<String> buttons() {
    return components().stream()
        .filter(part -> part.type() == Component.BUTTON && !part.disabled())
        .map(Component::label)
        .toList();
  }

  /** The component with this label, placeholder or custom id. */
  public Optional<Component> component(String labelOrCustomId) {
    return components().stream()
        .filter(
            part -> part.customId().equals(labelOrCustomId) || part.label().equals(labelOrCustomId))
        .findFirst();
  }

  StandInMessage edited(ObjectNode newBody, Map<String, byte[]> newFiles) {
    List<ObjectNode> history = new ArrayList<>(earlier);
    history.add(body);
    return new StandInMessage(newBody, visibleTo, history, newFiles);
  }
}
