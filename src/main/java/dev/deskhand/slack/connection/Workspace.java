package dev.deskhand.slack.connection;

import com.slack.api.methods.response.auth.AuthTestResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * The workspace that the bot token belongs to, and who the desk is there. It is asked at start, and
 * again in the background when its health is asked for and nothing was heard for a while.
 */
public final class Workspace implements HealthIndicator {

  private static final Logger log = LoggerFactory.getLogger(Workspace.class);
  private static final Duration FRESH = Duration.ofMinutes(3);

  private final SlackApi api;
  private final SlackHealth health;
  private final Executor background;
  private final AtomicReference<Optional<Self>> self = new AtomicReference<>(Optional.empty());
  private final AtomicReference<List<Scope>> lacking = new AtomicReference<>(List.of());
  private final AtomicBoolean asking = new AtomicBoolean();

  public Workspace(SlackApi api, SlackHealth health, Executor background) {
    this.api = api;
    this.health = health;
    this.background = background;
  }

  /** Who the desk is. */
  private record Self(String team, String user) {}

  /** Asks Slack who the desk is, without waiting for the answer. */
  public void introduce() {
    if (asking.compareAndSet(false, true)) {
      background.execute(
          () -> {
            try {
              ask();
            } finally {
              asking.set(false);
            }
          });
    }
  }

  private void ask() {
    ApiResult<AuthTestResponse> answer =
        api.call("auth.test", methods -> methods.authTest(request -> request));
    switch (answer) {
      case ApiResult.Done<AuthTestResponse>(AuthTestResponse us) -> {
        Optional<Self> before =
            self.getAndSet(Optional.of(new Self(us.getTeamId(), us.getUserId())));
        if (before.isEmpty()) {
          log.info("Slack: connected to {} as {}", us.getTeam(), us.getUser());
        }
        tellMissing(granted(us));
      }
      // said once by whoever keeps the desk from calling on
      case ApiResult.Refused<AuthTestResponse> refused -> {}
      case ApiResult.Busy<AuthTestResponse> busy -> {}
      case ApiResult.Unclear<AuthTestResponse> unclear -> {}
    }
  }

  /** Slack says with every answer which scopes the token has. */
  private static Optional<Set<String>> granted(AuthTestResponse answer) {
    return Optional.ofNullable(answer.getHttpResponseHeaders())
        .map(headers -> headers.get("x-oauth-scopes"))
        .map(
            values ->
                values.stream()
                    .flatMap(value -> Arrays.stream(value.split(",")))
                    .map(String::strip)
                    .collect(Collectors.toSet()));
  }

  private void tellMissing(Optional<Set<String>> granted) {
    List<Scope> missing = granted.map(Scope::missing).orElse(List.of());
    if (!missing.equals(lacking.getAndSet(missing)) && !missing.isEmpty()) {
      log.warn(
          "Slack: the app lacks {}. {}",
          missing.stream()
              .map(scope -> scope.word() + " (" + scope.purpose() + ")")
              .collect(Collectors.joining(", ")),
          Scope.REMEDY);
    }
  }

  /** Whether Slack has said who the desk is; it is asked now if it has not. */
  public boolean isIntroduced() {
    if (self.get().isEmpty()) {
      ask();
    }
    return self.get().isPresent();
  }

  /** Whether a payload is of this workspace; one that names none, or before it is known, counts. */
  public boolean isOurs(String team) {
    return team.isEmpty() || self.get().map(known -> known.team().equals(team)).orElse(true);
  }

  /** The desk's own user, once known. */
  public Optional<String> user() {
    return self.get().map(Self::user);
  }

  @Override
  public Health health() {
    if (self.get().isEmpty() || health.isOlderThan(FRESH)) {
      introduce();
    }
    SlackHealth.Known known = health.known();
    return known.reachable()
        ? Health.up().build()
        : Health.down().withDetail("reason", known.reason()).build();
  }
}
