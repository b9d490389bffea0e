package dev.deskhand.slack.standin;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The interactive elements of blocks, wherever Block Kit lets them be. */
final class BlockElements {

  /** One element with the block it sits in. */
  record Element(ObjectNode block, ObjectNode node) {

    String type() {
      return Json.text(node, "type");
    }

    String actionId() {
      return Json.text(node, "action_id");
    }

    String blockId() {
      return Json.text(block, "block_id");
    }

    /** What a person reads on or beside it: button text, input label, or placeholder. */
    String label() {
      String own = Json.text(node.path("text"), "text");
      if (!own.isEmpty()) {
        return own;
      }
      String ofBlock = Json.text(block.path("label"), "text");
      return ofBlock.isEmpty() ? Json.text(node.path("placeholder"), "text") : ofBlock;
    }

    boolean isCalled(String name) {
      return name.equals(actionId()) || name.equals(label()) || name.equals(blockId());
    }
  }

  private BlockElements() {}

  static List<Element> in(JsonNode blocks) {
    List<Element> found = new ArrayList<>();
    for (JsonNode each : blocks) {
      if (each instanceof ObjectNode block) {
        switch (Json.text(block, "type")) {
          case "input" -> add(found, block, block.path("element"));
          case "section" -> add(found, block, block.path("accessory"));
          case "actions", "context_actions" ->
              block.path("elements").forEach(element -> add(found, block, element));
          default -> {}
        }
      }
    }
    return found;
  }

  private static void add(List<Element> found, ObjectNode block, JsonNode element) {
    if (element instanceof ObjectNode node && !Json.text(node, "type").equals("image")) {
      found.add(new Element(block, node));
    }
  }

  /** By action id first, then by what is read on it, then by block id. */
  static Element named(JsonNode blocks, String name) {
    List<Element> all = in(blocks);
    return all.stream()
        .filter(element -> element.actionId().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(element -> element.isCalled(name)).findFirst())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "nothing here is called '%s'; there is %s"
                        .formatted(
                            name,
                            all.stream()
                                .map(e -> e.label() + " (" + e.actionId() + ")")
                                .toList())));
  }

  /** A copy in which, as in Slack, every block and element has an id. */
  static ArrayNode withIds(JsonNode blocks) {
    ArrayNode copy = Json.arrayOrEmpty(blocks.deepCopy());
    int number = 0;
    for (JsonNode each : copy) {
      number++;
      if (each instanceof ObjectNode block && Json.text(block, "block_id").isEmpty()) {
        block.put("block_id", "blk" + number);
      }
    }
    number = 0;
    for (Element element : in(copy)) {
      number++;
      if (element.actionId().isEmpty()) {
        element.node().put("action_id", "act" + number);
      }
    }
    return copy;
  }
}
