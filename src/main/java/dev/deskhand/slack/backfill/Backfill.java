package dev.deskhand.slack.backfill;

import dev.deskhand.chat.OpenTicketThreads;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.ReadPositions;
import dev.deskhand.chat.ReadPositions.Heard;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.delivery.MessageTarget;
import dev.deskhand.slack.delivery.SlackPlatform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads after a downtime what was written meanwhile: direct messages, and the threads of open
 * tickets and those in which the desk was spoken to lately. Nobody waits for it, so it leaves
 * Slack's pace to people; but what is said in a place that is still to be read has it read first.
 */
public final class Backfill {

  private static final Logger log = LoggerFactory.getLogger(Backfill.class);

  /** What lies further back is not answered any more. */
  private static final Duration LONGEST = Duration.ofDays(7);

  /** What was said shortly before the end may have been refused, for Slack to send it again. */
  private static final Duration OVERLAP = Duration.ofMinutes(10);

  private static final Duration TALKED = Duration.ofDays(30);
  private static final int DIRECT = 200;
  private static final int THREADS = 500;

  /** Slack gives three seconds for an event. */
  private static final Duration FIRST = Duration.ofMillis(1_500);

  private final ReadPositions heard;
  private final OpenTicketThreads talks;
  private final ConversationReplay places;
  private final Executor executor;
  private final Clock clock;
  private final Map<MessageTarget, Reading> pending = new ConcurrentHashMap<>();
  private volatile Runnable missed = () -> {};
  private final AtomicInteger begun = new AtomicInteger();

  /** What is to be read; what is said waits a moment until that is known. */
  private volatile CompletableFuture<List<Reading>> found = new CompletableFuture<>();

  public Backfill(
      ReadPositions heard,
      OpenTicketThreads talks,
      ConversationReplay places,
      Executor executor,
      Clock clock) {
    this.heard = heard;
    this.talks = talks;
    this.places = places;
    this.executor = executor;
    this.clock = clock;
  }

  /** Has something done whenever something that was said could not be taken in. */
  void onMissed(Runnable task) {
    missed = task;
  }

  /** Something that was said could not be taken in; Slack may send it again, or not. */
  public void missed() {
    missed.run();
  }

  /** There is nothing to be read for now. */
  void rest() {
    found.complete(List.of());
  }

  /** What is under way ends after the place that is being read. */
  void stop() {
    begun.incrementAndGet();
    rest();
  }

  /**
   * Reads what was written since the desk last heard everything. Another reading that is still
   * under way gives way to it.
   *
   * @param possible whether Slack can be asked; that may take a while to say
   * @return whether all of it was read, or will never be; if not, it can be tried again
   */
  public CompletableFuture<Boolean> begin(BooleanSupplier possible) {
    int mine = begun.incrementAndGet();
    CompletableFuture<List<Reading>> before = found;
    CompletableFuture<List<Reading>> now = CompletableFuture.supplyAsync(this::find, executor);
    found = now;
    before.complete(List.of());
    return now.thenComposeAsync(
            readings ->
                readings.isEmpty() || possible.getAsBoolean()
                    ? read(readings, mine)
                    : CompletableFuture.completedFuture(false),
            executor)
        .whenComplete(
            (whole, failure) -> {
              var _ = now.thenAccept(each -> each.forEach(Reading::leave));
            });
  }

  private List<Reading> find() {
    List<Reading> readings =
        heard
            .listenedUntil(SlackPlatform.NAME)
            .map(listened -> readings(since(listened)))
            .orElse(List.of());
    readings.forEach(reading -> pending.put(reading.spot, reading));
    log.debug("Slack: {} places to read again", readings.size());
    return readings;
  }

  private Instant since(Instant listened) {
    Instant longest = clock.instant().minus(LONGEST);
    Instant since = listened.minus(OVERLAP);
    if (since.isBefore(longest)) {
      log.warn("Slack: what was written before {} is not read any more", longest);
      return longest;
    }
    return since;
  }

  /** In order; channels and threads side by side, since Slack counts their methods apart. */
  private CompletableFuture<Boolean> read(List<Reading> readings, int mine) {
    return read(readings, mine, true).thenCombine(read(readings, mine, false), Boolean::logicalAnd);
  }

  private CompletableFuture<Boolean> read(List<Reading> readings, int mine, boolean channels) {
    return CompletableFuture.supplyAsync(
        () -> {
          boolean whole = true;
          for (Reading reading : readings) {
            if (begun.get() != mine) {
              return false;
            }
            if ((reading.spot.thread() == null) == channels) {
              whole &= reading.go(CallPriority.WHENEVER);
            }
          }
          return whole;
        },
        executor);
  }

  /**
   * Has a place read, if it is still to be, before something that was said there just now is taken
   * in; not for longer than Slack gives.
   *
   * @param ts the message; one that others hang from belongs to its channel
   */
  public void before(@Nullable String channel, @Nullable String thread, @Nullable String ts) {
    if (channel == null) {
      return;
    }
    within(found);
    Reading reading =
        pending.get(new MessageTarget(channel, Objects.equals(thread, ts) ? null : thread));
    if (reading != null) {
      executor.execute(() -> reading.go(CallPriority.SOON));
      within(reading.done);
    }
  }

  private static void within(CompletableFuture<?> expected) {
    try {
      var _ = expected.get(FIRST.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      log.info("Slack: what was said before is still being read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is to be read, the latest first. Asks the database, and Slack nothing yet. */
  private List<Reading> readings(Instant since) {
    List<Place> spoken =
        heard
            .latest(SlackPlatform.NAME, clock.instant().minus(TALKED), 4 * (DIRECT + THREADS))
            .stream()
            .map(Heard::place)
            .toList();
    List<Place> talked =
        Stream.concat(talks.open(SlackPlatform.NAME, 4 * THREADS).stream(), spoken.stream())
            .toList();
    Set<MessageTarget> direct =
        Stream.concat(spoken.stream(), talked.stream())
            .map(Place::channel)
            .filter(MessageReplay::isDirect)
            .map(channel -> new MessageTarget(channel, null))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<MessageTarget> threads =
        talked.stream()
            .filter(place -> place.thread() != null)
            .map(place -> new MessageTarget(place.channel(), place.thread()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return Stream.concat(
            bounded(direct, DIRECT, "direct conversations"), bounded(threads, THREADS, "threads"))
        .map(spot -> new Reading(spot, since))
        .toList();
  }

  private Stream<MessageTarget> bounded(Collection<MessageTarget> all, int most, String what) {
    if (all.size() > most) {
      log.warn("Slack: {} of {} {} are not read again", all.size() - most, all.size(), what);
      places.leftOut(all.size() - most);
    }
    return all.stream().limit(most);
  }

  /** One place that is read once, by whoever comes first. */
  private final class Reading {
    private final MessageTarget spot;
    private final Instant since;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<Boolean> done = new CompletableFuture<>();

    Reading(MessageTarget spot, Instant since) {
      this.spot = spot;
      this.since = since;
    }

    /** Reads it, or waits until it has been; whether that need not be done again. */
    boolean go(CallPriority urgency) {
      if (taken.compareAndSet(false, true)) {
        boolean whole = false;
        try {
          whole = places.read(spot, since, urgency);
        } finally {
          pending.remove(spot, this);
          done.complete(whole);
        }
      }
      return done.join();
    }

    /** Nobody waits for it any more. */
    void leave() {
      pending.remove(spot, this);
      done.complete(false);
    }
  }
}
