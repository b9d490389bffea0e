package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A page that a list does not have, or no longer has, and requests on which nothing is left. */
@DeskhandTest
class PastTheEndTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;

  Speaker employee;
  Speaker agent;
  Speaker manager;
  Speaker admin;

  @BeforeEach
  void people() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
    admin = new Speaker(desk, clock, "admin");
  }

  @Test
  void everyListSaysHowMuchThereIsAndLeadsBack() {
    for (int n = 0; n < 17; n++) {
      employee.opens("report the vpn drops for the " + n + "th time");
    }
    agent.asks("take INC-1");

    pastEnd(employee, "my", 2, 17);
    pastEnd(agent, "tickets @employee", 2, 17);
    pastEnd(agent, "queue open", 99, 17);
    pastEnd(agent, "queue mine", 3, 1);
    pastEnd(agent, "find vpn", 3, 17);
    pastEnd(agent, "show INC-1", 9, 2);
    pastEnd(admin, "audit INC-1", 9, 2);
  }

  @Test
  void whatIsOfMorePagesLeadsToTheLast() {
    for (int n = 0; n < 25; n++) {
      employee.opens("report the vpn drops for the " + n + "th time");
    }

    Reply answer = agent.asks("queue open page:9");
    assertThat(answer.plainText()).contains("There is no page 9; 25 in all.");
    assertThat(agent.presses(answer, "Last page").keys()).hasSize(5);
  }

  @Test
  void theRecordOfTheDeskAndWhatIsUndeliveredEndLikewise() {
    admin.asks("channel add triage slack:C1");
    admin.asks("channel add status slack:C2");
    jdbc.sql(
            """
            insert into outbox (conversation, platform, address, kind, payload, state, reason,
              created_at, done_at, correlation_id)
            select 'x:1', 'x', '{}', 'MESSAGE', '{}', 'UNDELIVERABLE', 'gone', now(), now(), 'c'
            from generate_series(1, 3)
            """)
        .update();

    pastEnd(admin, "undelivered list", 2, 3);
    pastEnd(admin, "undelivered list", 501, 3);
    pastEnd(admin, "audit", 9, 2);
    pastEnd(admin, "audit", 1_000, 2);
  }

  @Test
  void whatIsShownWholeHasOnePage() {
    Reply form = employee.asks("request laptop");
    employee.submits(form, Map.of("model", "light", "reason", "mine is old"));
    agent.opens("outage declare VPN down nobody can connect");

    assertThat(employee.asks("show REQ-1 page:9").plainText()).contains("There is no page 9");
    assertThat(employee.asks("show OUT-1 page:2").plainText()).contains("There is no page 2");
    pastEnd(admin, "audit OUT-1", 9, 1);
    pastEnd(admin, "audit REQ-1", 9, 2);
  }

  @Test
  void whoDecidesTooLateIsToldWhatReallyHappenedAndWhen() {
    requests();
    manager.asks("approve REQ-1");
    employee.asks("cancel REQ-1");
    told(manager, "approve REQ-1", "REQ-1 was cancelled by Erin on 2 March 2026 at 09:00 UTC.");
    told(manager, "reject REQ-1 no", "REQ-1 was cancelled by Erin on");
    told(agent, "fulfil REQ-1", "REQ-1 was cancelled by Erin on");
    told(employee, "cancel REQ-1", "REQ-1 was cancelled by Erin on");

    requests();
    employee.asks("cancel REQ-2");
    told(manager, "approve REQ-2", "REQ-2 was cancelled by Erin on");

    requests();
    manager.asks("reject REQ-3 too dear");
    told(manager, "approve REQ-3", "REQ-3 was rejected already by Mona on");
    told(employee, "cancel REQ-3", "REQ-3 was rejected already by Mona on");
    told(agent, "fulfil REQ-3", "REQ-3 was rejected already by Mona on");

    requests();
    manager.asks("approve REQ-4");
    told(manager, "reject REQ-4 no", "REQ-4 was approved already by Mona on");
    while (!agent.asks("show REQ-4").plainText().contains("State: fulfilled")) {
      agent.asks("fulfil REQ-4");
    }
    told(manager, "approve REQ-4", "REQ-4 was fulfilled by Amir on");
    told(manager, "reject REQ-4 no", "REQ-4 was fulfilled by Amir on");
    told(employee, "cancel REQ-4", "REQ-4 was fulfilled by Amir on");
    told(agent, "fulfil REQ-4", "REQ-4 was fulfilled by Amir on");
  }

  private void requests() {
    Reply form = employee.asks("request laptop");
    employee.submits(form, Map.of("model", "light", "reason", "mine is old"));
  }

  private static void told(Speaker who, String words, String why) {
    Reply answer = who.asks(words);
    assertThat(answer).as(words).isInstanceOf(Reply.Refusal.class);
    assertThat(answer.plainText()).as(words).contains(why);
  }

  private static void pastEnd(Speaker who, String words, int page, int total) {
    Reply answer = who.asks(words + " page:" + page);
    assertThat(answer.plainText())
        .as(words)
        .isEqualTo("There is no page %,d; %d in all.".formatted(page, total));
    Reply first = who.presses(answer, "First page");
    assertThat(first.plainText()).as(words).isNotBlank().doesNotContain("There is no page");
  }
}
