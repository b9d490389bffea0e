package dev.deskhand.slack.standin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * A message as it stood when it was looked at; a later edit makes another record.
 *
 * @param channel the id of the channel or DM it is in
 * @param ts Slack's id of a message within its channel
 * @param threadTs the {@code ts} of the message it answers, if it is in a thread
 * @param user who wrote it
 * @param text the {@code text} argument: what a notification shows, and the whole message only
 *     where there are no blocks
 * @param blocks Block Kit, each with a {@code block_id} and each element with an {@code action_id}
 * @param onlyFor the one person who sees it, if it is ephemeral
 * @param edits how often it has been changed since it was posted
 * @param metadata what the desk attached for itself ({@code event_type}, {@code event_payload})
 */
public record SlackMessage(
    String channel,
    String ts,
    @Nullable String threadTs,
    String user,
    String text,
    ArrayNode blocks,
    @Nullable String onlyFor,
    int edits,
    JsonNode metadata,
    List<String> files) {

  private static final Pattern PING =
      Pattern.compile("<(!channel|!here|!everyone|!subteam\\^\\w+|@\\w+)(\\|[^>]*)?>");

  public SlackMessage {
    files = List.copyOf(files);
  }

  /** Whether only one person sees it. */
  public boolean ephemeral() {
    return onlyFor != null;
  }

  /** When it was changed last: later than it was written, and later with each change. */
  String editedTs() {
    return new BigDecimal(ts).add(BigDecimal.valueOf(edits, 6)).toPlainString();
  }

  /** What a reader sees: the text of the blocks, or {@link #text} where there are none. */
  public String shown() {
    return blocks.isEmpty() ? text : String.join("\n", BlockText.of(blocks));
  }

  /** The labels of the buttons in the order shown. */
  public List<String> buttons() {
    return BlockElements.in(blocks).stream()
        .filter(element -> element.type().equals("button"))
        .map(BlockElements.Element::label)
        .toList();
  }

  /** Everyone it notifies: {@code @U1}, {@code !channel}, {@code !here}, ... in text and blocks. */
  public List<String> pings() {
    List<String> pings = new ArrayList<>();
    // A plain_text object pings nobody, but telling them apart here would only hide a mistake.
    Matcher matcher = PING.matcher(text + "\n" + shown());
    while (matcher.find()) {
      String ping = matcher.group(1);
      if (ping != null && !pings.contains(ping)) {
        pings.add(ping);
      }
    }
    return pings;
  }

  SlackMessage changedTo(String newText, ArrayNode newBlocks, JsonNode newMetadata) {
    return new SlackMessage(
        channel,
        ts,
        threadTs,
        user,
        newText,
        newBlocks,
        onlyFor,
        edits + 1,
        newMetadata.isMissingNode() ? metadata : newMetadata,
        files);
  }
}
