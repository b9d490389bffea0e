package dev.deskhand.slack.delivery;

import com.slack.api.model.Message;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.RateLimitRetry;
import dev.deskhand.slack.connection.SlackApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether a message is there already. Slack takes the same message twice; so after an attempt
 * of which nobody knows how it ended, made by this copy of the desk or by one that died, its {@link
 * Mark} is looked for.
 */
final class PostedMessageLookup {

  /** A thousand messages after the attempt: nobody finds it there either. */
  private static final int PAGES = 5;

  /** By how much the desk's clock may be ahead of Slack's. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final HistoryClient past;

  PostedMessageLookup(SlackApi api) {
    this.past = new HistoryClient(api);
  }

  /** The messages among which it is if it was posted before: none at the first attempt. */
  ApiResult<PostedMessages> lookFor(Outbound message, MessageTarget spot) {
    Instant since = message.triedSince();
    if (since == null) {
      return new ApiResult.Done<>(PostedMessages.NOTHING);
    }
    String oldest = since.minus(AHEAD).getEpochSecond() + ".000000";
    List<Message> messages = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      String from = cursor;
      // begun is waited for: to begin anew would cost as many calls again, maybe without an end
      ApiResult<HistoryClient.Page> read =
          from.isEmpty()
              ? past.page(spot, oldest, from)
              : RateLimitRetry.with(() -> past.page(spot, oldest, from));
      if (read instanceof ApiResult.Refused<HistoryClient.Page>) {
        // what may not be read cannot be known; said twice is better than not said
        break;
      }
      if (!(read instanceof ApiResult.Done<HistoryClient.Page>(HistoryClient.Page some))) {
        return read.map(never -> PostedMessages.NOTHING);
      }
      messages.addAll(some.messages());
      cursor = some.next();
      if (cursor.isEmpty() || (spot.thread() == null && holdsFirst(some, message))) {
        break;
      }
    }
    return new ApiResult.Done<>(new PostedMessages(messages));
  }

  /** A channel's history begins with the latest: what came after the first part was read before. */
  private static boolean holdsFirst(HistoryClient.Page page, Outbound message) {
    return new PostedMessages(page.messages()).with(DeliveryMark.of(message, 0)).isPresent();
  }
}
