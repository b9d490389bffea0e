package dev.deskhand.discord.standin;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The attachments a message has after a request: what is kept and what was uploaded with it. */
record Uploads(ArrayNode attached, Map<String, byte[]> files) {
  static Uploads of(RecordedRequest request, ObjectNode parts, JsonNode before, World world) {
    ArrayNode attached = Json.array();
    boolean listed = parts.path("attachments").isArray();
    for (JsonNode old : before) {
      if (!listed || lists(parts.get("attachments"), Json.text(old, "id"))) {
        attached.add(old);
      }
    }
    Map<String, byte[]> files = new HashMap<>();
    request
        .files()
        .forEach(
            (part, bytes) -> {
              String name = part.substring(part.indexOf('/') + 1);
              files.put(name, bytes);
              attached.add(attachment(world.newId(), name, bytes.length));
            });
    return new Uploads(attached, files);
  }

  /** Completes the attachments' addresses, which hold the id of the message they belong to. */
  Uploads at(String origin, String channelId, String messageId) {
    for (JsonNode one : attached) {
      if (one instanceof ObjectNode object && !object.has("url")) {
        String url =
            origin
                + "/attachments/"
                + channelId
                + "/"
                + messageId
                + "/"
                + Json.text(object, "filename");
        object.put("url", url).put("proxy_url", url);
      }
    }
    return this;
  }

  private static boolean lists(JsonNode attachments, String id) {
    return Json.children(attachments).stream().anyMatch(one -> Json.text(one, "id").equals(id));
  }

  private static ObjectNode attachment(String id, String name, int size) {
    return Json.object(
        "id", id,
        "filename", name,
        "size", size,
        "content_type", name.endsWith(".png") ? "image/png" : "application/octet-stream");
  }
}
