package dev.deskhand.discord.standin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The limits that Discord keeps but its OpenAPI description does not state. */
final class UnpublishedRules {
  private static final int COMPONENTS_V2 = 1 << 15;
  private static final Pattern COMMAND_NAME =
      Pattern.compile("^[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}$");
  private static final int SUB_COMMAND = 1;
  private static final int SUB_COMMAND_GROUP = 2;
  private static final int STRING_SELECT = 3;

  private final List<String> broken = new ArrayList<>();

  private UnpublishedRules() {}

  static List<String> breaches(RecordedRequest request) {
    UnpublishedRules rules = new UnpublishedRules();
    String path = request.path();
    JsonNode body = request.body();
    if (path.startsWith("/applications/") && body.isArray()) {
      rules.commands(body);
    } else if (path.startsWith("/interactions/")) {
      rules.callback(body, request);
    } else if (path.contains("/messages") || path.startsWith("/webhooks/")) {
      rules.message(body, creates(request), request);
    } else if (path.endsWith("/threads") && body.has("message")) {
      rules.message(body.get("message"), true, request);
    }
    return rules.broken;
  }

  private static boolean creates(RecordedRequest request) {
    return request.method().equals("POST") && !request.path().endsWith("/threads");
  }

  private void callback(JsonNode body, RecordedRequest request) {
    JsonNode data = body.path("data");
    switch (body.path("type").asInt(0)) {
      case 4 -> message(data, true, request);
      case 7 -> message(data, false, request);
      case 9 -> {
        atMost(data.path("components").size(), 5, "top-level components in a modal");
        components(data.path("components"));
      }
      default -> {}
    }
  }

  private void message(JsonNode message, boolean creating, RecordedRequest request) {
    atMost(length(message, "content"), 2000, "characters of content");
    boolean componentsOnly = (message.path("flags").asInt(0) & COMPONENTS_V2) != 0;
    JsonNode rows = message.path("components");
    if (!componentsOnly) {
      atMost(rows.size(), 5, "rows of components");
    }
    int[] embedText = {0};
    for (JsonNode embed : message.path("embeds")) {
      embedText[0] += lengths(embed, "title", "description");
      embedText[0] += lengths(embed.path("footer"), "text");
      embedText[0] += lengths(embed.path("author"), "name");
      embed.path("fields").forEach(field -> embedText[0] += lengths(field, "name", "value"));
    }
    atMost(embedText[0], 6000, "characters over all embeds");
    components(rows);
    boolean empty =
        Json.text(message, "content").isBlank()
            && message.path("embeds").isEmpty()
            && message.path("components").isEmpty()
            && message.path("sticker_ids").isEmpty()
            && !Json.has(message, "poll")
            && request.files().isEmpty();
    if (creating && empty) {
      broken.add("an empty message");
    }
  }

  private void components(JsonNode components) {
    Set<String> ids = new HashSet<>();
    for (ObjectNode component : Json.having(components, "custom_id")) {
      String id = Json.text(component, "custom_id");
      between(id.length(), 1, 100, "characters of custom_id");
      if (!ids.add(id)) {
        broken.add("the custom_id '" + id + "' twice in one message");
      }
      if (component.path("type").asInt(0) == STRING_SELECT) {
        between(component.path("options").size(), 1, 25, "options in a select");
        Set<String> values = new HashSet<>();
        for (JsonNode option : component.path("options")) {
          if (!values.add(Json.text(option, "value"))) {
            broken.add("the same value twice in a select");
          }
        }
      }
    }
    for (ObjectNode component : Json.having(components, "label")) {
      // an option of a select has no type
      int most = component.has("type") ? 80 : 100;
      atMost(length(component, "label"), most, "characters of a label");
    }
    Json.walk(
        components,
        component -> {
          if (component.path("type").asInt(0) == StandInMessage.Component.BUTTON
              && Json.text(component, "label").isEmpty()
              && !Json.has(component, "emoji")) {
            broken.add("a button with neither label nor emoji");
          }
        });
  }

  private void commands(JsonNode commands) {
    Set<String> names = new HashSet<>();
    int slash = 0;
    for (JsonNode command : commands) {
      String name = Json.text(command, "name");
      int type = command.path("type").asInt(1);
      if (!names.add(type + "/" + name)) {
        broken.add("two commands called '" + name + "'");
      }
      if (type == 1) {
        slash++;
        commandName(name);
        translations(command);
        between(Json.text(command, "description").length(), 1, 100, "characters of description");
        options(command.path("options"));
        atMost(size(command), 8000, "characters in the command '" + name + "'");
      } else {
        between(name.length(), 1, 32, "characters in the name of a context menu's entry");
        command
            .path("name_localizations")
            .forEach(
                words ->
                    between(words.asString().length(), 1, 32, "characters in a translated name"));
      }
    }
    atMost(slash, 100, "slash commands");
  }

  private void options(JsonNode options) {
    atMost(options.size(), 25, "options");
    Set<String> names = new HashSet<>();
    boolean optionalSeen = false;
    for (JsonNode option : options) {
      String name = Json.text(option, "name");
      commandName(name);
      translations(option);
      if (!names.add(name)) {
        broken.add("two options called '" + name + "'");
      }
      between(Json.text(option, "description").length(), 1, 100, "characters of description");
      atMost(option.path("choices").size(), 25, "choices");
      if (option.path("autocomplete").asBoolean(false) && !option.path("choices").isEmpty()) {
        broken.add("autocomplete with choices on '" + name + "'");
      }
      int type = option.path("type").asInt(0);
      if (type == SUB_COMMAND || type == SUB_COMMAND_GROUP) {
        options(option.path("options"));
      } else if (!option.path("required").asBoolean(false)) {
        optionalSeen = true;
      } else if (optionalSeen) {
        broken.add("the required option '" + name + "' after an optional one");
      }
    }
  }

  private void translations(JsonNode named) {
    named.path("name_localizations").forEach(words -> commandName(words.asString()));
    named
        .path("description_localizations")
        .forEach(
            words ->
                between(
                    words.asString().length(), 1, 100, "characters of a translated description"));
  }

  private void commandName(String name) {
    if (!COMMAND_NAME.matcher(name).matches()
        || !name.equals(name.toLowerCase(java.util.Locale.ROOT))) {
      broken.add("the command or option name '" + name + "'");
    }
  }

  /** Name, description and value of the command, its options and their choices. */
  private static int size(JsonNode command) {
    int[] size = {0};
    Json.walk(command, part -> size[0] += lengths(part, "name", "description", "value"));
    return size[0];
  }

  private static int lengths(JsonNode node, String... keys) {
    int length = 0;
    for (String key : keys) {
      length += length(node, key);
    }
    return length;
  }

  /** Discord counts code points: an emoji is one character. */
  private static int length(JsonNode node, String key) {
    String text = Json.text(node, key);
    return text.codePointCount(0, text.length());
  }

  private void atMost(int actual, int limit, String what) {
    if (actual > limit) {
      broken.add(actual + " " + what + ", where " + limit + " are allowed");
    }
  }

  private void between(int actual, int least, int most, String what) {
    if (actual < least || actual > most) {
      broken.add(actual + " " + what + ", where " + least + " to " + most + " are allowed");
    }
  }
}
