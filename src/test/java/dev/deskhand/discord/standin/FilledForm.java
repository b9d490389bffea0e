package dev.deskhand.discord.standin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a client sends when a form is submitted. Like the client, it keeps the fields' limits. */
final class FilledForm {
  private static final int LABEL = 18;

  private final StandInModal modal;
  private final Resolved resolved;

  FilledForm(StandInModal modal, Resolved resolved) {
    this.modal = modal;
    this.resolved = resolved;
  }

  /** The interaction's data for these values, by label or custom id. */
  ObjectNode data(Map<String, String> values) {
    for (String key : values.keySet()) {
      if (modal.field(key).isEmpty()) {
        throw new IllegalArgumentException("No field '" + key + "' among " + modal.fields());
      }
    }
    ArrayNode components = Json.array();
    int number = 1;
    for (StandInModal.Field field : modal.fields()) {
      String value =
          Optional.ofNullable(values.get(field.label()))
              .or(() -> Optional.ofNullable(values.get(field.customId())))
              .orElse(field.prefilled());
      components.add(
          Json.object("type", LABEL, "id", number++, "component", filled(field, value, number++)));
    }
    return resolved.addTo(Json.object("custom_id", modal.customId(), "components", components));
  }

  private ObjectNode filled(StandInModal.Field field, String value, int number) {
    if (value.isEmpty() && field.required()) {
      throw new IllegalArgumentException("The field '" + field.label() + "' is required");
    }
    int type = field.json().path("type").asInt(0);
    ObjectNode filled = Json.object("type", type, "id", number, "custom_id", field.customId());
    if (field.isText()) {
      int length = value.codePointCount(0, value.length());
      if (length > field.json().path("max_length").asInt(4000)
          || (length > 0 && length < field.json().path("min_length").asInt(0))) {
        throw new IllegalArgumentException(
            "The client does not take " + length + " characters in '" + field.label() + "'");
      }
      filled.put("value", value);
    } else {
      List<String> picked = value.isEmpty() ? List.of() : List.of(optionValue(field.json(), value));
      picked.forEach(one -> resolved.selected(type, one));
      filled.set("values", Json.strings(picked));
    }
    return filled;
  }

  /** The value of a menu's option, given by value or by what is shown. */
  static String optionValue(JsonNode menu, String picked) {
    for (JsonNode option : menu.path("options")) {
      if (Json.text(option, "value").equals(picked) || Json.text(option, "label").equals(picked)) {
        return Json.text(option, "value");
      }
    }
    if (menu.path("options").isEmpty()) {
      return picked;
    }
    throw new IllegalStateException("'" + picked + "' is not offered: " + menu.path("options"));
  }
}
