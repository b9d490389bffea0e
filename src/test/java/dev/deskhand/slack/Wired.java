package dev.deskhand.slack;

import com.slack.api.Slack;
import dev.deskhand.slack.connection.CallPriority;
import dev.deskhand.slack.connection.RateLimiter;
import dev.deskhand.slack.connection.SlackApi;
import dev.deskhand.slack.connection.SlackHealth;
import dev.deskhand.slack.connection.SlackProperties;
import dev.deskhand.slack.connection.TokenGuard;
import dev.deskhand.slack.delivery.DirectChannels;
import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.standin.SlackStandIn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What lies between the desk and a stand-in for Slack, for tests of a part of it. */
final class Wired implements AutoCloseable {

  /** So much that no test comes near. */
  static final SlackProperties.Limits PLENTY =
      new SlackProperties.Limits(10_000, 10_000, Duration.ofSeconds(10));

  private static final SlackProperties.Timeouts TIMEOUTS =
      new SlackProperties.Timeouts(Duration.ofSeconds(1), Duration.ofMillis(300));

  final Slack sdk;
  final SlackHealth health;
  final SlackApi api;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  Wired(SlackStandIn slack, Clock clock) {
    this(slack, clock, PLENTY);
  }

  Wired(SlackStandIn slack, Clock clock, SlackProperties.Limits limits) {
    sdk =
        new SlackConfiguration()
            .slack(
                new SlackProperties(
                    SlackStandIn.BOT_TOKEN,
                    SlackStandIn.SIGNING_SECRET,
                    "",
                    slack.apiUrl(),
                    List.of(),
                    limits,
                    TIMEOUTS));
    health = new SlackHealth(clock);
    api = api(sdk, health, limits, clock, meters);
  }

  /** With no limit that a test comes near. */
  static SlackApi api(Slack sdk, SlackHealth health, Clock clock) {
    return api(sdk, health, PLENTY, clock, new SimpleMeterRegistry());
  }

  private static SlackApi api(
      Slack sdk,
      SlackHealth health,
      SlackProperties.Limits limits,
      Clock clock,
      SimpleMeterRegistry meters) {
    return new SlackApi(
        sdk,
        SlackStandIn.BOT_TOKEN,
        health,
        new RateLimiter(limits, clock),
        new TokenGuard(clock),
        meters);
  }

  SlackPlatform platform() {
    return new SlackPlatform(
        api.as(CallPriority.WHENEVER), new DirectChannels(api, new NothingHeard()));
  }

  @Override
  public void close() throws Exception {
    sdk.close();
  }
}
