package dev.deskhand.platform;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.chat.PlaceHistory.Places;
import dev.deskhand.chat.PlaceHistory.Source;
import dev.deskhand.chat.ReadPositions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads after a downtime what was written meanwhile: in direct conversations, and in the threads of
 * open tickets and those in which the desk was spoken to lately. What is said in a place that is
 * still to be read can have it read first.
 */
public final class Backfill {

  private static final Logger log = LoggerFactory.getLogger(Backfill.class);

  /** What lies further back is not answered any more. */
  private static final Duration LONGEST = Duration.ofDays(7);

  private static final Duration TALKED = Duration.ofDays(30);
  private static final int DIRECT = 200;
  private static final int THREADS = 500;

  private final PlaceHistory history;
  private final PlaceReader reader;
  private final ReadPositions heard;
  private final OpenTicketThreads talks;
  private final Executor executor;
  private final Clock clock;
  private final Instant begun;
  private final Map<Spot, Reading> pending = new ConcurrentHashMap<>();
  private volatile boolean cancelled;

  /** What could not be read so far; null before anything was tried. */
  private volatile @Nullable List<Reading> left;

  private volatile CompletableFuture<List<Reading>> found = new CompletableFuture<>();

  /**
   * @param executor finds out what is to be read, and has a place read first; one that runs at once
   *     lets nothing that is said meanwhile be taken in before that is known
   */
  public Backfill(
      PlaceHistory history,
      ReadPositions heard,
      OpenTicketThreads talks,
      MeterRegistry meters,
      Executor executor,
      Clock clock) {
    this.history = history;
    this.reader = new PlaceReader(history, heard, talks, meters);
    this.heard = heard;
    this.talks = talks;
    this.executor = executor;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /** What came of it. */
  public enum Outcome {
    /** All was read, or will never be. */
    WHOLE,
    /** It is worth another try. */
    PARTLY,
    /** None of it was read, so it has to be tried until some is. */
    NOTHING,
    /** The platform, or what is to be asked of it, is not to be had yet. */
    UNREADY
  }

  /** A platform's name at the beginning of a line. */
  static String title(PlaceHistory history) {
    String name = history.platform();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** What is written from then on is heard. */
  Instant begun() {
    return begun;
  }

  /** Reads what was written since the desk last heard everything, or what is left of that. */
  public CompletableFuture<Outcome> begin() {
    CompletableFuture<List<Reading>> before = found;
    CompletableFuture<List<Reading>> now = CompletableFuture.supplyAsync(this::find, executor);
    found = now;
    before.complete(List.of());
    return now.thenComposeAsync(this::read, executor)
        .whenComplete((outcome, failure) -> pending.values().forEach(Reading::leave));
  }

  /** Nothing more is read; what is being read is finished. */
  public void cancel() {
    cancelled = true;
    found.complete(List.of());
    pending.values().forEach(Reading::leave);
  }

  /** Has a place read, if it is still to be; done when it has been, or will not be. */
  CompletableFuture<?> before(Place place) {
    return found.thenCompose(
        readings -> {
          Reading reading = pending.get(Spot.of(place));
          if (reading == null) {
            return CompletableFuture.completedFuture(true);
          }
          executor.execute(() -> reading.go(true));
          return reading.done;
        });
  }

  /** A place by what makes it one. */
  private record Spot(String channel, @Nullable String thread) {
    static Spot of(Place place) {
      return new Spot(place.channel(), place.thread());
    }
  }

  private List<Reading> find() {
    List<Reading> before = left;
    List<Reading> readings =
        before == null
            ? heard
                .listenedUntil(history.platform())
                .map(listened -> readings(since(listened)))
                .orElse(List.of())
            : before.stream().map(Reading::anew).toList();
    readings.forEach(reading -> pending.put(Spot.of(reading.source.place()), reading));
    left = readings;
    log.debug("{}: {} places to read again", title(history), readings.size());
    return readings;
  }

  private Instant since(Instant listened) {
    Instant longest = clock.instant().minus(LONGEST);
    Instant since = listened.minus(history.overlap());
    if (since.isBefore(longest)) {
      log.warn("{}: what was written before {} is not read any more", title(history), longest);
      return longest;
    }
    return since;
  }

  private CompletableFuture<Outcome> read(List<Reading> readings) {
    if (!readings.isEmpty() && !history.isReady()) {
      return CompletableFuture.completedFuture(Outcome.UNREADY);
    }
    readings.forEach(reading -> history.inTurn(reading.source, () -> reading.go(false)));
    return CompletableFuture.allOf(
            readings.stream().map(reading -> reading.done).toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              List<Reading> still = readings.stream().filter(each -> !each.done.join()).toList();
              left = still;
              return still.isEmpty()
                  ? Outcome.WHOLE
                  : still.size() == readings.size() ? Outcome.NOTHING : Outcome.PARTLY;
            });
  }

  /** What is to be read, the latest first. Asks the database, and the platform nothing yet. */
  private List<Reading> readings(Instant since) {
    List<Source> spoken =
        heard
            .latest(history.platform(), clock.instant().minus(TALKED), 4 * (DIRECT + THREADS))
            .stream()
            .map(each -> new Source(each.place(), each.last().channel(), each.last().message()))
            .toList();
    List<Source> talked =
        talks.open(history.platform(), 4 * THREADS).stream()
            .map(place -> new Source(place, place.channel(), null))
            .toList();
    Places news =
        history.withNews(
            new Places(
                once(
                    Stream.concat(spoken.stream(), talked.stream())
                        .filter(source -> history.isDirect(source.place()))
                        .map(Backfill::whole)),
                once(
                    Stream.concat(talked.stream(), spoken.stream())
                        .filter(source -> source.place().thread() != null))),
            since.minus(PlaceReader.LOOK_BACK));
    return Stream.concat(
            bounded(news.direct(), DIRECT, "direct conversations"),
            bounded(news.threads(), THREADS, "threads"))
        .map(source -> new Reading(source, since))
        .toList();
  }

  /** The conversation in which a thread is. */
  private static Source whole(Source source) {
    Place place = source.place();
    return new Source(
        new Place(place.platform(), place.channel(), null, true), source.channel(), source.last());
  }

  private static List<Source> once(Stream<Source> sources) {
    Map<Spot, Source> each = new LinkedHashMap<>();
    sources.forEach(source -> each.merge(Spot.of(source.place()), source, Backfill::later));
    return List.copyOf(each.values());
  }

  private static Source later(Source one, Source other) {
    String last = other.last();
    return last == null || (one.last() != null && PlaceReader.BY_ID.compare(one.last(), last) >= 0)
        ? one
        : other;
  }

  private Stream<Source> bounded(List<Source> all, int most, String what) {
    if (all.size() > most) {
      log.warn(
          "{}: {} of {} {} are not read again",
          title(history),
          all.size() - most,
          all.size(),
          what);
      reader.leftOut(all.size() - most);
    }
    return all.stream().limit(most);
  }

  /** One place that is read once, by whoever comes first. */
  private final class Reading {
    private final Source source;
    private final Instant since;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    Reading(Source source, Instant since) {
      this.source = source;
      this.since = since;
    }

    Reading anew() {
      return new Reading(source, since);
    }

    /** Reads it, or waits until it has been. */
    void go(boolean awaited) {
      if (cancelled) {
        leave();
      } else if (taken.compareAndSet(false, true)) {
        boolean whole = false;
        try {
          whole = reader.read(source, since, awaited);
        } finally {
          pending.remove(Spot.of(source.place()), this);
          done.complete(whole);
        }
      }
      var _ = done.join();
    }

    /** Nobody waits for it any more. */
    void leave() {
      pending.remove(Spot.of(source.place()), this);
      done.complete(false);
    }
  }
}
