package dev.deskhand.discord.standin;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a REST request is answered with. */
record RestAnswer(int status, @Nullable JsonNode body, Map<String, String> headers) {
  static RestAnswer ok(JsonNode body) {
    return new RestAnswer(200, body, Map.of());
  }

  static RestAnswer noContent() {
    return new RestAnswer(204, null, Map.of());
  }

  static RestAnswer refusal(int status, int code, String message) {
    return new RestAnswer(status, Json.object("message", message, "code", code), Map.of());
  }
}
