package dev.deskhand.database;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the desk's own PostgreSQL again when its process has ended, however that came, and gives
 * up when it ends again and again. A server that is only stopped for a while is left alone.
 */
final class ServerWatch implements AutoCloseable {

  /** How many starts in a row may be followed by another end. */
  static final int MOST_STARTS = 5;

  /** Who has run for that long is well. */
  static final Duration WELL_AFTER = Duration.ofMinutes(1);

  private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final PostgresServer server;
  private final Duration firstPause;
  private final Consumer<String> giveUp;
  private final Thread watching =
      Thread.ofPlatform().daemon().name("postgresql-watch").unstarted(this::run);
  private boolean closed;

  /**
   * Watches nothing yet.
   *
   * @param firstPause between the second start in a row and the third; doubled each time
   * @param giveUp what is done, with the reason, when starting it again does not help
   */
  ServerWatch(PostgresServer server, Duration firstPause, Consumer<String> giveUp) {
    this.server = server;
    this.firstPause = firstPause;
    this.giveUp = giveUp;
  }

  void start() {
    watching.start();
  }

  private void run() {
    int starts = 0;
    Instant running = Instant.now();
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY);
        if (server.isRunning()) {
          continue;
        }
        Instant ended = Instant.now();
        if (ended.isAfter(running.plus(WELL_AFTER))) {
          starts = 0;
        }
        if (starts == MOST_STARTS) {
          giveUp.accept(
              "its PostgreSQL ended %d times in a row (%s)"
                  .formatted(starts + 1, server.complaint(running)));
          return;
        }
        if (starts > 0) {
          Thread.sleep(firstPause.multipliedBy(1L << (starts - 1)));
        }
        starts++;
        startAgain(ended);
        running = Instant.now();
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  private synchronized void startAgain(Instant ended) throws InterruptedException {
    if (closed) {
      throw new InterruptedException("closed");
    }
    log.warn("PostgreSQL ended; it is started again");
    try {
      server.startAgain();
      log.info(
          "PostgreSQL runs again on port {} after {} ms",
          server.port(),
          Duration.between(ended, Instant.now()).toMillis());
    } catch (DatabaseUnusable e) {
      log.warn("{}", e.getMessage());
    }
  }

  /**
   * Returns once no start is under way any more, so that whoever then stops it stops it for good.
   */
  @Override
  public void close() {
    watching.interrupt();
    synchronized (this) {
      closed = true;
    }
  }
}
