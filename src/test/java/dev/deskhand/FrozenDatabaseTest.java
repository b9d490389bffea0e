package dev.deskhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.soak.Reporters;
import dev.deskhand.soak.Reporters.Result;
import dev.deskhand.soak.Reporters.Trouble;
import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.PostgresProcesses;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A PostgreSQL of which one backend is killed and which then stands still for longer than the desk
 * takes its own threads for alive, under load: nothing is lost, nothing is said twice, and nothing
 * comes late once it takes connections again, for which it may have to recover from the crash
 * first.
 *
 * <p>What the desk waits for is scaled to the length of the freeze, which is four times the time
 * after which a thread counts as dead. {@code -Ddeskhand.freeze=20} tries the usual settings.
 */
@DesksInProcesses
@EnabledOnOs(OS.LINUX)
class FrozenDatabaseTest {

  private static final int USUAL = 20;
  private static final int SECONDS = Integer.getInteger("deskhand.freeze", 5);
  private static final Duration LATE = Duration.ofSeconds(15);

  @TempDir Path folder;

  @Test
  void afterAKilledBackendAndAFreezeNothingIsLostDoubledOrLate() throws Exception {
    try (SlackStandIn slack = SlackStandIn.start()) {
      Files.writeString(folder.resolve(".env"), settings(slack));
      DeskProcess.hasRunBefore(folder);
      try (DeskProcess desk = DeskProcess.start(folder, "frozen.log")) {
        slack.connect(URI.create("http://127.0.0.1:%d/slack/events".formatted(desk.port())));
        PostgresProcesses postgres = new PostgresProcesses(folder.resolve("data"));
        Reporters reporters = new Reporters(slack, 8, Duration.ofMillis(20));
        Instant killed;
        Instant back;
        try (reporters) {
          await().until(() -> reporters.count() > 30);
          killed = Instant.now();
          assertThat(postgres.killBackend()).isTrue();
          pass(Duration.ofMillis(600L * SECONDS));
          List<Long> frozen = postgres.freeze();
          try {
            pass(Duration.ofSeconds(SECONDS));
          } finally {
            PostgresProcesses.thaw(frozen);
          }
          await().until(postgres::isReady);
          back = Instant.now();
          int before = reporters.count();
          await().atMost(Duration.ofMinutes(1)).until(() -> reporters.count() > before + 30);
        }

        Result result =
            reporters.result(
                List.of(new Trouble("freeze", killed, back)), LATE, Duration.ofMinutes(1));

        assertThat(result.lost()).as("lost of %s", result).isEmpty();
        assertThat(result.doubled()).as("doubled").isEmpty();
        assertThat(result.late()).as("late: %s", result.longest()).isEmpty();
        assertThat(result.apologised()).as("apologies").isZero();
      }
    }
  }

  /** What people do meanwhile goes on. */
  private static void pass(Duration time) {
    await().during(time).atMost(time.plusSeconds(30)).until(() -> true);
  }

  private static String settings(SlackStandIn slack) {
    String scaled =
        SECONDS == USUAL
            ? ""
            : """
              DESKHAND_NOTIFICATIONS_HEARTBEAT=%dms
              """
                .formatted(SECONDS * 1_000 / 16);
    return """
        SERVER_PORT=0
        SLACK_BOT_TOKEN=%s
        SLACK_SIGNING_SECRET=%s
        SLACK_API_URL=%s
        SLACK_TIER_FACTOR=10000
        SLACK_POSTS_PER_CHANNEL=10000
        DESKHAND_TRIAGE_CHANNELS=slack:%s
        """
            .formatted(
                SlackStandIn.BOT_TOKEN,
                SlackStandIn.SIGNING_SECRET,
                slack.apiUrl(),
                Reporters.TRIAGE)
        + scaled;
  }
}
