package dev.deskhand.discord.standin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client sends for a slash command. Like the client, it lets nobody send what the registered
 * command does not have: an unknown option, a missing required one, a value that is no choice.
 */
final class SlashOptions {
  private final Resolved resolved;

  SlashOptions(Resolved resolved) {
    this.resolved = resolved;
  }

  /**
   * The interaction's data.
   *
   * @param path the words after the command's name: none, a sub-command, or a group and one
   * @param focused the option that is being completed, or null when the command is sent
   */
  ObjectNode data(
      ObjectNode command, String path, Map<String, String> values, @Nullable String focused) {
    ObjectNode data =
        Json.object("id", Json.text(command, "id"), "name", Json.text(command, "name"), "type", 1);
    if (command.has("guild_id")) {
      data.set("guild_id", command.get("guild_id"));
    }
    JsonNode level = command;
    ObjectNode target = data;
    for (String word : path.isBlank() ? new String[0] : path.trim().split("\\s+")) {
      level = option(level, word);
      ObjectNode inner = Json.object("name", word, "type", level.path("type").asInt(0));
      ArrayNode only = Json.array();
      only.add(inner);
      target.set("options", only);
      target = inner;
    }
    if (level.path("options").path(0).path("type").asInt(3) <= 2) {
      throw new IllegalArgumentException("/" + Json.text(command, "name") + " needs a sub-command");
    }
    target.set("options", options(level, values, focused));
    return resolved.addTo(data);
  }

  private ArrayNode options(JsonNode level, Map<String, String> values, @Nullable String focused) {
    Map<String, String> left = new LinkedHashMap<>(values);
    ArrayNode sent = Json.array();
    for (JsonNode option : level.path("options")) {
      String name = Json.text(option, "name");
      String value = left.remove(name);
      if (value != null) {
        boolean isFocused = name.equals(focused);
        ObjectNode one = Json.object("name", name, "type", option.path("type").asInt(0));
        one.set("value", isFocused ? Json.value(value) : typed(option, value));
        if (isFocused) {
          one.put("focused", true);
        }
        sent.add(one);
      } else if (focused == null && option.path("required").asBoolean(false)) {
        throw new IllegalArgumentException("The option '" + name + "' is required");
      }
    }
    requireNone(left.keySet());
    return sent;
  }

  private static void requireNone(Set<String> unknown) {
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("There is no option " + unknown);
    }
  }

  private static JsonNode option(JsonNode level, String name) {
    return Json.children(level.path("options")).stream()
        .filter(option -> Json.text(option, "name").equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no sub-command '" + name + "'"));
  }

  private JsonNode typed(JsonNode option, String value) {
    JsonNode choices = option.path("choices");
    if (!choices.isEmpty()
        && Json.children(choices).stream().noneMatch(c -> Json.text(c, "value").equals(value))) {
      throw new IllegalArgumentException("'" + value + "' is not offered: " + choices);
    }
    return switch (option.path("type").asInt(0)) {
      case 4 -> Json.value(Long.valueOf(value));
      case 5 -> Json.value(Boolean.valueOf(value));
      case 6, 9 -> {
        resolved.user(value);
        yield Json.value(value);
      }
      case 7 -> {
        resolved.channel(value);
        yield Json.value(value);
      }
      case 10 -> Json.value(Double.valueOf(value));
      default -> limited(option, value);
    };
  }

  private static JsonNode limited(JsonNode option, String value) {
    int most = option.path("max_length").asInt(6000);
    if (value.codePointCount(0, value.length()) > most) {
      throw new IllegalArgumentException("The client takes no more than " + most + " characters");
    }
    return Json.value(value);
  }
}
