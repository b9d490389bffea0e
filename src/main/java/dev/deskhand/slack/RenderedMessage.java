package dev.deskhand.slack;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * A message within Slack's limits.
 *
 * @param text what a notification shows, escaped
 * @param blocks what is shown
 */
record RenderedMessage(String text, List<LayoutBlock> blocks) {
  RenderedMessage {
    blocks = List.copyOf(blocks);
  }
}
