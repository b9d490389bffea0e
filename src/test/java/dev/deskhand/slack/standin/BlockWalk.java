package dev.deskhand.slack.standin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** One walk over one message or view, noting what breaks the rules and where. */
final class BlockWalk {

  private static final Set<String> BLOCKS =
      Set.of(
          "section",
          "actions",
          "context",
          "divider",
          "header",
          "image",
          "input",
          "rich_text",
          "markdown",
          "video",
          "file");

  private static final Map<String, String> OPTION_RULES =
      Map.of(
          "overflow", "overflow",
          "checkboxes", "checkboxes",
          "radio_buttons", "radio_buttons",
          "static_select", "select",
          "multi_static_select", "select");

  private static final Set<String> OTHER_ELEMENTS =
      Set.of(
          "button",
          "image",
          "external_select",
          "multi_external_select",
          "users_select",
          "multi_users_select",
          "conversations_select",
          "multi_conversations_select",
          "channels_select",
          "multi_channels_select",
          "datepicker",
          "timepicker",
          "datetimepicker",
          "plain_text_input",
          "email_text_input",
          "url_text_input",
          "number_input",
          "rich_text_input",
          "file_input");

  private final BlockRules rules;
  private final List<String> complaints = new ArrayList<>();
  private final Set<String> blockIds = new HashSet<>();

  BlockWalk(BlockRules rules) {
    this.rules = rules;
  }

  List<String> complaints() {
    return complaints;
  }

  void say(String place, String what) {
    complaints.add("%s [json-pointer:%s]".formatted(what, place));
  }

  void atMost(int most, int length, String place, String unit) {
    if (length > most) {
      say(place, "must be no more than %d %s, is %d".formatted(most, unit, length));
    }
  }

  void blocks(JsonNode blocks) {
    for (int i = 0; i < blocks.size(); i++) {
      block(blocks.get(i), "/blocks/" + i);
    }
  }

  void block(JsonNode block, String at) {
    String type = Json.text(block, "type");
    if (!BLOCKS.contains(type)) {
      say(at + "/type", "unsupported type: " + type);
    }
    String id = Json.text(block, "block_id");
    atMost(255, id.length(), at + "/block_id", "characters");
    if (!id.isEmpty() && !blockIds.add(id)) {
      say(at + "/block_id", "block_id already exists: " + id);
    }
    switch (type) {
      case "section" -> {
        if (!block.has("text") && !block.has("fields")) {
          say(at, "must have text or fields");
        }
        object("section", "text", block, at, false);
        fields(block.path("fields"), at + "/fields");
        element(block.path("accessory"), at + "/accessory", new HashSet<>());
      }
      case "header" -> plain("header", "text", block, at, true);
      case "context" -> {
        items("context", "elements", block.path("elements"), at);
        for (int i = 0; i < block.path("elements").size(); i++) {
          JsonNode element = block.path("elements").get(i);
          if (!Json.text(element, "type").equals("image")) {
            atMost(rules.max("text"), Json.text(element, "text").length(), at, "characters");
            notEmpty(element, at + "/elements/" + i);
          }
        }
      }
      case "actions" -> {
        items("actions", "elements", block.path("elements"), at);
        if (block.path("elements").isEmpty()) {
          say(at + "/elements", "must have elements");
        }
        Set<String> actionIds = new HashSet<>();
        for (int i = 0; i < block.path("elements").size(); i++) {
          element(block.path("elements").get(i), at + "/elements/" + i, actionIds);
        }
      }
      case "input" -> {
        plain("input", "label", block, at, true);
        plain("input", "hint", block, at, false);
        if (!block.has("element")) {
          say(at, "must have an element");
        }
        element(block.path("element"), at + "/element", new HashSet<>());
      }
      case "image" -> {
        text("image", "image_url", block, at);
        text("image", "alt_text", block, at);
        if (Json.text(block, "alt_text").isEmpty()) {
          say(at + "/alt_text", "required");
        }
        if (!block.has("image_url") && !block.has("slack_file")) {
          say(at, "must have image_url or slack_file");
        }
      }
      case "markdown" -> text("markdown", "text", block, at);
      default -> {}
    }
  }

  private void fields(JsonNode fields, String at) {
    atMost(rules.max("section", "fields"), fields.size(), at, "items");
    int length = rules.maxOfField();
    for (int i = 0; i < fields.size(); i++) {
      atMost(length, Json.text(fields.get(i), "text").length(), at + "/" + i, "characters");
      notEmpty(fields.get(i), at + "/" + i);
    }
  }

