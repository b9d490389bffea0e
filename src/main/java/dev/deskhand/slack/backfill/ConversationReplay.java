package dev.deskhand.slack.backfill;

import com.slack.api.model.Message;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.RateLimitRetry;
import dev.deskhand.slack.delivery.MessageTarget;
import dev.deskhand.slack.delivery.SlackPlatform;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * Reads again what was said in one place and takes it in, the oldest first: what was written since
 * a time, and what became since then of what was written shortly before.
 */
public final class ConversationReplay {

  private static final Logger log = LoggerFactory.getLogger(ConversationReplay.class);

  /** How long before that time messages were written whose edits and deletions are looked for. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  private static final int PAGES = 10;

  private final HistoryClient past;
  private final MessageReplay again;
  private final OpenTicketThreads talks;
  private final MeterRegistry meters;

  public ConversationReplay(
      HistoryClient past, MessageReplay again, OpenTicketThreads talks, MeterRegistry meters) {
    this.past = past;
    this.again = again;
    this.talks = talks;
    this.meters = meters;
  }

  /**
   * What was written in a place, the oldest first.
   *
   * @param whole whether that is all, or else some of the many
   */
  private record Written(List<Message> messages, boolean whole) {}

  /** Reads a place. False if that did not succeed and may do so later. */
  boolean read(MessageTarget spot, Instant since, CallPriority urgency) {
    Place place =
        new Place(
            SlackPlatform.NAME,
            spot.channel(),
            spot.thread(),
            MessageReplay.isDirect(spot.channel()));
    try {
      return read(place, spot, since, past.as(urgency));
    } catch (DeskUnavailableException | NestedRuntimeException e) {
      log.warn("Slack: {} is not read again: {}", place.label(), e.getMessage());
      return false;
    }
  }

  /** Counts places that are too many to be read. */
  void leftOut(int places) {
    count("left out", places);
  }

  private boolean read(Place place, MessageTarget spot, Instant since, HistoryClient reader) {
    String from = ts(since);
    String back = ts(since.minus(LOOK_BACK));
    // known before it is read: what is not there then was deleted
    List<String> taken = spot.thread() == null ? List.of() : talks.taken(place, back);
    ApiResult<Written> read = written(reader, spot, back);
    if (read instanceof ApiResult.Done<Written>(Written some) && !some.whole()) {
      read = written(reader, spot, from);
    }
    if (!(read instanceof ApiResult.Done<Written>(Written written))) {
      log.info("Slack: {} is not read again: {}", place.label(), read.trouble());
      count("failed", 1);
      return read instanceof ApiResult.Refused<Written>;
    }
    takeIn(place, written, from, Set.copyOf(taken));
    return true;
  }

  private void takeIn(Place place, Written written, String from, Set<String> taken) {
    Set<String> gone = new TreeSet<>(taken);
    for (Message message : written.messages()) {
      gone.remove(message.getTs());
      if (message.getTs().compareTo(from) >= 0) {
        count("read", 1);
        one(place, () -> again.said(place.channel(), message));
      }
      if (taken.contains(message.getTs())) {
        one(place, () -> again.edited(place.channel(), message));
      }
    }
    if (written.whole()) {
      gone.forEach(ts -> one(place, () -> again.deleted(place, ts)));
    } else {
      log.warn("Slack: in {} more was written than is read again", place.label());
      leftOut(1);
    }
  }

  /** What cannot be read would not be the next time either; what cannot be kept now, may. */
  private static void one(Place place, Runnable task) {
    try {
      task.run();
    } catch (DeskUnavailableException | NestedRuntimeException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("Slack: something in {} could not be read", place.label(), e);
    }
  }

  private static ApiResult<Written> written(
      HistoryClient reader, MessageTarget spot, String oldest) {
    List<Message> all = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < PAGES; page++) {
      String from = cursor;
      ApiResult<HistoryClient.Page> read =
          RateLimitRetry.reading(() -> reader.page(spot, oldest, from));
      if (!(read instanceof ApiResult.Done<HistoryClient.Page>(HistoryClient.Page some))) {
        return read.map(never -> new Written(List.of(), false));
      }
      all.addAll(some.messages());
      cursor = some.next();
      if (cursor.isEmpty()) {
        break;
      }
    }
    return new ApiResult.Done<>(
        new Written(
            all.stream()
                .filter(message -> message.getTs() != null)
                .filter(message -> !message.getTs().equals(spot.thread()))
                .sorted(Comparator.comparing(Message::getTs))
                .toList(),
            cursor.isEmpty()));
  }

  private void count(String outcome, int times) {
    meters.counter("deskhand.slack.caught.up", "outcome", outcome).increment(times);
  }

  /** As Slack's ids of messages give a time. */
  private static String ts(Instant time) {
    return "%010d.%06d".formatted(time.getEpochSecond(), time.getNano() / 1_000);
  }
}
