package dev.deskhand.slack.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.slack.api.model.User;
import dev.deskhand.logging.RepeatedFailures;
import dev.deskhand.slack.connection.ApiResult;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Slack who people are: each once, one after the other and at Slack's pace, those first for
 * whom somebody waits. However many are unknown at once, they are asked about by and by.
 */
public final class UserLookupQueue {

  private static final Logger log = LoggerFactory.getLogger(UserLookupQueue.class);

  private static final int MOST = 20_000;

  /** More than these are not answered within a person's patience. */
  private static final int SOON = 5;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(5);

  private final SlackApi api;
  private final Workspace workspace;
  private final Consumer<User> found;
  private final Executor executor;
  private final RepeatedFailures failures;
  private final Map<String, CompletableFuture<User>> waiting = new ConcurrentHashMap<>();
  private final Queue<String> first = new ConcurrentLinkedQueue<>();
  private final Queue<String> others = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean atWork = new AtomicBoolean();

  /** Of whom Slack has said that it does not say who they are. */
  private final Cache<String, Boolean> refused =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(Duration.ofMinutes(10)).build();

  /**
   * @param found takes in what Slack says; if it throws, Slack is asked again
   */
  public UserLookupQueue(
      SlackApi api, Workspace workspace, Consumer<User> found, Executor executor, Clock clock) {
    this.api = api;
    this.workspace = workspace;
    this.found = found;
    this.executor = executor;
    this.failures = new RepeatedFailures(log, clock);
  }

  /** Whether so few are to be asked about that it is worth waiting for one. */
  boolean isSoon() {
    return waiting.size() <= SOON;
  }

  /** Whether nobody is to be asked about. */
  boolean isIdle() {
    return waiting.isEmpty();
  }

  /**
   * Has somebody asked about.
   *
   * @return done when what Slack says has been taken in; fails if Slack does not say
   */
  public CompletableFuture<User> ask(String user, CallPriority urgency) {
    if (refused.getIfPresent(user) != null || waiting.size() >= MOST) {
      return CompletableFuture.failedFuture(new UnknownUserException());
    }
    boolean soon = isSoon();
    CompletableFuture<User> asked = new CompletableFuture<>();
    CompletableFuture<User> before = waiting.putIfAbsent(user, asked);
    if (before != null) {
      return before;
    }
    if (soon) {
      executor.execute(() -> atOnce(user, urgency));
    } else {
      queue(user, urgency, Duration.ZERO);
    }
    return asked;
  }

  private void atOnce(String user, CallPriority urgency) {
    Duration pause = tried(user, urgency);
    if (waiting.containsKey(user)) {
      queue(user, urgency, pause);
    }
  }

  private void queue(String user, CallPriority urgency, Duration pause) {
    (urgency == CallPriority.WHENEVER ? others : first).add(user);
    begin(pause);
  }

  /** Goes on with those that wait, on one thread. */
  private void begin(Duration pause) {
    if ((!first.isEmpty() || !others.isEmpty()) && atWork.compareAndSet(false, true)) {
      CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, executor)
          .execute(this::work);
    }
  }

  private void work() {
    Duration pause = Duration.ZERO;
    while (!pause.isPositive() && (!first.isEmpty() || !others.isEmpty())) {
      pause = next();
    }
    atWork.set(false);
    begin(pause);
  }

  /** Asks about the next; answers how long to wait before the one after. */
  private Duration next() {
    boolean waitedFor = !first.isEmpty();
    Queue<String> queue = waitedFor ? first : others;
    String user = queue.remove();
    Duration pause = tried(user, waitedFor ? CallPriority.SOON : CallPriority.WHENEVER);
    if (waiting.containsKey(user)) {
      // behind the others: what goes wrong may do so for one of them alone
      queue.add(user);
    }
    return pause;
  }

  /** Asks about somebody, who goes on waiting if Slack cannot say it now. */
  private Duration tried(String user, CallPriority urgency) {
    try {
      return workspace.isIntroduced() ? answered(user, asked(user, urgency)) : TRY_AGAIN;
    } catch (RuntimeException e) {
      failures.warn("unkept", "What Slack says of people cannot be kept: {}", e.toString());
      return TRY_AGAIN;
    }
  }

  private Duration answered(String user, ApiResult<User> answer) {
    return switch (answer) {
      case ApiResult.Done<User>(User said) -> {
        found.accept(said);
        finish(user, said);
        yield Duration.ZERO;
      }
      case ApiResult.Refused<User> no -> {
        failures.warn(no.error(), "Slack does not say who {} is: {}", user, no.trouble());
        refused.put(user, true);
        finish(user, null);
        yield Duration.ZERO;
      }
      case ApiResult.Busy<User>(Duration after, boolean ours) -> {
        if (!isSoon()) {
          failures.warn(
              "pace",
              "Slack: {} people are still to be looked up; until then they are called by what Slack"
                  + " sends along",
              waiting.size());
        }
        yield after == null ? TRY_AGAIN : after;
      }
      case ApiResult.Unclear<User> unclear -> TRY_AGAIN;
    };
  }

  private ApiResult<User> asked(String user, CallPriority urgency) {
    return api.as(urgency)
        .call("users.info", methods -> methods.usersInfo(request -> request.user(user)))
        .map(answer -> answer.getUser());
  }

  private void finish(String user, @Nullable User said) {
    CompletableFuture<User> asked = waiting.remove(user);
    if (asked == null) {
      return;
    }
    if (said == null) {
      asked.completeExceptionally(new UnknownUserException());
    } else {
      asked.complete(said);
    }
  }

  /** Slack does not say who somebody is. */
  static final class UnknownUserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownUserException() {
      super("Slack does not say who that is", null, false, false);
    }
  }
}
