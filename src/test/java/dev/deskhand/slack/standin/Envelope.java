package dev.deskhand.slack.standin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something Slack has to tell the desk, apart from how it gets there: over HTTP it is a form or
 * JSON, over Socket Mode the same payload in a frame of this type.
 */
record Envelope(Type type, ObjectNode payload) {

  enum Type {
    EVENTS_API("events_api"),
    INTERACTIVE("interactive"),
    SLASH_COMMANDS("slash_commands");

    final String socketModeName;

    Type(String socketModeName) {
      this.socketModeName = socketModeName;
    }

    static Type named(String socketModeName) {
      return Arrays.stream(values())
          .filter(each -> each.socketModeName.equals(socketModeName))
          .findFirst()
          .orElseThrow();
    }
  }

  String contentType() {
    return type == Type.EVENTS_API ? "application/json" : "application/x-www-form-urlencoded";
  }

  /** As the body of an HTTP request. */
  String body() {
    return switch (type) {
      case EVENTS_API -> payload.toString();
      case INTERACTIVE -> "payload=" + encoded(payload.toString());
      case SLASH_COMMANDS ->
          payload.properties().stream()
              .map(
                  (Map.Entry<String, JsonNode> field) ->
                      encoded(field.getKey()) + "=" + encoded(field.getValue().asString()))
              .collect(Collectors.joining("&"));
    };
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
