package dev.deskhand.slack.rendering;

import com.slack.api.model.block.LayoutBlock;
import java.util.List;

/**
 * A message within Slack's limits.
 *
 * @param text what a notification shows, escaped
 * @param blocks what is shown
 */
public record RenderedMessage(String text, List<LayoutBlock> blocks) {
  public RenderedMessage {
    blocks = List.copyOf(blocks);
  }
}
