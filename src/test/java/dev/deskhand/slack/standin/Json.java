package dev.deskhand.slack.standin;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reading and making JSON trees. */
final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static JsonNode missing() {
    return JsonNodeFactory.instance.missingNode();
  }

  /** The tree, or a missing node where the text is no JSON. */
  static JsonNode read(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? missing() : node;
    } catch (JacksonException malformed) {
      return missing();
    }
  }

  static ArrayNode arrayOrEmpty(JsonNode node) {
    return node instanceof ArrayNode array ? array : array();
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
