package dev.deskhand.slack.backfill;

import dev.deskhand.chat.ReadPositions;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.connection.Workspace;
import dev.deskhand.slack.delivery.SlackPlatform;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Whether this copy of the desk hears all that is said on Slack. After its start, and after the
 * connection by Socket Mode was gone, it does so once it has caught up; then it notes now and then
 * until when nothing was missed.
 */
public final class ListeningState implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ListeningState.class);

  private static final Duration NOTE = Duration.ofSeconds(15);

  /** Before what could not be read is tried once more. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  /** Slack sends what it has no word of for the last time after six minutes. */
  private static final Duration RESENT = Duration.ofMinutes(7);

  private static final int TIMES = 3;

  private final Backfill catchUp;
  private final Workspace workspace;
  private final SlackHealth health;
  private final ReadPositions places;
  private @Nullable ScheduledExecutorService timer;
  private int begun;
  private volatile boolean hearing;

  public ListeningState(
      Backfill catchUp, Workspace workspace, SlackHealth health, ReadPositions places) {
    this.catchUp = catchUp;
    this.workspace = workspace;
    this.health = health;
    this.places = places;
    health.onLine(() -> begin(1));
    catchUp.onMissed(this::missed);
  }

  /** Begins to listen, as soon as Slack can send. */
  @Override
  public synchronized void start() {
    if (timer != null) {
      return;
    }
    ScheduledExecutorService starting =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("slack-listening-", 0).factory());
    timer = starting;
    var _ =
        starting.scheduleWithFixedDelay(
            this::note, NOTE.toMillis(), NOTE.toMillis(), TimeUnit.MILLISECONDS);
    if (health.isLineThere()) {
      begin(1);
    } else {
      catchUp.rest();
    }
  }

  @Override
  public synchronized void stop() {
    ScheduledExecutorService ending = timer;
    if (ending != null) {
      timer = null;
      hearing = false;
      begun++;
      ending.shutdownNow();
      catchUp.stop();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return timer != null;
  }

  /** What Slack has stopped to send by then is read. */
  private synchronized void missed() {
    if (timer != null && hearing) {
      hearing = false;
      after(RESENT, ++begun, 1);
    }
  }

  private synchronized void begin(int time) {
    if (timer == null) {
      return;
    }
    hearing = false;
    int mine = ++begun;
    var _ =
        catchUp
            .begin(workspace::isIntroduced)
            .whenComplete((whole, failure) -> end(mine, time, failure == null && whole));
  }

  private synchronized void end(int which, int time, boolean whole) {
    if (which != begun) {
      return;
    }
    if (!whole && workspace.user().isEmpty()) {
      after(NOTE, which, time);
    } else if (!whole && time < TIMES) {
      after(PAUSE, which, time + 1);
    } else {
      if (!whole) {
        log.warn("Slack: not all that was written while the desk was away could be read");
      }
      hearing = true;
      note();
    }
  }

  private void after(Duration pause, int which, int time) {
    if (timer != null) {
      var _ = timer.schedule(() -> again(which, time), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void again(int which, int time) {
    if (which == begun) {
      begin(time);
    }
  }

  private void note() {
    if (!hearing || !health.isLineThere()) {
      return;
    }
    try {
      places.listening(SlackPlatform.NAME);
    } catch (RuntimeException e) {
      log.debug("Slack: not remembered that all was heard: {}", e.toString());
    }
  }
}
