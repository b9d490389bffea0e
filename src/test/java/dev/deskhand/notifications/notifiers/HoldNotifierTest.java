package dev.deskhand.notifications.notifiers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.LooksAtOutput;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is said when a desk starts after a restore. */
@DeskhandTest
@LooksAtOutput
class HoldNotifierTest {

  private final HoldNotifier news;
  private final JdbcClient jdbc;

  @Autowired
  HoldNotifierTest(HoldNotifier news, JdbcClient jdbc) {
    this.news = news;
    this.jdbc = jdbc;
  }

  @Test
  void theLogSaysItAtEachStartAndTheAdminsAreToldOnce(CapturedOutput output) {
    jdbc.sql(
            """
            insert into outbox_hold (since, backup, correlation_id)
            values (now(), '2026-03-01 02:30:00+00', 'hold-7')
            """)
        .update();

    news.atStart();
    long told = told();
    news.atStart();

    assertThat(told).isPositive();
    assertThat(told()).isEqualTo(told);
    assertThat(output.getAll().lines().filter(line -> line.contains("The outbox is held since")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("2026-03-01T02:30:00Z"));
  }

  private long told() {
    return jdbc.sql(
            """
            select count(*) from outbox
            where correlation_id = 'hold-7' and payload::text like '%undelivered release%'
            """)
        .query(Long.class)
        .single();
  }
}
