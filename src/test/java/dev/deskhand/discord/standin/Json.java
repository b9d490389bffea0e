package dev.deskhand.discord.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The few ways in which the stand-in builds and reads JSON trees. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  static JsonNode parse(byte[] text) {
    return MAPPER.readTree(text);
  }

  static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static ArrayNode array(Iterable<? extends JsonNode> items) {
    ArrayNode array = array();
    items.forEach(array::add);
    return array;
  }

  static ArrayNode strings(Iterable<String> items) {
    ArrayNode array = array();
    items.forEach(array::add);
    return array;
  }

  /** An object of strings, numbers, booleans, nodes and nulls, in the order given. */
  static ObjectNode object(@Nullable Object... keysAndValues) {
    ObjectNode object = object();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.set(String.valueOf(keysAndValues[i]), value(keysAndValues[i + 1]));
    }
    return object;
  }

  static JsonNode value(@Nullable Object value) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (value) {
      case null -> make.nullNode();
      case JsonNode node -> node;
      case String text -> make.stringNode(text);
      case Integer number -> make.numberNode(number);
      case Long number -> make.numberNode(number);
      case Double number -> make.numberNode(number);
      case Boolean flag -> make.booleanNode(flag);
      default -> throw new IllegalArgumentException("Not a JSON value: " + value.getClass());
    };
  }

  static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isMissingNode() || value.isNull() ? "" : value.asString();
  }

  static boolean has(JsonNode node, String key) {
    return node.has(key) && !node.get(key).isNull();
  }

  /** Visits every object in the tree, outermost first. */
  static void walk(JsonNode node, Consumer<ObjectNode> visitor) {
    if (node instanceof ObjectNode object) {
      visitor.accept(object);
    }
    for (JsonNode child : children(node)) {
      walk(child, visitor);
    }
  }

  /** Every object in the tree that has a text of its own under {@code key}. */
  static List<ObjectNode> having(JsonNode tree, String key) {
    List<ObjectNode> found = new ArrayList<>();
    walk(
        tree,
        object -> {
          if (object.path(key).isString()) {
            found.add(object);
          }
        });
    return found;
  }

  static List<JsonNode> children(JsonNode node) {
    List<JsonNode> children = new ArrayList<>();
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        children.add(entry.getValue());
      }
    } else if (node.isArray()) {
      node.forEach(children::add);
    }
    return children;
  }
}
