package dev.deskhand.platform;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.DeskUnavailableException;
import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.chat.PlaceHistory.Message;
import dev.deskhand.chat.PlaceHistory.Page;
import dev.deskhand.chat.PlaceHistory.Source;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.chat.ReadPositions.Heard;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.NestedRuntimeException;

/**
 * Reads again what was said in one place and takes it in, the oldest first: what was written since
 * a time, and what became since then of what was written shortly before.
 */
final class PlaceReader {

  private static final Logger log = LoggerFactory.getLogger(PlaceReader.class);

  /** The order of a platform's ids. */
  static final Comparator<String> BY_ID =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  /** How long before that time messages were written whose edits and deletions are looked for. */
  static final Duration LOOK_BACK = Duration.ofDays(1);

  private static final int PAGES = 10;

  private final PlaceHistory history;
  private final String platform;
  private final ReadPositions heard;
  private final OpenTicketThreads talks;
  private final MeterRegistry meters;

  PlaceReader(
      PlaceHistory history, ReadPositions heard, OpenTicketThreads talks, MeterRegistry meters) {
    this.history = history;
    this.platform = Backfill.title(history);
    this.heard = heard;
    this.talks = talks;
    this.meters = meters;
  }

  /**
   * What was written in a place, the oldest first.
   *
   * @param whole whether that is all, or else some of the many
   * @param hidden whether others may stand there that the desk is not shown
   */
  private record Written(List<? extends Message> messages, boolean whole, boolean hidden) {}

  /** The platform did not say what was written. */
  private static final class NotRead extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean forGood;

    NotRead(String reason, boolean forGood) {
      super(reason, null, false, false);
      this.forGood = forGood;
    }
  }

  /**
   * Reads a place.
   *
   * @param awaited whether somebody waits for it
   * @return false if that did not succeed and may do so later
   */
  boolean read(Source source, Instant since, boolean awaited) {
    String place = source.place().label();
    try {
      readAll(source, since, awaited);
      return true;
    } catch (NotRead e) {
      log.atLevel(e.forGood ? Level.INFO : Level.WARN)
          .log("{}: {} is not read again: {}", platform, place, e.getMessage());
      count("failed", 1);
      return e.forGood;
    } catch (CancellationException e) {
      // whoever listens next reads it
      log.debug("{}: {} is not read now", platform, place);
      return false;
    } catch (DeskUnavailableException | NestedRuntimeException e) {
      log.warn("{}: {} is not read again: {}", platform, place, e.getMessage());
      return false;
    } catch (RuntimeException e) {
      log.error("{}: {} could not be read again", platform, place, e);
      return false;
    }
  }

  /** Counts places that are too many to be read. */
  void leftOut(int places) {
    count("left out", places);
  }

  private void readAll(Source source, Instant since, boolean awaited) throws NotRead {
    Place place = source.place();
    String from = from(source, since);
    String back = history.idAt(since.minus(LOOK_BACK));
    // known before it is read: what is not there then was deleted
    List<String> taken = history.holdsTalk(place) ? talks.taken(place, back) : List.of();
    Written written = written(source, taken.isEmpty() ? from : back, awaited);
    if (!written.whole() && !taken.isEmpty()) {
      written = written(source, from, awaited);
    }
    takeIn(source, written, from, taken);
  }

  /**
   * What was heard in a place after the desk was last sure to hear everything proves nothing: it
   * may have been said while what came before was still to be read.
   */
  private String from(Source source, Instant since) {
    String from = history.idAt(since);
    String sure = history.idAt(since.plus(history.overlap()));
    String last = source.last();
    return history.keepsOrder()
            && last != null
            && BY_ID.compare(last, from) > 0
            && BY_ID.compare(last, sure) <= 0
        ? last
        : from;
  }

  private void takeIn(Source source, Written written, String from, List<String> known) {
    Place place = source.place();
    Set<String> taken = Set.copyOf(known);
    Set<String> gone = new TreeSet<>(known);
    String last = from;
    for (Message message : written.messages()) {
      gone.remove(message.id());
      if (BY_ID.compare(message.id(), from) > 0) {
        count("read", 1);
        one(place, message::said);
        last = message.id();
      }
      if (taken.contains(message.id())) {
        one(place, message::edited);
      }
    }
    if (!written.whole()) {
      log.warn("{}: in {} more was written than is read again", platform, place.label());
      leftOut(1);
    } else if (!written.hidden()) {
      gone.forEach(id -> one(place, () -> history.deleted(source, id)));
    }
    if (history.keepsOrder() && !last.equals(from)) {
      // also what was none of the desk's business is not read again
      heard.heard(new Heard(place, new MessageRef(source.channel(), last)));
    }
  }

  /** What cannot be read would not be the next time either; what cannot be kept now, may. */
  private void one(Place place, Runnable task) {
    try {
      task.run();
    } catch (DeskUnavailableException | NestedRuntimeException | CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("{}: something in {} could not be read", platform, place.label(), e);
    }
  }

  private Written written(Source source, String after, boolean awaited) throws NotRead {
    List<Message> all = new ArrayList<>();
    boolean hidden = false;
    String cursor = "";
    for (int page = 0; page < PAGES && (page == 0 || !cursor.isEmpty()); page++) {
      switch (history.page(source, after, cursor, awaited)) {
        case Page.Read(var messages, String next, boolean some) -> {
          all.addAll(messages);
          hidden |= some;
          cursor = next;
        }
        case Page.Refused(String reason) -> throw new NotRead(reason, true);
        case Page.Failed(String reason) -> throw new NotRead(reason, false);
      }
    }
    all.sort(Comparator.comparing(Message::id, BY_ID));
    return new Written(all, cursor.isEmpty(), hidden);
  }

  private void count(String outcome, int times) {
    meters
        .counter("deskhand." + history.platform() + ".caught.up", "outcome", outcome)
        .increment(times);
  }
}
