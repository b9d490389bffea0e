package dev.deskhand.slack;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.model.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** People's names and direct conversations, as Slack has them. */
final class Directory {

  private static final int MOST = 10_000;
  private static final Duration FRESH = Duration.ofHours(1);

  private final SlackApi api;
  private final AsyncCache<String, String> names;
  private final Cache<String, String> directs =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(1)).build();

  Directory(SlackApi api, Executor background) {
    this.api = api;
    this.names =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(FRESH)
            .executor(background)
            .buildAsync();
  }

  /**
   * What to call a person: as Slack knows them if that is known within the time, or else as the
   * payload calls them, or by their id. It is looked up meanwhile for the next time.
   */
  String name(String user, @Nullable String inPayload, Duration patience) {
    CompletableFuture<String> known =
        names.get(
            user, (id, executor) -> CompletableFuture.supplyAsync(() -> lookUp(id), executor));
    try {
      return known.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return otherwise(user, inPayload);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return otherwise(user, inPayload);
    }
  }

  private static String otherwise(String user, @Nullable String inPayload) {
    return inPayload == null || inPayload.isBlank() ? user : inPayload;
  }

  private String lookUp(String id) {
    return api.call("users.info", methods -> methods.usersInfo(request -> request.user(id)))
        .value()
        .map(answer -> nameOf(answer.getUser()))
        .filter(name -> !name.isBlank())
        // a failure is not kept: Caffeine forgets what ended in an exception
        .orElseThrow(() -> new IllegalStateException("no name for " + id));
  }

  private static String nameOf(User user) {
    String real = user.getRealName();
    return real == null || real.isBlank() ? String.valueOf(user.getName()) : real;
  }

  /** The direct conversation with a person, opened if need be. */
  ApiResult<String> direct(String user) {
    String known = directs.getIfPresent(user);
    if (known != null) {
      return new ApiResult.Done<>(known);
    }
    ApiResult<String> opened =
        api.call(
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
