package dev.deskhand.slack.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

@LooksAtOutput
class SlackHealthTest {

  private final SettableClock clock = new SettableClock();
  private final SlackHealth health = new SlackHealth(clock);

  @Test
  void whatFailsInSeveralWaysByTurnsIsToldOnceEach(CapturedOutput log) {
    for (int i = 0; i < 5; i++) {
      health.saw(new ApiResult.Unclear<>("HTTP 500"));
      health.saw(new ApiResult.Done<>("ok"));
      health.saw(new ApiResult.Unclear<>("no answer in time"));
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(log.toString()).containsOnlyOnce("HTTP 500").containsOnlyOnce("no answer in time");
    assertThat(health.known().reachable()).isFalse();

    clock.advance(Duration.ofMinutes(10));
    health.saw(new ApiResult.Unclear<>("HTTP 502"));
    health.saw(new ApiResult.Unclear<>("HTTP 500"));
    assertThat(log.toString().split("HTTP 500", -1)).hasSize(3);
  }
}
