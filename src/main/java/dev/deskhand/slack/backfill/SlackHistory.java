package dev.deskhand.slack.backfill;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.platform.DeskClient;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.RateLimitRetry;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.HistoryClient;
import dev.deskhand.slack.delivery.MessageTarget;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.inbound.MessageEventMapper;
import dev.deskhand.slack.inbound.WrittenMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What was written on Slack. Nobody waits for it, so it leaves Slack's pace to people; channels and
 * threads are read side by side, since Slack counts their methods apart.
 */
public final class SlackHistory implements PlaceHistory {

  private final HistoryClient past;
  private final MessageEventMapper talk;
  private final DeskClient desk;
  private final Workspace workspace;
  private final Executor executor;
  private final Clock clock;
  private CompletableFuture<Void> channels = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> threads = channels;

  public SlackHistory(
      HistoryClient past,
      MessageEventMapper talk,
      DeskClient desk,
      Workspace workspace,
      Executor executor,
      Clock clock) {
    this.past = past;
    this.talk = talk;
    this.desk = desk;
    this.workspace = workspace;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public String platform() {
    return SlackPlatform.NAME;
  }

  /** What was said shortly before the end may have been refused, for Slack to send it again. */
  @Override
  public Duration overlap() {
    return Duration.ofMinutes(10);
  }

  @Override
  public String idAt(Instant time) {
    return time.getEpochSecond() + ".000000";
  }

  @Override
  public boolean isReady() {
    return workspace.isIntroduced();
  }

  @Override
  public boolean isDirect(Place place) {
    return WrittenMessage.isDirectChannel(place.channel());
  }

  /** What belongs to a ticket stands in its thread. */
  @Override
  public boolean holdsTalk(Place place) {
    return place.thread() != null;
  }

  @Override
  public Page page(Source source, String after, String cursor, boolean awaited) {
    Place place = source.place();
    HistoryClient reader = past.as(awaited ? CallPriority.SOON : CallPriority.WHENEVER);
    MessageTarget spot = new MessageTarget(place.channel(), place.thread());
    return switch (RateLimitRetry.reading(() -> reader.page(spot, after, cursor))) {
      case ApiResult.Done<HistoryClient.Page>(HistoryClient.Page page) ->
          new Page.Read(
              page.messages().stream()
                  .filter(message -> message.getTs() != null)
                  .filter(message -> !message.getTs().equals(place.thread()))
                  .map(message -> new ReadMessage(place, message))
                  .toList(),
              page.next(),
              false);
      case ApiResult.Refused<HistoryClient.Page> refused -> new Page.Refused(refused.trouble());
      case ApiResult.Busy<HistoryClient.Page> busy -> new Page.Failed(busy.trouble());
      case ApiResult.Unclear<HistoryClient.Page> unclear -> new Page.Failed(unclear.trouble());
    };
  }

  @Override
  public synchronized void inTurn(Source source, Runnable reading) {
    if (source.place().thread() == null) {
      channels = channels.thenRunAsync(reading, executor);
    } else {
      threads = threads.thenRunAsync(reading, executor);
    }
  }

  @Override
  public void deleted(Source source, String message) {
    Place place = source.place();
    desk.deleted("deleted:" + place.channel() + ":" + message, place, message, clock.instant());
  }

  /** Taken apart where the events are. */
  private final class ReadMessage implements Message {
    private final com.slack.api.model.Message message;
    private final WrittenMessage written;

    ReadMessage(Place place, com.slack.api.model.Message message) {
      this.message = message;
      this.written = WrittenMessage.of(place.channel(), message);
    }

    @Override
    public String id() {
      return message.getTs();
    }

    @Override
    public void said() {
      talk.read(written).ifPresent(desk::tell);
    }

    @Override
    public void edited() {
      com.slack.api.model.Message.Edited edited = message.getEdited();
      if (edited != null && edited.getTs() != null) {
        talk.edited(
                written,
                edited.getTs(),
                "edited:%s:%s:%s".formatted(written.channel(), id(), edited.getTs()))
            .ifPresent(desk::tell);
      }
    }
  }
}
