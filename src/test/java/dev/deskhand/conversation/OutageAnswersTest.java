package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What each may know of outages, and figures that say how much they leave out. */
@DeskhandTest
class OutageAnswersTest {

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
  void whomAnOutageAffectsIsForAgentsAndTheRecordAlone() {
    String incident = agent.opens("report I cannot work from home");
    String outage = agent.opens("outage declare VPN down nobody can connect");
    agent.hears("outage attach " + outage + " " + incident);
    agent.asks("outage update " + outage + " identified a broken switch");

    assertThat(employee.asks("show " + outage).plainText())
        .contains("nobody can connect", "a broken switch")
        .doesNotContain(incident, "attach");
    assertThat(agent.asks("show " + outage).plainText())
        .contains("attached: " + incident, "a broken switch");
    assertThat(admin.asks("audit " + outage).plainText()).contains("attach", incident);
  }

  @Test
  void whoWritesWhatEverybodyCanReadIsToldSo() {
    assertThat(agent.asks("help outage declare").plainText()).contains("public", "status page");
    assertThat(agent.asks("help outage update").plainText()).contains("public", "status page");
    assertThat(agent.asks("outage declare VPN down").toString()).contains("public");
    Reply declared = agent.asks("outage declare VPN down nobody can connect");
    assertThat(declared.plainText()).contains("everybody can read this on the status page");
    String outage = declared.keys().getFirst();
    assertThat(agent.asks("outage update " + outage).toString()).contains("public");
    assertThat(agent.asks("outage update " + outage + " identified a broken switch").plainText())
        .contains("everybody can read this on the status page");
  }

  @Test
  void aDeskWithoutServicesSaysHowToAddOne() {
    jdbc.sql("update service set listed = false").update();

    assertThat(employee.asks("status").plainText())
        .contains("There are no services yet", "service add");
    assertThat(employee.asks("status VPN").plainText()).contains("There are no services yet");
  }

  @Test
  void theSummaryNamesSomeKeysAndCountsTheRest() {
    String open = agent.opens("outage declare VPN down nobody can connect");
    ended(299);

    assertThat(manager.hears("summary 7d").getFirst().plainText())
        .contains(
            "Outages: 300,",
            "Still open: 1 [" + open + "]",
            " and 279 more]",
            "Those still open and the latest, 200 in all:");
  }

  @Test
  void tooManyOutagesForASummaryAreRefusedInWords() {
    ended(10_001);

    Reply refused = manager.asks("summary 30d");

    assertThat(refused).isInstanceOf(Reply.Refusal.class);
    assertThat(refused.plainText())
        .contains("More than 10,000 outages", "summary 7d", "service:NAME");
  }

  private void ended(int many) {
    jdbc.sql(
            """
            insert into outage (service, severity, stage, text, started_at, resolved_at, cause,
              declared_by, declared_by_name)
            select 'Wi-Fi', 'DOWN', 'RESOLVED', 'slow', :at, :at, 'a switch', p.id, 'Amir'
            from generate_series(1, :many), (select min(id) as id from person) p
            """)
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .param("many", many)
        .update();
  }
}
