package dev.deskhand.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the last calls to Slack went. */
final class SlackHealth {

  private static final Logger log = LoggerFactory.getLogger(SlackHealth.class);

  /** What only an admin of the workspace can put right. */
  private static final Set<String> LOCKED_OUT =
      Set.of(
          "token_revoked",
          "token_expired",
          "account_inactive",
          "invalid_auth",
          "not_authed",
          "not_allowed_token_type");

  /**
   * What is known.
   *
   * @param reachable whether Slack answered as it should
   * @param reason why not; empty if it did
   * @param at when that was learnt
   */
  record Known(boolean reachable, String reason, Instant at) {}

  private final Clock clock;
  private final AtomicReference<Known> known;
  private final AtomicReference<String> lineTrouble = new AtomicReference<>("");

  SlackHealth(Clock clock) {
    this.clock = clock;
    this.known = new AtomicReference<>(new Known(false, "not asked yet", Instant.EPOCH));
  }

  static boolean isLockedOut(String error) {
    return LOCKED_OUT.contains(error);
  }

  /** Learns from a call. A refusal of one message says nothing against the connection. */
  void saw(ApiResult<?> result) {
    switch (result) {
      case ApiResult.Done<?> done -> learn(true, "");
      case ApiResult.Busy<?> busy -> learn(true, "");
      case ApiResult.Unclear<?> unclear -> learn(false, unclear.reason());
      case ApiResult.Refused<?> refused ->
          learn(
              !isLockedOut(refused.error()), isLockedOut(refused.error()) ? result.trouble() : "");
    }
  }

  private void learn(boolean reachable, String reason) {
    Known before = known.getAndSet(new Known(reachable, reason, clock.instant()));
    if (!reachable && !before.reason().equals(reason)) {
      log.warn("Slack cannot be used: {}", reason);
    }
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

  Known known() {
    Known last = known.get();
    String trouble = lineTrouble.get();
    return last.reachable() && !trouble.isEmpty() ? new Known(false, trouble, last.at()) : last;
  }

  boolean isOlderThan(Duration age) {
    return Duration.between(known.get().at(), clock.instant()).compareTo(age) > 0;
  }
}
