package dev.deskhand.slack.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the last calls to Slack went. */
public final class SlackHealth {

  private static final Logger log = LoggerFactory.getLogger(SlackHealth.class);

  private static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

  /**
   * What is known.
   *
   * @param reachable whether Slack answered as it should
   * @param reason why not; empty if it did
   * @param at when that was learnt
   */
  public record Known(boolean reachable, String reason, Instant at) {}

  private final Clock clock;
  private final AtomicReference<Known> known;

  /** When each trouble was last told. */
  private final Cache<String, Instant> told = Caffeine.newBuilder().maximumSize(100).build();

  private final AtomicReference<String> lineTrouble = new AtomicReference<>("");

  /** Who does something each time that the connection comes about. */
  private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

  /** Who does something each time that Slack can be used again. */
  private final List<Runnable> recovered = new CopyOnWriteArrayList<>();

  public SlackHealth(Clock clock) {
    this.clock = clock;
    this.known = new AtomicReference<>(new Known(false, "not asked yet", Instant.EPOCH));
  }

  /** Learns from a call. A refusal of one message says nothing against the connection. */
  void saw(ApiResult<?> result) {
    switch (result) {
      case ApiResult.Done<?> done -> learn(true, "");
      case ApiResult.Busy<?> busy -> learn(true, "");
      case ApiResult.Unclear<?> unclear -> learn(false, unclear.reason());
      case ApiResult.Refused<?> refused ->
          learn(!isOfAll(refused), isOfAll(refused) ? refused.reason() : "");
    }
  }

  private static boolean isOfAll(ApiResult.Refused<?> refused) {
    return switch (SlackError.remedy(refused.error())) {
      case HOLD -> true;
      // a scope is missing for some methods; the rest of Slack is there
      case WAIT_FOR_ADMIN ->
          !SlackError.of(refused.error()).equals(Optional.of(SlackError.MISSING_SCOPE));
      case WAIT, TRY_AGAIN, JOIN, POST_ANEW, SAY_PLAINLY, SET_ASIDE -> false;
    };
  }

  private void learn(boolean reachable, String reason) {
    Known before = known.getAndSet(new Known(reachable, reason, clock.instant()));
    if (reachable && !before.reachable()) {
      recovered.forEach(Runnable::run);
    }
    if (!reachable && isNews(reason)) {
      log.warn("Slack cannot be used: {}", reason);
    }
  }

  /** On a bad day calls succeed, and fail in several ways, by turns. */
  private boolean isNews(String reason) {
    Instant now = clock.instant();
    Instant before = told.getIfPresent(reason);
    boolean news = before == null || Duration.between(before, now).abs().compareTo(TOLD_AGAIN) > 0;
    if (news) {
      told.put(reason, now);
    }
    return news;
  }

  /**
   * Learns about the connection by which Slack sends.
   *
   * @param trouble why there is none, and what to do about it; empty if there is one
   */
  void line(String trouble) {
    String before = lineTrouble.getAndSet(trouble);
    if (trouble.isEmpty() && !before.isEmpty()) {
      log.info("Slack: connected by Socket Mode");
      waiting.forEach(Runnable::run);
    } else if (!before.equals(trouble)) {
      log.warn("Slack: {}", trouble);
    }
  }

  /** The same of a connection that is only being opened, which is nothing to warn of. */
  void lineOpens() {
    lineTrouble.set("Socket Mode is not connected yet");
  }

  /** The same of one that dropped, unless there is a better reason known. */
  void lineLost() {
    if (lineTrouble.compareAndSet("", "the connection by Socket Mode dropped")) {
      log.warn("Slack: {}; connecting again", lineTrouble.get());
    }
  }

  /** Whether Slack can send: it sends over HTTP, or the connection is there. */
  public boolean isLineThere() {
    return lineTrouble.get().isEmpty();
  }

  /** Has something done each time that the connection comes about, before it is used. */
  public void onLine(Runnable task) {
    waiting.add(task);
  }

  /** Has something done each time that Slack can be used again after it could not be. */
  public void onRecovery(Runnable task) {
    recovered.add(task);
  }

  public Known known() {
    Known last = known.get();
    String trouble = lineTrouble.get();
    return last.reachable() && !trouble.isEmpty() ? new Known(false, trouble, last.at()) : last;
  }

  boolean isOlderThan(Duration age) {
    // a clock that was set back does not make it young for ever
    return Duration.between(known.get().at(), clock.instant()).abs().compareTo(age) > 0;
  }
}
