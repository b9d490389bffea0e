package dev.deskhand.discord.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to hold the desk's sessions with Discord, which one copy of the desk has at a time: a
 * lock in the database. It is one for all shards, since one process holds them all.
 *
 * <p>The copy that has it renews it every second. It believes in it a little less long than the
 * database does, by a clock that only runs forward: who cannot renew it in time, because the
 * database is away or the process stood still, gives it up before another copy can have it.
 */
public class SessionLease {

  private static final Logger log = LoggerFactory.getLogger(SessionLease.class);

  private static final String LOCK = "discord";

  private static final Duration RENEW = Duration.ofSeconds(1);
  private static final Duration WATCH = Duration.ofMillis(250);
  private static final Duration LAST_RENEWAL = Duration.ofSeconds(5);

  private final LockProvider locks;
  private final Duration lasts;
  private final Clock clock;
  private final Object change = new Object();
  private @Nullable ScheduledExecutorService election;
  private @Nullable SimpleLock lock;
  private volatile boolean held;
  private volatile long until;
  private boolean unreachable;

  /** Who is told when this copy gets the right and when it has lost it. Nothing here takes long. */
  interface Holder {
    void gained();

    void lost();
  }

  /**
   * @param lasts how long after its last renewal another copy can have it
   */
  public SessionLease(LockProvider locks, Duration lasts, Clock clock) {
    this.locks = locks;
    this.lasts = lasts;
    this.clock = clock;
  }

  /** Whether this copy has the right at this moment. */
  boolean held() {
    return held && System.nanoTime() - until < 0;
  }

  /** Begins to try for it, at once and then every second. */
  void start(Holder holder) {
    ScheduledExecutorService starting =
        Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().daemon().name("discord-lease-", 0).factory());
    election = starting;
    var _ =
        starting.scheduleWithFixedDelay(
            () -> renew(holder), 0, RENEW.toMillis(), TimeUnit.MILLISECONDS);
    // on a thread of its own: a renewal may hang
    var _ =
        starting.scheduleWithFixedDelay(
            () -> watch(holder), 0, WATCH.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Hands it over: another copy can have it at once. The holder is not told. */
  void stop() {
    ScheduledExecutorService ending = election;
    if (ending == null) {
      return;
    }
    election = null;
    ending.shutdown();
    try {
      if (!ending.awaitTermination(LAST_RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
        // it runs out by itself
        return;
      }
      held = false;
      SimpleLock last = lock;
      lock = null;
      if (last != null) {
        last.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.info("Discord: the session is handed over in {} s: {}", lasts.toSeconds(), e.toString());
    }
  }

  private void renew(Holder holder) {
    try {
      SimpleLock mine = lock;
      // counted from before the question, whenever the answer comes
      long asked = System.nanoTime();
      Optional<SimpleLock> granted =
          mine == null
              ? locks.lock(new LockConfiguration(clock.instant(), LOCK, lasts, Duration.ZERO))
              : mine.extend(lasts, Duration.ZERO);
      unreachable = false;
      lock = granted.orElse(null);
      if (granted.isPresent()) {
        until = asked + trusted().toNanos();
        gain(holder);
      } else if (mine != null) {
        lose(holder, "another copy of the desk has it");
      }
    } catch (RuntimeException e) {
      if (!unreachable) {
        unreachable = true;
        log.warn("Discord: who holds the session cannot be agreed on: {}", e.toString());
      }
    }
  }

  private void watch(Holder holder) {
    if (held && !held()) {
      lose(holder, "it could not be renewed in time");
    }
  }

  /** A tenth less than the database does: clocks differ, and closing takes a moment. */
  private Duration trusted() {
    return lasts.multipliedBy(9).dividedBy(10);
  }

  private void gain(Holder holder) {
    synchronized (change) {
      if (!held) {
        held = true;
        holder.gained();
      }
    }
  }

  private void lose(Holder holder, String why) {
    synchronized (change) {
      if (held) {
        held = false;
        log.warn("Discord: this copy of the desk gives its session up: {}", why);
        holder.lost();
      }
    }
  }
}
