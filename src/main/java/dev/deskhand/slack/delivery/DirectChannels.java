package dev.deskhand.slack.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People's direct conversations with the desk. */
public final class DirectChannels {

  private static final Logger log = LoggerFactory.getLogger(DirectChannels.class);

  private static final int MOST = 10_000;

  /** Where no message is yet. */
  private static final String BEFORE_ALL = "0";

  private final SlackApi api;
  private final ReadPositions places;
  private final Cache<String, String> directs =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofDays(1)).build();

  public DirectChannels(SlackApi api, ReadPositions places) {
    this.api = api;
    this.places = places;
  }

  /** The direct conversation with a person who waits, opened if need be. */
  public ApiResult<String> direct(String user) {
    return direct(user, CallPriority.SOON);
  }

  /** The direct conversation with a person, opened if need be. */
  public ApiResult<String> direct(String user, CallPriority urgency) {
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
    opened.value().ifPresent(channel -> met(user, channel));
    return opened;
  }

  /** What a person answers is read again after a downtime, also if they never spoke before. */
  private void met(String user, String channel) {
    directs.put(user, channel);
    try {
      places.heard(
          new ReadPositions.Heard(
              new Place(SlackPlatform.NAME, channel, null, true),
              new MessageRef(channel, BEFORE_ALL)));
    } catch (RuntimeException e) {
      log.debug("Slack: not remembered where {} is met: {}", user, e.toString());
    }
  }

  /** The direct conversation with a person, if it is known. */
  public Optional<String> knownDirect(String user) {
    return Optional.ofNullable(directs.getIfPresent(user));
  }

  /** Remembers a direct conversation that a person spoke in. */
  public void spokeIn(String user, String channel) {
    directs.put(user, channel);
  }

  /** Has a direct conversation asked for anew. */
  void forget(String user) {
    directs.invalidate(user);
  }

  /** Whether this is the person's conversation with the desk alone, as far as is known. */
  public boolean isDirect(String user, String channel) {
    return Optional.ofNullable(directs.getIfPresent(user)).filter(channel::equals).isPresent();
  }
}
