package dev.deskhand.platform;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.platform.Backfill.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this copy of the desk hears all that is said on a platform. Each part of its connection,
 * such as a shard, does so from when it has read what it missed; while all of them do, it is noted
 * now and then that nothing has escaped the desk.
 */
public final class ListeningState {

  private static final Logger log = LoggerFactory.getLogger(ListeningState.class);

  private static final Duration NOTE = Duration.ofSeconds(15);

  /** Before it is looked again whether all of a new connection is there. */
  private static final Duration SOON = Duration.ofMillis(250);

  /** Before what could not be read is tried once more. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private static final int TIMES = 3;

  private final String platform;
  private final ReadPositions places;
  private final OpenTicketThreads talks;
  private final MeterRegistry meters;
  private final Executor executor;
  private final Clock clock;
  private final Map<Integer, Backfill> under = new HashMap<>();

  /** Until when the parts that hear everything surely did. */
  private final Map<Integer, Instant> hearing = new HashMap<>();

  private final Map<Integer, Instant> dropped = new HashMap<>();

  /** What is said waits until it is known what is to be read before. */
  private final CompletableFuture<Void> begun = new CompletableFuture<>();

  private @Nullable ScheduledExecutorService timer;
  private IntSupplier connected = () -> 0;

  /**
   * @param executor in which it is found out what is to be read; see {@link Backfill}
   */
  public ListeningState(
      String platform,
      ReadPositions places,
      OpenTicketThreads talks,
      MeterRegistry meters,
      Executor executor,
      Clock clock) {
    this.platform = platform;
    this.places = places;
    this.talks = talks;
    this.meters = meters;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Begins to note what is heard.
   *
   * @param parts of how many parts the connection consists; 0 while one of them is not there
   */
  public void start(IntSupplier parts) {
    start(
        parts,
        () ->
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(platform + "-listening-", 0).factory()));
  }

  synchronized void start(IntSupplier parts, Supplier<ScheduledExecutorService> timers) {
    if (timer == null) {
      connected = parts;
      ScheduledExecutorService now = timers.get();
      timer = now;
      var _ =
          now.scheduleWithFixedDelay(
              this::note, NOTE.toMillis(), NOTE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Nothing is heard from now on; what is being read is finished. */
  public synchronized void stop() {
    ScheduledExecutorService ending = timer;
    if (ending != null) {
      timer = null;
      ending.shutdownNow();
      under.values().forEach(Backfill::cancel);
      under.clear();
      hearing.clear();
      dropped.clear();
      rest();
    }
  }

  public synchronized boolean isRunning() {
    return timer != null;
  }

  /** There is nothing to be read for now. */
  public void rest() {
    begun.complete(null);
  }

  /** A part listens from now on, and what it missed is read. */
  public void begin(int part, PlaceHistory history) {
    Backfill reading = new Backfill(history, places, talks, meters, executor, clock);
    synchronized (this) {
      if (timer == null) {
        return;
      }
      hearing.remove(part);
      dropped.remove(part);
      Backfill before = under.put(part, reading);
      if (before != null) {
        before.cancel();
      }
    }
    read(part, reading, 1);
    begun.complete(null);
  }

  /**
   * Something that a part heard could not be taken in. What was missed is read when the platform
   * sends it no more.
   */
  public synchronized void missed(int part, Duration sends, Supplier<PlaceHistory> history) {
    ScheduledExecutorService now = timer;
    if (now != null && hearing.remove(part) != null) {
      Backfill of = under.get(part);
      var _ =
          now.schedule(
              () -> {
                if (is(part, of)) {
                  begin(part, history.get());
                }
              },
              sends.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  /** The connection of a part is gone, and may be taken up where it was. */
  public synchronized void drop(int part) {
    Instant until = hearing.remove(part);
    if (until != null) {
      dropped.put(part, until);
    }
  }

  /** It was taken up where it was, so nothing was missed. */
  public synchronized void resume(int part) {
    Instant until = dropped.remove(part);
    if (until != null) {
      hearing.put(part, until);
    }
  }

  /**
   * Has a place read, if it is still to be, before something that was said there just now is taken
   * in.
   *
   * @param longest for how long that is waited for
   */
  public void before(Place place, Duration longest) {
    CompletableFuture<?> read =
        begun.thenCompose(
            nothing ->
                CompletableFuture.allOf(
                    readings().stream()
                        .map(reading -> reading.before(place))
                        .toArray(CompletableFuture<?>[]::new)));
    try {
      var _ = read.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.info("{}: what was said before is still being read", platform);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Backfill> readings() {
    return List.copyOf(under.values());
  }

  private synchronized boolean is(int part, @Nullable Backfill reading) {
    return timer != null && under.get(part) == reading;
  }

  private void read(int part, Backfill reading, int time) {
    var _ =
        reading
            .begin()
            .whenComplete(
                (outcome, failure) -> {
                  if (failure != null) {
                    log.warn("{}: what was missed cannot be read yet", platform, failure);
                  }
                  end(part, reading, time, failure == null ? outcome : Outcome.UNREADY);
                });
  }

  private void end(int part, Backfill reading, int time, Outcome outcome) {
    if (!is(part, reading)) {
      return;
    }
    switch (outcome) {
      case UNREADY -> after(NOTE, part, reading, time);
      case NOTHING -> after(PAUSE, part, reading, time);
      case PARTLY -> {
        if (time < TIMES) {
          after(PAUSE, part, reading, time + 1);
        } else {
          log.warn("{}: not all that was written while the desk was away could be read", platform);
          hears(part, reading);
        }
      }
      case WHOLE -> hears(part, reading);
    }
  }

  private void hears(int part, Backfill reading) {
    synchronized (this) {
      hearing.put(part, reading.begun());
    }
    noteFirst(part, reading);
  }

  /** What was never noted is not read: a new connection notes as soon as all of it is there. */
  private void noteFirst(int part, Backfill reading) {
    if (!isHearing(part, reading)) {
      return;
    }
    if (!note()) {
      synchronized (this) {
        ScheduledExecutorService now = timer;
        if (now != null) {
          var _ =
              now.schedule(() -> noteFirst(part, reading), SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    }
  }

  private synchronized boolean isHearing(int part, Backfill reading) {
    return is(part, reading) && hearing.containsKey(part);
  }

  private synchronized void after(Duration pause, int part, Backfill reading, int time) {
    ScheduledExecutorService now = timer;
    if (now != null) {
      var _ =
          now.schedule(
              () -> {
                if (is(part, reading)) {
                  read(part, reading, time);
                }
              },
              pause.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Notes until when everything was heard: until the look before this one. A process that stood
   * still takes its connection for sound when it wakes, and has found out at the next look.
   *
   * @return false while not all of the connection hears everything
   */
  boolean note() {
    Instant now = clock.instant();
    int parts = connected.getAsInt();
    Instant until;
    synchronized (this) {
      if (parts == 0 || hearing.size() != parts || timer == null) {
        return false;
      }
      until = Collections.min(hearing.values());
      hearing.replaceAll((part, before) -> now);
    }
    try {
      places.listening(platform, until);
    } catch (RuntimeException e) {
      log.debug("{}: not remembered that all was heard: {}", platform, e.toString());
    }
    return true;
  }
}
