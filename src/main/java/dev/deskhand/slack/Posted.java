package dev.deskhand.slack;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import dev.deskhand.chat.ChatPlatform.Outbound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message is there already. Slack takes the same message twice, so each carries a mark;
 * after an attempt whose outcome is unclear, and for the first message to a conversation after a
 * start (which may follow a crash in the middle of one), the mark is looked for.
 */
final class Posted {

  private static final String EVENT = "deskhand_message";
  private static final String MARK = "mark";
  private static final int LOOKED_THROUGH = 100;
  private static final Duration AFTER_START = Duration.ofMinutes(10);
  private static final Duration BACK = Duration.ofMinutes(15);

  private final SlackApi api;
  private final Clock clock;
  private final Instant start;
  private final Cache<String, Attempt> unclear =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofDays(2)).build();
  private final Cache<String, Boolean> spokenTo = Caffeine.newBuilder().maximumSize(10_000).build();

  Posted(SlackApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
    this.start = clock.instant();
  }

  /** An attempt that may have succeeded, and the file that it was to show. */
  private record Attempt(Instant at, @Nullable String file) {}

  /** What is known before an attempt. */
  sealed interface Before {
    record Nothing() implements Before {}

    record There(String ts) implements Before {}

    record Unknown(ApiResult<?> why) implements Before {}
  }

  /** The mark of a message: the same at every attempt, and of no other message or desk. */
  Message.Metadata mark(Outbound message) {
    return Message.Metadata.builder()
        .eventType(EVENT)
        .eventPayload(Map.of(MARK, markOf(message)))
        .build();
  }

  private static String markOf(Outbound message) {
    String content =
        message.id() + " " + message.to().conversation() + " " + message.reply().plainText();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return message.id() + "-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  void mayBeThere(Outbound message, @Nullable String file) {
    unclear.put(message.id(), new Attempt(clock.instant(), file));
  }

  void isThere(Outbound message) {
    unclear.invalidate(message.id());
    spokenTo.put(message.to().conversation(), true);
  }

  Before before(Outbound message, String channel, @Nullable String thread) {
    Attempt attempt = unclear.getIfPresent(message.id());
    if (attempt == null && !mayFollowACrash(message)) {
      return new Before.Nothing();
    }
    Instant since = (attempt == null ? clock.instant() : attempt.at()).minus(BACK);
    ApiResult<List<Message>> latest = latest(channel, thread, since);
    return switch (latest) {
      case ApiResult.Done<List<Message>>(List<Message> messages) ->
          found(messages, markOf(message), attempt)
              .<Before>map(
                  ts -> {
                    isThere(message);
                    return new Before.There(ts);
                  })
              .orElseGet(Before.Nothing::new);
      case ApiResult.Busy<List<Message>> busy -> new Before.Unknown(busy);
      case ApiResult.Unclear<List<Message>> unclear -> new Before.Unknown(unclear);
      // what may not be read cannot be known; said twice is better than not said
      case ApiResult.Refused<List<Message>> refused -> new Before.Nothing();
    };
  }

  private boolean mayFollowACrash(Outbound message) {
    return Duration.between(start, clock.instant()).compareTo(AFTER_START) < 0
        && spokenTo.getIfPresent(message.to().conversation()) == null;
  }

  private static Optional<String> found(
      List<Message> messages, String mark, @Nullable Attempt attempt) {
    return messages.stream()
        .filter(message -> isMarked(message, mark) || holds(message, attempt))
        .map(Message::getTs)
        .findFirst();
  }

  private static boolean isMarked(Message message, String mark) {
    Message.Metadata metadata = message.getMetadata();
    return metadata != null
        && EVENT.equals(metadata.getEventType())
        && metadata.getEventPayload() != null
        && mark.equals(metadata.getEventPayload().get(MARK));
  }

  private static boolean holds(Message message, @Nullable Attempt attempt) {
    return attempt != null
        && attempt.file() != null
        && message.getFiles() != null
        && message.getFiles().stream().anyMatch(file -> attempt.file().equals(file.getId()));
  }

  private ApiResult<List<Message>> latest(String channel, @Nullable String thread, Instant since) {
    String oldest = since.getEpochSecond() + ".000000";
    if (thread == null) {
      return api.call(
              "conversations.history",
              methods ->
                  methods.conversationsHistory(
                      request ->
                          request
                              .channel(channel)
                              .oldest(oldest)
                              .limit(LOOKED_THROUGH)
                              .includeAllMetadata(true)))
          .map(ConversationsHistoryResponse::getMessages);
    }
    return api.call(
            "conversations.replies",
            methods ->
                methods.conversationsReplies(
                    request ->
                        request
                            .channel(channel)
                            .ts(thread)
                            .oldest(oldest)
                            .limit(LOOKED_THROUGH)
                            .includeAllMetadata(true)))
        .map(ConversationsRepliesResponse::getMessages);
  }
}
