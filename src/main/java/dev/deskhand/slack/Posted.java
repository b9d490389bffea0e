package dev.deskhand.slack;

import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import dev.deskhand.chat.ChatPlatform.Outbound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether a message is there already. Slack takes the same message twice; so after an attempt
 * of which nobody knows how it ended, made by this copy of the desk or by one that died, its {@link
 * Mark} is looked for.
 */
final class Posted {

  /** As many as Slack recommends. */
  private static final int PAGE = 200;

  /** A thousand messages after the attempt: nobody finds it there either. */
  private static final int PAGES = 5;

  /** By how much the desk's clock may be ahead of Slack's. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final SlackApi api;

  Posted(SlackApi api) {
    this.api = api;
  }

  /** One page of messages, and where the next begins. */
  private record Page(List<Message> messages, String next) {

    static Page of(@Nullable List<Message> messages, @Nullable ResponseMetadata metadata) {
      String next = metadata == null ? null : metadata.getNextCursor();
      return new Page(messages == null ? List.of() : messages, next == null ? "" : next);
    }
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
      ApiResult<Page> read =
          from.isEmpty() ? page(spot, oldest, from) : Patience.with(() -> page(spot, oldest, from));
      if (read instanceof ApiResult.Refused<Page>) {
        // what may not be read cannot be known; said twice is better than not said
        break;
      }
      if (!(read instanceof ApiResult.Done<Page>(Page some))) {
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
  private static boolean holdsFirst(Page page, Outbound message) {
    return new Found(page.messages()).with(Mark.of(message, 0)).isPresent();
  }

  private ApiResult<Page> page(Spot spot, String oldest, String cursor) {
    return spot.thread() == null
        ? history(spot.channel(), oldest, cursor)
        : replies(spot.channel(), spot.thread(), oldest, cursor);
  }

  private ApiResult<Page> history(String channel, String oldest, String cursor) {
    return api.call(
            "conversations.history",
            methods ->
                methods.conversationsHistory(
                    request ->
                        request
                            .channel(channel)
                            .oldest(oldest)
                            .cursor(cursor.isEmpty() ? null : cursor)
                            .limit(PAGE)
                            .includeAllMetadata(true)))
        .map(answer -> Page.of(answer.getMessages(), answer.getResponseMetadata()));
  }

  private ApiResult<Page> replies(String channel, String thread, String oldest, String cursor) {
    return api.call(
            "conversations.replies",
            methods ->
                methods.conversationsReplies(
                    request ->
                        request
                            .channel(channel)
                            .ts(thread)
                            .oldest(oldest)
                            .cursor(cursor.isEmpty() ? null : cursor)
                            .limit(PAGE)
                            .includeAllMetadata(true)))
        .map(answer -> Page.of(answer.getMessages(), answer.getResponseMetadata()));
  }
}
