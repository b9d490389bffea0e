package dev.deskhand.discord.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A form the bot has opened.
 *
 * @param interaction the interaction it answered
 * @param json the modal as sent
 */
public record StandInModal(DiscordInteraction interaction, JsonNode json) {
  /** A field: its label, its custom id, and the component itself. */
  public record Field(String label, String customId, JsonNode json) {
    boolean required() {
      return json.path("required").asBoolean(true);
    }

    boolean isText() {
      return json.path("type").asInt(0) == 4;
    }

    /** What the field holds before anybody types or picks. */
    public String prefilled() {
      if (isText()) {
        return Json.text(json, "value");
      }
      for (JsonNode option : json.path("options")) {
        if (option.path("default").asBoolean(false)) {
          return Json.text(option, "value");
        }
      }
      return Json.text(json.path("default_values").path(0), "id");
    }
  }

  public String title() {
    return Json.text(json, "title");
  }

  public String customId() {
    return Json.text(json, "custom_id");
  }

  /** The fields, top to bottom. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (JsonNode top : json.path("components")) {
      for (JsonNode inner : Json.having(top, "custom_id")) {
        String label = Json.text(top, "label");
        fields.add(
            new Field(
                label.isEmpty() ? Json.text(inner, "label") : label,
                Json.text(inner, "custom_id"),
                inner));
      }
    }
    return fields;
  }

  /** The field with this label or custom id. */
  public Optional<Field> field(String labelOrCustomId) {
    return fields().stream()
        .filter(
            field ->
                field.label().equals(labelOrCustomId) || field.customId().equals(labelOrCustomId))
        .findFirst();
  }
}
