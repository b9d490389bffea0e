package dev.deskhand.slack.inbound;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.PlaceHistory;
import dev.deskhand.platform.Deadlines;
import dev.deskhand.platform.ListeningState;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.delivery.SlackPlatform;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Whether this copy of the desk hears what is said on Slack. What was missed is read after its
 * start, after the connection by Socket Mode was gone, and after something could not be taken in.
 */
public final class SlackListening implements SmartLifecycle {

  /** All that Slack sends comes in one way. */
  private static final int LINE = 0;

  /** Slack sends what it has no word of for the last time after six minutes. */
  private static final Duration RESENT = Duration.ofMinutes(7);

  private final ListeningState state;
  private final Supplier<PlaceHistory> history;
  private final SlackHealth health;

  public SlackListening(ListeningState state, Supplier<PlaceHistory> history, SlackHealth health) {
    this.state = state;
    this.history = history;
    this.health = health;
    health.onLine(this::begin);
  }

  private void begin() {
    state.begin(LINE, history.get());
  }

  /** Begins to listen, as soon as Slack can send. */
  @Override
  public void start() {
    if (!isRunning()) {
      state.start(() -> health.isLineThere() ? 1 : 0);
      if (health.isLineThere()) {
        begin();
      } else {
        state.rest();
      }
    }
  }

  @Override
  public void stop() {
    state.stop();
  }

  @Override
  public boolean isRunning() {
    return state.isRunning();
  }

  /** Something that was said could not be taken in; Slack may send it again, or not. */
  public void missed() {
    state.missed(LINE, RESENT, history);
  }

  /**
   * Has a place read, if it is still to be, before something that was said there just now is taken
   * in; not for longer than Slack gives.
   *
   * @param ts the message; one that others hang from belongs to its channel
   */
  public void before(@Nullable String channel, @Nullable String thread, @Nullable String ts) {
    if (channel != null) {
      String in = Objects.equals(thread, ts) ? null : thread;
      state.before(new Place(SlackPlatform.NAME, channel, in, false), Deadlines.BACKFILL);
    }
  }
}
