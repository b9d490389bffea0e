package dev.deskhand.slack.standin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills forms as a person does and writes down the state as Slack does. */
final class FormValues {

  private static final Set<String> STATELESS =
      Set.of("button", "overflow", "workflow_button", "feedback_buttons", "icon_button");

  private FormValues() {}

  /** The state of elements that nobody has touched: initial values, otherwise empty. */
  static ObjectNode untouched(JsonNode blocks) {
    return state(blocks, Map.of());
  }

  /**
   * The state after filling.
   *
   * @param values by label, block id or action id. A text, a number, an option's label or value, a
   *     user or channel id, a date; a collection for what takes several; a JSON option for one that
   *     came from a suggestion
   */
  static ObjectNode filled(JsonNode blocks, Map<String, ?> values) {
    Map<String, Object> byElement = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          BlockElements.Element element = BlockElements.named(blocks, name);
          byElement.put(key(element), value);
        });
    return state(blocks, byElement);
  }

  /** The state when this one element has just been given a value and nothing else was touched. */
  static ObjectNode touched(JsonNode blocks, BlockElements.Element element, Object value) {
    return state(blocks, Map.of(key(element), value));
  }

  /** Names of the fields that Slack would not let a person leave empty. */
  static List<String> missing(JsonNode blocks, ObjectNode state) {
    List<String> missing = new ArrayList<>();
    for (BlockElements.Element element : BlockElements.in(blocks)) {
      boolean required =
          Json.text(element.block(), "type").equals("input")
              && !element.block().path("optional").asBoolean(false)
              && !element.type().equals("checkboxes");
      JsonNode value = state.path("values").path(element.blockId()).path(element.actionId());
      if (required && isEmpty(value)) {
        missing.add(element.label());
      }
    }
    return missing;
  }

  /** The fields that a {@code block_actions} action carries for this choice. */
  static ObjectNode chosen(BlockElements.Element element, Object value) {
    if (element.type().equals("overflow")) {
      ObjectNode choice = Json.object();
      choice.set("selected_option", option(element, value));
      return choice;
    }
    return value(element, value);
  }

  private static String key(BlockElements.Element element) {
    return element.blockId() + "/" + element.actionId();
  }

  private static boolean isEmpty(JsonNode value) {
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode content = field.getValue();
      boolean given =
          !field.getKey().equals("type")
              && !field.getKey().equals("timezone")
              && !content.isNull()
              && !(content.isArray() && content.isEmpty())
              && !(content.isString() && content.asString().isBlank());
      if (given) {
        return false;
      }
    }
    return true;
  }

  private static ObjectNode state(JsonNode blocks, Map<String, ?> values) {
    ObjectNode state = Json.object();
    ObjectNode byBlock = state.putObject("values");
    for (BlockElements.Element element : BlockElements.in(blocks)) {
      if (!STATELESS.contains(element.type())) {
        Object given = values.get(key(element));
        ObjectNode value = given == null ? initial(element) : value(element, given);
        value.put("type", element.type());
        byBlock.withObject("/" + pointer(element.blockId())).set(element.actionId(), value);
      }
    }
    return state;
  }

  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static ObjectNode initial(BlockElements.Element element) {
    ObjectNode value = Json.object();
    ObjectNode node = element.node();
    switch (element.type()) {
      case "multi_static_select", "multi_external_select", "checkboxes" ->
          value.set("selected_options", orEmpty(node.path("initial_options")));
      case "multi_users_select" -> value.set("selected_users", orEmpty(node.path("initial_users")));
      case "multi_conversations_select" ->
          value.set("selected_conversations", orEmpty(node.path("initial_conversations")));
      case "multi_channels_select" ->
          value.set("selected_channels", orEmpty(node.path("initial_channels")));
      case "file_input" -> value.set("files", Json.array());
      default -> {
        String field = single(element.type());
        JsonNode start = node.path(field.replace("selected_", "initial_"));
        if (field.equals("value")) {
          start = node.path("initial_value");
        }
        value.set(field, start.isMissingNode() ? Json.object().nullNode() : start);
      }
    }
    return value;
  }

  private static ArrayNode orEmpty(JsonNode node) {
    return Json.arrayOrEmpty(node);
  }

  private static String single(String type) {
    return switch (type) {
      case "plain_text_input", "email_text_input", "url_text_input", "number_input" -> "value";
      case "static_select", "external_select", "radio_buttons" -> "selected_option";
      case "users_select" -> "selected_user";
      case "conversations_select" -> "selected_conversation";
      case "channels_select" -> "selected_channel";
      case "datepicker" -> "selected_date";
      case "timepicker" -> "selected_time";
      case "datetimepicker" -> "selected_date_time";
      case "rich_text_input" -> "rich_text_value";
      default -> throw new IllegalArgumentException("no such element: " + type);
    };
  }

  private static ObjectNode value(BlockElements.Element element, Object given) {
    ObjectNode value = Json.object();
    switch (element.type()) {
      case "multi_static_select", "multi_external_select", "checkboxes" -> {
        ArrayNode options = value.putArray("selected_options");
        each(given).forEach(one -> options.add(option(element, one)));
      }
      case "multi_users_select" -> ids(value.putArray("selected_users"), given);
      case "multi_conversations_select" -> ids(value.putArray("selected_conversations"), given);
      case "multi_channels_select" -> ids(value.putArray("selected_channels"), given);
      case "file_input" -> {
        ArrayNode files = value.putArray("files");
        each(given).forEach(id -> files.addObject().put("id", id.toString()));
      }
      case "static_select", "external_select", "radio_buttons" ->
          value.set("selected_option", option(element, given));
      case "datetimepicker" -> value.put("selected_date_time", Long.parseLong(given.toString()));
      case "rich_text_input" -> value.set("rich_text_value", RichText.block(given.toString()));
      default -> value.put(single(element.type()), given.toString());
    }
    return value;
  }

  private static Collection<?> each(Object given) {
    return given instanceof Collection<?> several ? several : List.of(given);
  }

  private static void ids(ArrayNode into, Object given) {
    each(given).forEach(id -> into.add(id.toString()));
  }

  private static JsonNode option(BlockElements.Element element, Object wanted) {
    if (wanted instanceof JsonNode option) {
      return option;
    }
    List<String> offered = new ArrayList<>();
    List<JsonNode> options = new ArrayList<>();
    element.node().path("options").forEach(options::add);
    element
        .node()
        .path("option_groups")
        .forEach(group -> group.path("options").forEach(options::add));
    for (JsonNode option : options) {
      String label = Json.text(option.path("text"), "text");
      if (wanted.equals(label) || wanted.equals(Json.text(option, "value"))) {
        ObjectNode chosen = Json.object();
        chosen.set("text", option.path("text"));
        chosen.put("value", Json.text(option, "value"));
        return chosen;
      }
      offered.add(label);
    }
    if (element.type().endsWith("external_select")) {
      ObjectNode typed = Json.object();
      typed.putObject("text").put("type", "plain_text").put("text", wanted.toString());
      return typed.put("value", wanted.toString());
    }
    throw new IllegalArgumentException(
        "'%s' has no option '%s'; it has %s".formatted(element.label(), wanted, offered));
  }
}
