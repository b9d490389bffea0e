package dev.deskhand.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** People's direct conversations with the desk. */
final class Directory {

  private static final int MOST = 10_000;

  private final SlackApi api;
  private final Cache<String, String> directs =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(1)).build();

  Directory(SlackApi api) {
    this.api = api;
  }

  /** The direct conversation with a person who waits, opened if need be. */
  ApiResult<String> direct(String user) {
    return direct(user, Urgency.SOON);
  }

  /** The direct conversation with a person, opened if need be. */
  ApiResult<String> direct(String user, Urgency urgency) {
    String known = directs.getIfPresent(user);
    if (known != null) {
      return new ApiResult.Done<>(known);
    }
    ApiResult<String> opened =
        api.as(urgency)
            .call(
                "conversations.open",
                methods -> methods.conversationsOpen(request -> request.users(List.of(user))))
            .map(answer -> answer.getChannel().getId());
    opened.value().ifPresent(channel -> directs.put(user, channel));
    return opened;
  }

  /** The direct conversation with a person, if it is known. */
  Optional<String> knownDirect(String user) {
    return Optional.ofNullable(directs.getIfPresent(user));
  }

  /** Remembers a direct conversation that a person spoke in. */
  void spokeIn(String user, String channel) {
    directs.put(user, channel);
  }

  /** Whether this is the person's conversation with the desk alone, as far as is known. */
  boolean isDirect(String user, String channel) {
    return Optional.ofNullable(directs.getIfPresent(user)).filter(channel::equals).isPresent();
  }
}
