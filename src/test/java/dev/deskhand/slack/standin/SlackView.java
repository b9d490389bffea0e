package dev.deskhand.slack.standin;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A modal or a Home tab as one person sees it.
 *
 * @param user whose screen it is on
 * @param json the whole view object as Slack would hand it back, with {@code id}, {@code hash} and
 *     ids for every block and element
 */
public record SlackView(String id, String user, ObjectNode json) {

  /** {@code modal} or {@code home}. */
  public String type() {
    return Json.text(json, "type");
  }

  public String callbackId() {
    return Json.text(json, "callback_id");
  }

  public String title() {
    return Json.text(json.path("title"), "text");
  }

  public String privateMetadata() {
    return Json.text(json, "private_metadata");
  }

  public ArrayNode blocks() {
    return Json.arrayOrEmpty(json.path("blocks"));
  }

  /** The words on it, without buttons. */
  public String shown() {
    return String.join("\n", BlockText.of(blocks()));
  }

  /** The labels of its fields and buttons, in order. */
  public List<String> labels() {
    return BlockElements.in(blocks()).stream().map(BlockElements.Element::label).toList();
  }
}
