package dev.deskhand.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.SharedPostgres;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an earlier version had not said yet when it was stopped is said after the upgrade. */
@Timeout(60)
@Execution(ExecutionMode.CONCURRENT)
class OutboxTakenOverTest {

  @Test
  void whatWaitedIsDeliveredInItsOrder() {
    String url = SharedPostgres.get().emptyDatabase();
    var database = new DriverManagerDataSource(url);
    var flyway = Flyway.configure().dataSource(database).locations("classpath:db/migration");
    flyway.target("92").load().migrate();
    JdbcClient.create(database)
        .sql(
            """
            insert into outbox (conversation, platform, address, kind, subject, payload, created_at,
              correlation_id)
            values
              ('slack:@U1', 'slack', '{"kind": "person", "platform": "slack", "userId": "U1"}',
                'MESSAGE', null, '{"kind": "text", "text": "Taken up", "keys": [], "actions": []}',
                timestamptz '2026-03-02 08:00Z', 'c-1'),
              ('slack:@U1', 'slack', '{"kind": "person", "platform": "slack", "userId": "U1"}',
                'CARD', 'INC-1',
                '{"kind": "card", "key": "INC-1", "title": "The door is stuck", "tone": "NEUTRAL",
                  "facts": [{"label": "State", "value": "in progress"}], "body": "",
                  "timeline": [], "actions": [{"label": "Reply…", "command": "reply INC-1",
                  "style": "PLAIN"}], "ended": false}',
                timestamptz '2026-03-02 08:01Z', 'c-2')
            """)
        .update();

    flyway.target("latest").load().migrate();
    var slack = new ScriptedPlatform("slack");
    var desk = new Desk(url, slack);
    desk.tickets.put(
        "INC-1",
        new Reply.Card(
            "INC-1", "as it stands", Reply.Tone.NEUTRAL, List.of(), "", List.of(), List.of()));
    desk.start();
    try {
      await().until(() -> slack.texts().size() == 2);
      assertThat(slack.texts().getFirst()).isEqualTo("Taken up");
      assertThat(slack.texts().getLast()).contains("INC-1", "as it stands");
    } finally {
      desk.close();
    }
  }
}
