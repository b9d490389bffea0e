package dev.deskhand.slack;

import com.slack.api.model.Message;
import dev.deskhand.chat.ChatPlatform.Outbound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether a message is there already. Slack takes the same message twice; so after an attempt
 * of which nobody knows how it ended, made by this copy of the desk or by one that died, its {@link
 * Mark} is looked for.
 */
final class Posted {

  /** A thousand messages after the attempt: nobody finds it there either. */
  private static final int PAGES = 5;

  /** By how much the desk's clock may be ahead of Slack's. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final Past past;

  Posted(SlackApi api) {
    this.past = new Past(api);
  }

  /** The messages among which it is if it was posted before: none at the first attempt. */
  ApiResult<Found> lookFor(Outbound message, Spot spot) {
    Instant since = message.triedSince();
    if (since == null) {
      return new ApiResult.Done<>(Found.NOTHING);
    }
    String oldest = since.minus(AHEAD).getEpochSecond() + ".000000";
    List<Message> messages = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      String from = cursor;
      // begun is waited for: to begin anew would cost as many calls again, maybe without an end
      ApiResult<Past.Page> read =
          from.isEmpty()
              ? past.page(spot, oldest, from)
              : Patience.with(() -> past.page(spot, oldest, from));
      if (read instanceof ApiResult.Refused<Past.Page>) {
        // what may not be read cannot be known; said twice is better than not said
        break;
      }
      if (!(read instanceof ApiResult.Done<Past.Page>(Past.Page some))) {
        return read.map(never -> Found.NOTHING);
      }
      messages.addAll(some.messages());
      cursor = some.next();
      if (cursor.isEmpty() || (spot.thread() == null && holdsFirst(some, message))) {
        break;
      }
    }
    return new ApiResult.Done<>(new Found(messages));
  }

  /** A channel's history begins with the latest: what came after the first part was read before. */
  private static boolean holdsFirst(Past.Page page, Outbound message) {
    return new Found(page.messages()).with(Mark.of(message, 0)).isPresent();
  }
}
