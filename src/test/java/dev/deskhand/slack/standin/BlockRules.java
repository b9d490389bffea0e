package dev.deskhand.slack.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Slack's limits on what may be shown. The lengths come from {@code slack-block-limits.json} of the
 * shared specifications where it is present, and otherwise only the few that are built in here.
 */
final class BlockRules {

  static final int MESSAGE_TEXT = 40_000;
  static final int MESSAGE_BLOCKS = 50;

  /** Undocumented, seen as {@code msg_blocks_too_long}. */
  static final int MESSAGE_BLOCKS_TEXT = 13_200;

  private static final int VIEW_BYTES = 250_000;
  private static final String BUILT_IN =
      """
      {"text": {"max_length": 3000}, "section": {"text": {"max_length": 3000}},
       "actions": {"elements": {"max_items": 25}}, "select": {"options": {"max_items": 100}},
       "button": {"text": {"max_length": 75}, "value": {"max_length": 2000}},
       "view": {"blocks": {"max_items": 100}, "title": {"max_length": 24},
                "submit": {"max_length": 24}, "close": {"max_length": 24},
                "private_metadata": {"max_length": 3000}}}
      """;

  private final JsonNode limits;

  private BlockRules(JsonNode limits) {
    this.limits = limits;
  }

  static BlockRules load() {
    Path shared = Path.of(System.getProperty("deskhand.shared", "../shared"));
    Path file = shared.resolve("specs/slack-block-limits.json");
    if (!Files.isReadable(file)) {
      return new BlockRules(Json.read(BUILT_IN));
    }
    try {
      return new BlockRules(Json.read(Files.readString(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What is wrong with the blocks of a message, each with its place; empty when nothing is. */
  List<String> message(JsonNode blocks) {
    BlockWalk check = new BlockWalk(this);
    check.atMost(MESSAGE_BLOCKS, blocks.size(), "/blocks", "items");
    check.blocks(blocks);
    return check.complaints();
  }

  /** What is wrong with a view. */
  List<String> view(JsonNode view) {
    BlockWalk check = new BlockWalk(this);
    String type = Json.text(view, "type");
    if (!type.equals("modal") && !type.equals("home")) {
      check.say("/view/type", "must be modal or home");
    }
    JsonNode blocks = view.path("blocks");
    check.items("view", "blocks", blocks, "/view");
    check.text("view", "private_metadata", view, "/view");
    check.text("view", "callback_id", view, "/view");
    if (type.equals("modal")) {
      check.plain("view", "title", view, "/view", true);
      check.plain("view", "submit", view, "/view", false);
      check.plain("view", "close", view, "/view", false);
      boolean asks = false;
      for (JsonNode block : blocks) {
        asks |= Json.text(block, "type").equals("input");
      }
      if (asks && !view.has("submit")) {
        check.say("/view/submit", "required when an input block is used");
      }
    }
    if (view.toString().length() > VIEW_BYTES) {
      check.say("/view", "view_too_large");
    }
    check.blocks(blocks);
    return check.complaints();
  }

  /** What is wrong with the answer to a search in a menu. */
  List<String> suggestion(JsonNode answer) {
    BlockWalk check = new BlockWalk(this);
    check.suggestion(answer);
    return check.complaints();
  }

  int maxOfInput() {
    return limits.path("plain_text_input").path("max_length").path("max").asInt(3000);
  }

  int maxOfField() {
    return limits.path("section").path("fields").path("item_max_length").asInt(2000);
  }

  /** The most characters or items at this place of the limits; no limit where none is known. */
  int max(String... path) {
    JsonNode rule = limits;
    for (String step : path) {
      rule = rule.path(step);
    }
    int length = rule.path("max_length").asInt(Integer.MAX_VALUE);
    return rule.path("max_items").asInt(length);
  }
}
