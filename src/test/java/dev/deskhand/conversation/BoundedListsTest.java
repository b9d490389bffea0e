package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * However much there is, no answer holds more than a page of it; of a request or an outage, no more
 * than 200 entries of its history.
 */
@DeskhandTest
class BoundedListsTest {

  private static final int MUCH = 1_500;
  private static final int PAGE = 60;
  private static final int WHOLE_HISTORY = 200;

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  Speaker employee;
  Speaker agent;
  Speaker manager;
  Speaker admin;

  @BeforeEach
  void aDeskWithMuchOfEverything() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
    admin = new Speaker(desk, clock, "admin");
    employee.opens("report the gizmo is broken");
    agent.asks("take INC-1");
    agent.asks("wait INC-1 vendor a new gizmo");
    Reply form = employee.asks("request laptop");
    employee.submits(form, Map.of("model", "light", "reason", "gizmo"));
    String outage = agent.opens("outage declare VPN down gizmo trouble");
    agent.hears("outage attach " + outage + " INC-1");
    agent.asks("outage resolve " + outage + " gizmo");
    multiply("incident", "id, source, source_number");
    multiply("service_request", "id");
    for (String made : List.of("INC incident", "REQ service_request", "OUT outage")) {
      multiplyIndexed(made.split(" ")[0], made.split(" ")[1]);
    }
    jdbc.sql(
            """
            insert into service_request_step (request_id, number, name)
            select id, 1, 'only' from service_request on conflict do nothing
            """)
        .update();
    multiply("outage", "id");
    for (String kind : List.of("INC", "REQ", "OUT")) {
      multiply("record_entry", "id, source_id", "subject_kind = '" + kind + "'");
    }
    jdbc.sql(
            """
            insert into outbox (conversation, platform, address, kind, payload, state, reason,
              created_at, done_at, correlation_id)
            select 'x:1', 'x', '{}', 'MESSAGE', '{}', 'UNDELIVERABLE', 'gone', now(), now(), 'c'
            from generate_series(1, ?)
            """)
        .param(MUCH)
        .update();
  }

  @Test
  void noAnswerHoldsMoreThanAPage() {
    for (String words :
        List.of("queue", "queue mine", "queue waiting", "find gizmo", "show INC-1", "my")) {
      bounded(agent, words);
    }
    for (String words :
        List.of("my", "find gizmo", "show INC-1", "show REQ-1", "catalog", "status")) {
      bounded(employee, words);
    }
    for (String words :
        List.of("audit INC-1", "audit REQ-1", "audit OUT-1", "undelivered list", "help")) {
      bounded(admin, words);
    }
    bounded(manager, "metrics 30d");
    bounded(agent, "show OUT-1");
  }

  @Test
  void theRestIsAPressAway() {
    Reply first = agent.asks("queue");
    Reply second = agent.presses(first, "Next page");
    assertThat(second.keys()).isNotEmpty().doesNotContainAnyElementsOf(first.keys());
    assertThat(second.actions()).extracting(Action::label).contains("Previous page");
  }

  private void bounded(Speaker who, String words) {
    for (Reply reply : who.hears(words)) {
      switch (reply) {
        case Reply.Listing list -> assertThat(list.rows()).as(words).hasSizeBetween(1, PAGE);
        case Reply.Card card ->
            assertThat(card.timeline().size()).as(words).isBetween(1, WHOLE_HISTORY);
        case Reply.Text text ->
            assertThat(text.plainText().lines().count()).as(words).isLessThan(PAGE);
        case Reply.Choices choices -> assertThat(choices.actions()).hasSizeLessThanOrEqualTo(5);
        case Reply.Refusal refusal -> throw new AssertionError(words + ": " + refusal.text());
        case Reply.Form form -> throw new AssertionError(words + " asked for a form");
        case Reply.Picture picture -> throw new AssertionError(words + " drew a picture");
      }
    }
  }

  private void multiplyIndexed(String kind, String table) {
    jdbc.sql(
            """
            insert into search_entry
            select e.kind, t.id, e.requester_id, e.reporter_id, e.opened_at, e.version,
              e.public_words, e.internal_words
            from search_entry e, %s t where e.kind = ? on conflict do nothing
            """
                .formatted(table))
        .param(kind)
        .update();
  }

  /** Copies the first row of a table, all columns but those that the database makes. */
  private void multiply(String table, String made) {
    multiply(table, made, "true");
  }

  private void multiply(String table, String made, String which) {
    List<String> madeByDatabase = List.of(made.split(", "));
    String columns =
        String.join(
            ", ",
            jdbc
                .sql(
                    "select column_name from information_schema.columns where table_name = ?"
                        + " order by ordinal_position")
                .param(table)
                .query(String.class)
                .list()
                .stream()
                .filter(column -> !madeByDatabase.contains(column))
                .toList());
    jdbc.sql(
            "insert into %1$s (%2$s) select %2$s from (select %2$s from %1$s where %4$s order by id limit 1) t, generate_series(1, %3$d)"
                .formatted(table, columns, MUCH, which))
        .update();
  }
}
