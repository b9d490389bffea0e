package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** How bad an outage was when, what was part of it when, and that a past period stays as it was. */
@DeskhandTest
class OutagesOverTimeTest {

  private static final String JANUARY = "summary 2026-01-01..2026-01-31";
  private static final String FEBRUARY = "summary 2026-02-01..2026-02-28";

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @LocalServerPort int port;

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
    clock.set(Instant.parse("2026-01-10T09:00:00Z"));
  }

  @Test
  void anOutageGetsWorseAndBetterAndEachStretchCountsForItself() {
    String outage = agent.opens("outage declare Printing degraded slow printing");
    after(Duration.ofMinutes(30));
    assertThat(agent.asks("outage declare Printing down nothing prints").plainText())
        .contains("open already", "outage update " + outage + " down");
    Reply worse = agent.asks("outage update " + outage + " down now nothing prints at all");
    assertThat(worse.plainText()).contains("Printing is down");
    assertThat(employee.asks("status Printing").plainText()).contains("Printing is down");
    assertThat(employee.asks("status").plainText()).contains("Printing (down, ");
    after(Duration.ofSeconds(3_661));
    Reply better = agent.asks("outage update " + outage + " degraded monitoring some floors print");
    assertThat(better.plainText()).contains("Printing is degraded", "monitoring");
    after(Duration.ofMinutes(10));
    agent.asks("outage resolve " + outage + " a driver");

    assertThat(manager.hears("summary 7d service:Printing").getFirst().plainText())
        .contains(
            "down 1 h 1 min 1 s (1.02 h)",
            "degraded 40 min (0.67 h)",
            "available 99.395 %",
            outage);
    assertThat(employee.asks("show " + outage).plainText())
        .containsSubsequence(
            "declared it: degraded: slow printing",
            "now down: now nothing prints at all",
            "now degraded: monitoring: some floors print",
            "resolved it");
    assertThat(admin.asks("audit " + outage).plainText())
        .contains("degraded, investigating", "down, investigating", "degraded, monitoring");
  }

  @Test
  void overHttpThePageOfTheStatusShowsThePresentSeverity() throws Exception {
    post("demo-agent", "outage declare Printing degraded slow printing");
    assertThat(status()).contains("\"severity\":\"degraded\"");

    assertThat(post("demo-agent", "outage update OUT-1 down now nothing prints at all"))
        .contains("Printing is down");

    assertThat(status()).contains("\"overall\":\"down\"", "\"severity\":\"down\"");
    assertThat(post("demo-employee", "outage detach INC-1")).contains("\"kind\":\"refusal\"");
  }

  private String post(String token, String text) throws Exception {
    return sent(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/chat"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"text\": \"" + text + "\"}")));
  }

  private String status() throws Exception {
    return sent(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/status")));
  }

  private static String sent(HttpRequest.Builder request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @Test
  void theSameSeverityAgainIsAnUpdateAndNoNewStretch() {
    String outage = agent.opens("outage declare Printing down nothing prints");
    after(Duration.ofMinutes(5));
    agent.asks("outage update " + outage + " down still nothing");

    assertThat(employee.asks("show " + outage).plainText())
        .contains("gave an update: still nothing")
        .doesNotContain("now down");
  }

  @Test
  void theFormOfAnUpdateOffersTheSeverityAsItStands() {
    String outage = agent.opens("outage declare Printing degraded slow printing");

    Reply form = agent.presses(agent.asks("show " + outage), "Update…");

    assertThat(((Reply.Form) form).inputs())
        .filteredOn(input -> input.name().equals("severity"))
        .singleElement()
        .satisfies(
            input -> {
              assertThat(input.value()).isEqualTo("degraded");
              assertThat(input.options())
                  .extracting(Reply.Option::value)
                  .contains("degraded", "down");
            });
    assertThat(agent.submits(form, Map.of("severity", "down", "text", "nothing now")).plainText())
        .contains("Printing is down");
  }

  @Test
  void whatHappensLaterChangesNothingOfAPeriodThatIsOver() {
    clock.set(Instant.parse("2026-01-31T23:00:00Z"));
    String outage = agent.opens("outage declare VPN degraded slow");
    String incident = agent.opens("report I cannot work from home");
    agent.hears("outage attach " + outage + " " + incident);
    clock.set(Instant.parse("2026-02-01T00:00:00Z"));
    String before = manager.hears(JANUARY).getFirst().plainText();

    agent.asks("outage update " + outage + " down now nobody can connect");
    clock.set(Instant.parse("2026-02-01T02:00:00Z"));
    String late = agent.opens("report nor can I");
    agent.hears("outage attach " + outage + " " + late);
    agent.hears("outage detach " + incident);
    agent.asks("outage resolve " + outage + " a full disk");

    assertThat(manager.hears(JANUARY).getFirst().plainText())
        .isEqualTo(before)
        .contains(
            "Incidents linked: 1",
            "Open at its end: 1 [" + outage + "]",
            "VPN: down 0 min (0.00 h), degraded 1 h (1.00 h)",
            "VPN is degraded",
            incident);
    assertThat(manager.hears(FEBRUARY).getFirst().plainText())
        .contains("Incidents linked: 1", "Still open: none", "down 2 h", "a full disk", late)
        .doesNotContain(incident + ",");
  }

  @Test
  void whatEndsAtMidnightCountsInOneMonthAlone() {
    String outage = agent.opens("outage declare VPN down nobody can connect");
    clock.set(Instant.parse("2026-02-01T00:00:00Z"));
    agent.asks("outage resolve " + outage + " a full disk");
    clock.set(Instant.parse("2026-03-01T00:00:00Z"));

    assertThat(manager.hears(JANUARY).getFirst().plainText())
        .contains("Mean time to restore: none", "Open at its end: 1");
    assertThat(manager.hears(FEBRUARY).getFirst().plainText())
        .contains("[" + outage + "]", "Open at its end: none");
  }

  @Test
  void aWrongLinkIsTakenBackOnRecordOfBoth() {
    String incident = employee.opens("report I cannot work from home");
    String outage = agent.opens("outage declare VPN down nobody can connect");
    agent.hears("outage attach " + outage + " " + incident);

    assertThat(agent.asks("outage detach " + incident).plainText())
        .contains(incident + " is no longer part of " + outage);

    assertThat(agent.asks("show " + incident).plainText())
        .contains("took it out of an outage")
        .doesNotContain("Outage: " + outage);
    assertThat(admin.asks("audit " + incident).plainText()).contains("detach", outage);
    assertThat(agent.asks("show " + outage).plainText()).contains("took out: " + incident);
    assertThat(employee.asks("show " + outage).plainText()).doesNotContain(incident);
    assertThat(manager.hears("summary 7d").getFirst().plainText())
        .contains("Incidents linked: 0, people affected: 0");
    assertThat(agent.asks("outage detach " + incident).plainText()).contains("part of no outage");
    assertThat(agent.hears("outage attach " + outage + " " + incident).getFirst().plainText())
        .contains(incident + " is part of " + outage);
    assertThat(manager.hears("summary 7d").getFirst().plainText())
        .contains("Incidents linked: 1, people affected: 1");
  }

  @Test
  void anIncidentMovesToTheOutageThatItBelongsToNow() {
    String incident = employee.opens("report I cannot work from home");
    String first = agent.opens("outage declare VPN down nobody can connect");
    agent.hears("outage attach " + first + " " + incident);
    agent.asks("outage resolve " + first + " a full disk");
    String second = agent.opens("outage declare VPN down again");

    assertThat(agent.hears("outage attach " + second + " " + incident).getFirst().plainText())
        .contains(incident + " is part of " + second, "no longer of " + first, "will be told");

    assertThat(agent.asks("show " + first).plainText())
        .contains("took out: " + incident + " (now part of " + second + ")");
    assertThat(agent.asks("show " + second).plainText())
        .contains("attached: " + incident + " (until now of " + first + ")");
    assertThat(manager.hears("summary 7d").getFirst().plainText())
        .contains("Incidents linked: 1, people affected: 1")
        .containsPattern(second + " VPN is down.*" + incident)
        .doesNotContainPattern(first + " VPN works again.*" + incident);
    // the requester moves it, too, and nobody else
    assertThat(employee.hears("attach " + incident + " " + first).getFirst().plainText())
        .contains("no longer of " + second);
    assertThat(manager.asks("attach " + incident + " " + second)).isInstanceOf(Reply.Refusal.class);
    assertThat(employee.asks("outage detach " + incident)).isInstanceOf(Reply.Refusal.class);
    assertThat(agent.asks("outage attach " + first + " " + incident).plainText())
        .contains(incident + " is part of " + first + " already");
  }

  @Test
  void whatIsPartOfAnOutageThatIsOverIsNotPromisedNews() {
    String incident = employee.opens("report I cannot work from home");
    String outage = agent.opens("outage declare VPN down nobody can connect");
    agent.asks("outage resolve " + outage + " a full disk");

    assertThat(employee.hears("attach " + incident + " " + outage).getFirst().plainText())
        .contains(incident + " is part of " + outage, "over")
        .doesNotContain("will be told");
  }

  @Test
  void aCancelledIncidentIsPartOfNoOutage() {
    String outage = agent.opens("outage declare VPN down nobody can connect");
    String incident = employee.opens("report I cannot work from home");
    agent.hears("outage attach " + outage + " " + incident);

    employee.asks("cancel " + incident + " it was my router");

    assertThat(manager.hears("summary 7d").getFirst().plainText())
        .contains("Incidents linked: 0, people affected: 0");
    assertThat(agent.asks("show " + outage).plainText())
        .contains("took out: " + incident + " (cancelled)");
  }

  private void after(Duration time) {
    clock.set(clock.instant().plus(time));
  }
}
