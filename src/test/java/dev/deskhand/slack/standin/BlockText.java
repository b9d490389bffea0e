package dev.deskhand.slack.standin;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The words of Block Kit blocks, top to bottom, without the labels of what can be pressed. */
final class BlockText {

  private BlockText() {}

  static List<String> of(JsonNode blocks) {
    List<String> lines = new ArrayList<>();
    for (JsonNode block : blocks) {
      switch (Json.text(block, "type")) {
        case "section" -> {
          add(lines, block.path("text"));
          block.path("fields").forEach(field -> add(lines, field));
        }
        case "context" -> block.path("elements").forEach(element -> add(lines, element));
        case "header", "markdown" -> add(lines, block.path("text"));
        case "rich_text" -> lines.add(richText(block));
        case "image" -> lines.add(Json.text(block, "alt_text"));
        case "input" -> add(lines, block.path("label"));
        case "actions", "divider" -> {}
        default -> lines.add(block.toString());
      }
    }
    return lines;
  }

  private static void add(List<String> lines, JsonNode text) {
    if (text.isString()) {
      lines.add(text.asString());
    } else if (text.has("text")) {
      lines.add(Json.text(text, "text"));
    } else if (text.has("alt_text")) {
      lines.add(Json.text(text, "alt_text"));
    }
  }

  private static String richText(JsonNode node) {
    StringBuilder words = new StringBuilder(node.path("text").asString(""));
    node.path("elements").forEach(element -> words.append(richText(element)));
    return words.toString();
  }
}
