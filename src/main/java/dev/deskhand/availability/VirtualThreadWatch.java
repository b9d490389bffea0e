package dev.deskhand.availability;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sees to it that virtual threads run. When all that carry them are kept for good, nothing in the
 * process answers any more, and nothing in it notices but a platform thread.
 */
public final class VirtualThreadWatch implements AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(1);

  private final Duration patience;
  private final Consumer<String> end;
  private final Thread watching =
      Thread.ofPlatform().daemon().name("watchdog").unstarted(this::run);

  /**
   * Watches nothing yet.
   *
   * @param patience in whole seconds: how long a virtual thread may wait for its turn
   * @param end what is done then, with the reason
   */
  public VirtualThreadWatch(Duration patience, Consumer<String> end) {
    this.patience = patience;
    this.end = end;
  }

  /** Begins to watch, until it is closed. */
  public void start() {
    watching.start();
  }

  private void run() {
    try {
      while (true) {
        CountDownLatch ran = new CountDownLatch(1);
        Thread.ofVirtual().name("watchdog-ping").start(ran::countDown);
        if (!runs(ran)) {
          end.accept("its virtual threads have not run for %d s".formatted(patience.toSeconds()));
          return;
        }
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** Counts seconds that it was awake in, so that a machine that was suspended is no failure. */
  private boolean runs(CountDownLatch ran) throws InterruptedException {
    for (long second = 0; second < patience.toSeconds(); second++) {
      if (ran.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    watching.interrupt();
  }
}
