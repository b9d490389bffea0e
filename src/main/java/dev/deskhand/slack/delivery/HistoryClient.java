package dev.deskhand.slack.delivery;

import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackApi;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was written before, read a page at a time. */
public final class HistoryClient {

  /** As many as Slack recommends. */
  private static final int PAGE = 200;

  private final SlackApi api;

  public HistoryClient(SlackApi api) {
    this.api = api;
  }

  /**
   * Some messages: of a channel the latest first, of a thread what it hangs on and then the oldest.
   *
   * @param next where the next page begins; empty after the last one
   */
  public record Page(List<Message> messages, String next) {

    static Page of(@Nullable List<Message> messages, @Nullable ResponseMetadata metadata) {
      String next = metadata == null ? null : metadata.getNextCursor();
      return new Page(messages == null ? List.of() : messages, next == null ? "" : next);
    }
  }

  /** The same, read as urgently as this. */
  public HistoryClient as(CallPriority urgency) {
    return new HistoryClient(api.as(urgency));
  }

  /**
   * A page of what was written after a time.
   *
   * @param oldest the time, as Slack's ids give it
   * @param cursor where the page begins; empty for the first
   */
  public ApiResult<Page> page(MessageTarget spot, String oldest, String cursor) {
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
