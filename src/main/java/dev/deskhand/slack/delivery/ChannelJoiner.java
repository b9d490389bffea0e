package dev.deskhand.slack.delivery;

import com.slack.api.methods.response.conversations.ConversationsJoinResponse;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackError;
import dev.deskhand.slack.connection.SlackError.Remedy;
import java.time.Duration;
import java.util.function.Supplier;

/** Calls that need the desk to be in a channel. A public one it joins without anybody's help. */
final class ChannelJoiner {

  private final SlackApi api;

  ChannelJoiner(SlackApi api) {
    this.api = api;
  }

  /** The result of a call; where the desk was not in the channel and could join, of a second. */
  <R> ApiResult<R> in(String channel, Supplier<ApiResult<R>> call) {
    ApiResult<R> first = call.get();
    if (!DeliveryOutcomes.leadsTo(Remedy.JOIN, first)) {
      return first;
    }
    ApiResult<ConversationsJoinResponse> joined =
        api.call(
            "conversations.join",
            methods -> methods.conversationsJoin(request -> request.channel(channel)));
    return switch (joined) {
      case ApiResult.Done<ConversationsJoinResponse> done -> call.get();
      case ApiResult.Busy<ConversationsJoinResponse>(Duration after, boolean ours) ->
          new ApiResult.Busy<>(after, ours);
      // whether it has joined shows at the next attempt
      case ApiResult.Unclear<ConversationsJoinResponse>(String reason, Duration settled) ->
          new ApiResult.Unclear<>(reason, settled);
      case ApiResult.Refused<ConversationsJoinResponse>(String error, String detail) ->
          new ApiResult.Refused<>(
              SlackError.NOT_IN_CHANNEL.word(), "the app cannot join by itself: " + error);
    };
  }
}