  private void element(JsonNode element, String at, Set<String> actionIds) {
    if (element.isMissingNode()) {
      return;
    }
    String type = Json.text(element, "type");
    String rule = OPTION_RULES.get(type);
    if (rule == null && !OTHER_ELEMENTS.contains(type)) {
      say(at + "/type", "unsupported type: " + type);
    }
    String actionId = Json.text(element, "action_id");
    atMost(255, actionId.length(), at + "/action_id", "characters");
    if (!actionId.isEmpty() && !actionIds.add(actionId)) {
      say(at + "/action_id", "action_id already exists: " + actionId);
    }
    if (type.equals("button")) {
      plain("button", "text", element, at, true);
      text("button", "value", element, at);
      text("button", "url", element, at);
      text("button", "accessibility_label", element, at);
      String style = Json.text(element, "style");
      if (!Set.of("", "primary", "danger").contains(style)) {
        say(at + "/style", "must be primary or danger");
      }
    }
    plain("select", "placeholder", element, at, false);
    if (element.has("confirm")) {
      for (String part : List.of("title", "text", "confirm", "deny")) {
        object("confirmation", part, element.path("confirm"), at + "/confirm", false);
      }
    }
    if (rule != null) {
      options(rule, element, at);
    }
    if (element.has("initial_option")) {
      ArrayNode initial = Json.array();
      initial.add(element.path("initial_option"));
      optionTexts(initial, at + "/initial_option");
    }
    if (type.equals("plain_text_input")) {
      int most = element.path("max_length").asInt(rules.maxOfInput());
      atMost(rules.maxOfInput(), most, at + "/max_length", "characters");
      atMost(
          most, Json.text(element, "initial_value").length(), at + "/initial_value", "characters");
    }
  }

  private void options(String rule, JsonNode element, String at) {
    JsonNode options = element.path("options");
    JsonNode groups = element.path("option_groups");
    items(rule, "options", options, at);
    items(rule, "option_groups", groups, at);
    if (options.isEmpty() && groups.isEmpty()) {
      say(at, "must have options");
    }
    optionTexts(options, at + "/options");
    for (JsonNode group : groups) {
      plain("option_group", "label", group, at + "/option_groups", true);
      optionTexts(group.path("options"), at + "/option_groups");
    }
  }

  /** The answer to a search in a menu. */
  void suggestion(JsonNode answer) {
    if (!answer.path("options").isArray() && !answer.path("option_groups").isArray()) {
      say("", "must have options or option_groups");
    }
    items("select", "options", answer.path("options"), "");
    items("select", "option_groups", answer.path("option_groups"), "");
    optionTexts(answer.path("options"), "/options");
    for (JsonNode group : answer.path("option_groups")) {
      plain("option_group", "label", group, "/option_groups", true);
      items("option_group", "options", group.path("options"), "/option_groups");
      optionTexts(group.path("options"), "/option_groups");
    }
  }

  private void optionTexts(JsonNode options, String at) {
    for (JsonNode option : options) {
      object("option", "text", option, at, true);
      object("option", "description", option, at, false);
      text("option", "value", option, at);
      if (Json.text(option, "value").isEmpty()) {
        say(at, "an option must have a value");
      }
    }
  }

  void items(String rule, String field, JsonNode list, String at) {
    atMost(rules.max(rule, field), list.size(), at + "/" + field, "items");
  }

  void text(String rule, String field, JsonNode node, String at) {
    atMost(rules.max(rule, field), Json.text(node, field).length(), at + "/" + field, "characters");
  }

  void plain(String rule, String field, JsonNode node, String at, boolean required) {
    object(rule, field, node, at, required);
    String type = Json.text(node.path(field), "type");
    if (node.hasNonNull(field) && !type.equals("plain_text")) {
      say(at + "/" + field, "must be plain_text");
    }
  }

  void object(String rule, String field, JsonNode node, String at, boolean required) {
    if (!node.hasNonNull(field)) {
      if (required) {
        say(at + "/" + field, "required");
      }
      return;
    }
    int length = Json.text(node.path(field), "text").length();
    atMost(rules.max(rule, field), length, at + "/" + field + "/text", "characters");
    notEmpty(node.path(field), at + "/" + field);
  }

  private void notEmpty(JsonNode text, String at) {
    if (Json.text(text, "text").isEmpty()) {
      say(at + "/text", "must be more than 0 characters");
    }
  }
}
