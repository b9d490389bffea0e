package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.commands.desk.SavedDrafts;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DeskhandTest
class ConversationTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired InboundLedger ledger;
  @Autowired SavedDrafts drafts;

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
  void anIncidentGoesFromReportToClosed() {
    String key = employee.opens("report the VPN drops every few minutes urgency:high");
    assertThat(text(agent.asks("take " + key))).contains("in progress");
    clock.advance(Duration.ofMinutes(5));
    assertThat(text(agent.asks("wait " + key + " requester which office are you in?")))
        .contains("waiting for the requester");
    clock.advance(Duration.ofMinutes(5));
    assertThat(text(employee.asks("reply " + key + " Berlin"))).contains("in progress");
    assertThat(text(agent.asks("resolve " + key + " restarted the gateway"))).contains("resolved");
    assertThat(text(employee.asks("reopen " + key + " it is back"))).contains("in progress");
    agent.asks("resolve " + key + " replaced the gateway");
    assertThat(text(agent.asks("close " + key))).contains("closed");

    String history = text(agent.asks("show " + key));
    assertThat(history)
        .containsSubsequence(
            "reported it",
            "took it",
            "which office are you in?",
            "Berlin",
            "restarted the gateway",
            "it is back",
            "replaced the gateway",
            "closed it");
  }

  @Test
  void theServiceIsTakenFromTheWordsOfTheReport() {
    assertThat(text(employee.asks("report the VPN is slow"))).contains("Service: VPN");
  }

  @Test
  void theRequesterNeverSeesInternalNotes() {
    String key = employee.opens("report the printer jams");
    agent.asks("note " + key + " looks like user error");
    assertThat(text(employee.asks("show " + key))).doesNotContain("user error");
    assertThat(text(agent.asks("show " + key))).contains("user error");
    assertThat(text(employee.asks("find user error"))).startsWith("Nothing found");
    assertThat(text(agent.asks("find user error"))).contains(key);
  }

  @Test
  void theSameEventCountsOnce() {
    List<Reply> first = employee.hears("report the VPN is down", "event-1");
    List<Reply> second = employee.hears("report the VPN is down", "event-1");
    assertThat(first.getFirst()).isInstanceOf(Reply.Card.class);
    assertThat(text(second.getFirst())).contains("nothing was done twice");
    assertThat(count("incident")).isEqualTo(1);
  }

  @Test
  void theSameEventAtTheSameTimeCountsOnce() throws Exception {
    Callable<List<Reply>> report = () -> employee.hears("report the VPN is down", "event-1");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Reply>> answer :
          threads.invokeAll(List.of(report, report, report, report))) {
        assertThat(answer.get()).isNotEmpty();
      }
    }
    assertThat(count("incident")).isEqualTo(1);
  }

  @Test
  void aPostedEventIsAnsweredThroughTheOutboxOnce() {
    for (int delivery = 0; delivery < 5; delivery++) {
      assertThat(employee.posting().hears("report the VPN is down", "event-1")).isEmpty();
    }
    assertThat(count("incident")).isEqualTo(1);
    assertThat(
            jdbc.sql("select count(*) from outbox where conversation = 'web:dm-employee'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void ofTwoAgentsWhoTakeAtOnceOneIsToldThatTheOtherHasIt() throws Exception {
    admin.asks("role @employee +agent");
    String key = manager.opens("report the VPN is down");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> answers =
          threads.invokeAll(
              List.of(() -> agent.asks("take " + key), () -> employee.asks("take " + key)));
      for (Future<Reply> answer : answers) {
        assertThat(text(answer.get())).doesNotContain("Sorry");
      }
    }
    assertThat(
            jdbc.sql(
                    "select count(distinct correlation_id) from record_entry where subject_kind = 'INC' and verb <> 'REFUSE'")
                .query(Integer.class)
                .single())
        .isBetween(2, 3);
  }

  @Test
  void aReportThatRepeatsAnOpenIncidentSaysSoAndCanBeAttached() {
    String first = employee.opens("report the printer on floor 3 jams all the time");
    List<Reply> replies = employee.hears("report printer on floor 3 jams");
    String second = replies.getFirst().keys().getFirst();
    assertThat(text(replies.get(1))).contains("looks like " + first);

    Reply attached = employee.presses(replies.get(1), "Attach to " + first);
    assertThat(attached.keys()).containsExactly(first);
    assertThat(text(employee.asks("show " + second))).contains("cancelled");
    assertThat(text(agent.asks("show " + first))).contains("Also reported as " + second);
  }

  @Test
  void aReportThatLooksLikeAnOpenOutageCanBeAttachedToIt() {
    String outage = agent.opens("outage declare VPN down nobody can connect");
    List<Reply> replies = employee.hears("report I cannot connect to the VPN");
    String key = replies.getFirst().keys().getFirst();
    assertThat(text(replies.get(1))).contains("looks like the open outage " + outage);

    employee.presses(replies.get(1), "Attach to " + outage);
    assertThat(text(agent.asks("show " + outage))).contains(key);
    Reply again = employee.asks("attach " + key + " " + outage);
    assertThat(again).isInstanceOf(Reply.Refusal.class);
  }

  @Test
  void anOutageIsDeclaredUpdatedResolvedAndSummarised() {
    String outage = agent.opens("outage declare VPN down nobody can connect");
    assertThat(text(employee.asks("status VPN"))).contains("VPN is down");
    clock.advance(Duration.ofMinutes(30));
    agent.asks("outage update " + outage + " identified a broken switch");
    clock.advance(Duration.ofMinutes(30));
    assertThat(text(agent.asks("outage resolve " + outage + " a broken switch")))
        .contains("VPN works again", "1 h");

    List<Reply> replies = manager.hears("summary 7d");
    assertThat(replies).hasSize(2);
    assertThat(((Reply.Picture) replies.get(1)).png()).startsWith(0x89, 'P', 'N', 'G');
    assertThat(text(replies.getFirst()))
        .contains(
            outage,
            "Mean time to acknowledge: 30 min",
            "Mean time to restore: 1 h",
            "a broken switch",
            "down 1 h");
    assertThat(text(employee.asks("status VPN"))).contains("VPN works");
  }

  @Test
  void aRequestIsAskedForInAFormApprovedBySomebodyElseAndFulfilled() {
    Reply form = employee.asks("request laptop");
    String key =
        employee
            .submits(form, Map.of("model", "light", "reason", "the old one broke: \"dead\""))
            .keys()
            .getFirst();
    assertThat(text(manager.asks("show " + key))).contains("the old one broke: \"dead\"");
    Reply decision = manager.presses(manager.asks("show " + key), "Approve…");
    assertThat(manager.submits(decision, Map.of()).plainText()).contains("approved");
    assertThat(text(manager.asks("approve " + key))).contains("Mona");
    agent.asks("fulfil " + key);
    agent.asks("fulfil " + key);
    assertThat(text(agent.asks("fulfil " + key + " handed over"))).contains("fulfilled");
  }

  @Test
  void nobodyApprovesTheirOwnRequest() {
    Reply form = manager.asks("request laptop");
    String key =
        manager.submits(form, Map.of("model", "light", "reason", "new job")).keys().getFirst();
    assertThat(manager.asks("approve " + key)).isInstanceOf(Reply.Refusal.class);
    assertThat(text(manager.asks("show " + key))).contains("awaiting approval");
  }

  @Test
  void aFormSentTwiceCountsOnce() {
    Reply form = employee.asks("request laptop");
    Map<String, String> fields = Map.of("model", "light", "reason", "the old one broke");
    employee.submits(form, fields);
    assertThat(text(employee.submits(form, fields))).contains("nothing was done twice");
    assertThat(count("service_request")).isEqualTo(1);
  }

  @Test
  void aRefusedFormCanBeMendedAndSentAgain() {
    Reply form = employee.asks("report");
    assertThat(employee.submits(form, Map.of("text", "slow", "service", "Mordor")))
        .isInstanceOf(Reply.Refusal.class);
    assertThat(employee.submits(form, Map.of("text", "slow", "service", "VPN")))
        .isInstanceOf(Reply.Card.class);
    assertThat(count("incident")).isEqualTo(1);
  }

  @Test
  void aButtonWithoutItsWordsAsksForThem() {
    String key = employee.opens("report the VPN is down");
    Reply card = agent.asks("take " + key);
    Reply form = agent.presses(card, "Resolve…");
    assertThat(text(agent.submits(form, Map.of("how", "restarted it")))).contains("restarted it");
    assertThat(agent.presses(card, "Resolve…").plainText()).contains("is resolved");
    assertThat(agent.submits(form, Map.of("how", "once more"))).isInstanceOf(Reply.Refusal.class);
  }

  @Test
  void aReportWithoutWordsAsksForThemAndOffersTheServices() {
    Reply form = employee.asks("report");
    assertThat(text(form)).contains("VPN");
    Reply card =
        employee.submits(form, Map.of("text", "service:none impact:high", "service", "VPN"));
    assertThat(text(card)).contains("service:none impact:high", "Service: VPN");
  }

  @Test
  void freeWordsOpenNothingUntilOneChooses() {
    String long140 = "my screen flickers whenever I plug in the dock ".repeat(3);
    Reply choice = employee.says(long140);
    assertThat(count("incident")).isZero();
    assertThat(choice.actions()).extracting(Action::label).contains("Report this");
    Reply card = employee.presses(choice, "Report this");
    assertThat(text(card)).contains(long140.strip());
    assertThat(employee.presses(choice, "Report this")).isInstanceOf(Reply.Refusal.class);
    assertThat(count("incident")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "Hi there!", "Thanks a lot", "thank you", "Good morning"})
  void greetingsAndThanksGetAFriendlyLine(String words) {
    assertThat(employee.says(words)).isInstanceOf(Reply.Text.class);
    assertThat(count("draft")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate | help",
        "tkae INC-1 | take",
        "show INC-999 | There is no INC-999",
        "take OUT-1 | incident",
        "resolve | how",
        "queue service:Mordor | no service called Mordor",
        "queue service:VNP | VPN",
        "report it broke service:VNP | VPN",
        "metrics 2026-02-01..2026-01-01 | 2026",
        "request unicorn | catalog",
        "assign INC-1 @nobody | nobody",
        "subscribe Mordor | no service called Mordor"
      })
  void whatAPersonDidWrongIsAnsweredHelpfully(String words, String part) {
    employee.opens("report something");
    admin.asks("role @agent +manager");
    Reply answer = agent.asks(words);
    assertThat(answer).isInstanceOf(Reply.Refusal.class);
    assertThat(text(answer)).containsIgnoringCase(part);
  }

  @Test
  void aStateThatDoesNotAllowItSaysWhatItAllows() {
    String key = employee.opens("report something");
    Reply answer = agent.asks("close " + key);
    assertThat(answer).isInstanceOf(Reply.Refusal.class);
    assertThat(text(answer)).contains("resolve");
  }

  @Test
  void aRefusedCommandIsAuditedAndChangesNothing() {
    String key = employee.opens("report something");
    Reply refusal = employee.asks("resolve " + key + " by myself");
    assertThat(refusal).isInstanceOf(Reply.Refusal.class);
    assertThat(text(agent.asks("show " + key))).doesNotContain("by myself");
    assertThat(text(admin.asks("audit " + key)))
        .contains("refused resolve", "Erin: report", "web:");
  }

  @Test
  void othersDoNotSeeAPersonsTickets() {
    String key = manager.opens("report my payslip is wrong");
    assertThat(employee.asks("show " + key)).isInstanceOf(Reply.Refusal.class);
    assertThat(text(employee.asks("find payslip"))).startsWith("Nothing found");
  }

  @Test
  void aReportOnBehalfBelongsToTheOther() {
    String key = agent.opens("report the phone is dead for:@employee");
    assertThat(text(employee.asks("my"))).contains(key);
    assertThat(text(employee.asks("show " + key))).contains("Requester: ");
  }

  @Test
  void aReportOnBehalfTellsNothingOfWhatTheOtherHasReported() {
    String known = manager.opens("report my salary transfer is missing");
    List<Reply> replies = employee.hears("report salary transfer missing for:@manager");
    assertThat(replies).hasSize(1);
    assertThat(text(replies.getFirst())).doesNotContain(known + " ");
  }

  @Test
  void anIncidentThatIsPartOfAnotherOutageMovesAndOneThatHasEndedIsNotAttached() {
    String first = agent.opens("outage declare VPN down nobody can connect");
    String second = agent.opens("outage declare Printing degraded slow");
    String key = employee.opens("report my chair squeaks");
    assertThat(text(employee.asks("attach " + key + " " + first))).contains("You will be told");
    assertThat(text(employee.asks("attach " + key + " " + second)))
        .contains("part of " + second, "no longer of " + first);
    String ended = employee.opens("report the lamp flickers");
    employee.asks("cancel " + ended);
    assertThat(agent.asks("outage attach " + second + " " + ended))
        .isInstanceOf(Reply.Refusal.class);
    assertThat(text(agent.asks("show " + second))).contains(key).doesNotContain(ended);
  }

  @Test
  void anAgentSeesNoInternalNotesOnWhatTheyReportedThemselves() {
    admin.asks("role @employee +agent");
    String key = agent.opens("report my own laptop is slow");
    employee.asks("note " + key + " needs a bigger disk");
    assertThat(text(agent.asks("show " + key))).doesNotContain("bigger disk");
    assertThat(text(employee.asks("show " + key))).contains("bigger disk");
  }

  @Test
  void whatCanBeDoneInsteadIsWhatThePersonMayDo() {
    String key = employee.opens("report something");
    agent.asks("resolve " + key + " done");
    assertThat(text(employee.asks("cancel " + key)))
        .contains("reopen")
        .doesNotContain("close", "note");
    assertThat(text(agent.asks("cancel " + key))).contains("close");
  }

  @ParameterizedTest
  @CsvSource({"note INC-1 secret, true", "show INC-1, true", "report it broke, false"})
  void inAChannelAnAnswerForThePersonAloneGoesToThemAlone(String words, boolean alone) {
    employee.opens("report something");
    agent.inChannel("C1").hears(words);
    assertThat(
            jdbc.sql(
                    "select distinct conversation from outbox where payload::text like '%INC-%'"
                        + " and conversation in ('web:C1', 'web:@agent')")
                .query(String.class)
                .list())
        .containsExactly(alone ? "web:@agent" : "web:C1");
  }

  @Test
  void helpShowsWhatAPersonMayDo() {
    assertThat(text(employee.asks("help"))).contains("report").doesNotContain("outage declare");
    assertThat(text(agent.asks("help"))).contains("outage declare").doesNotContain("role @person");
    assertThat(text(employee.asks("help report"))).contains("Example:");
  }

  @Test
  void anAdminAddsAServiceAChannelAndARole() {
    admin.asks("service add \"Video calls 2\" criticality:high team:Workplace level:99.5");
    assertThat(text(employee.asks("status"))).contains("Video calls 2");
    assertThat(admin.asks("service add VPN")).isInstanceOf(Reply.Refusal.class);
    admin.asks("channel add triage slack:C1");
    assertThat(text(admin.asks("channel list"))).contains("slack:C1");
    assertThat(text(admin.asks("role @employee +agent"))).contains("agent");
    assertThat(text(employee.asks("queue"))).startsWith("Queue");
    assertThat(text(admin.asks("undelivered list"))).contains("no undelivered");
  }

  @Test
  void metricsCountWhatHappened() {
    String key = employee.opens("report the VPN is down");
    clock.advance(Duration.ofHours(2));
    agent.asks("take " + key);
    clock.advance(Duration.ofHours(2));
    agent.asks("resolve " + key + " restarted");
    assertThat(text(manager.asks("metrics 7d")))
        .contains(
            "Opened: 1", "Resolved: 1", "Reopened: 0", "mean 2 h (2.00 h)", "mean 4 h (4.00 h)");
  }

  @Test
  void theDesksOwnFailureIsApologisedForAndLeavesNothingBehind() {
    jdbc.sql("alter table record_entry rename to record_entry_away").update();
    try {
      Reply apology = employee.asks("report the VPN is down");
      assertThat(apology).isInstanceOf(Reply.Refusal.class);
      assertThat(text(apology)).contains("Sorry");
    } finally {
      jdbc.sql("alter table record_entry_away rename to record_entry").update();
    }
    assertThat(count("incident")).isZero();
    assertThat(count("inbound_event")).isZero();
  }

  @Test
  void whatNoPlatformRepeatsAnyMoreIsForgotten() {
    employee.opens("report the VPN is down");
    employee.says("my screen flickers");
    Instant now = clock.instant();
    assertThat(ledger.forgetBefore(now) + drafts.forgetBefore(now)).isZero();
    Instant later = clock.advance(Duration.ofDays(31));
    assertThat(ledger.forgetBefore(later)).isPositive();
    assertThat(drafts.forgetBefore(later)).isPositive();
    assertThat(count("inbound_event") + count("draft")).isZero();
    assertThat(
            jdbc.sql("select count(*) from scheduled_tasks where task_name = 'forget-old-events'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private int count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }

  private static String text(Reply reply) {
    return reply.plainText();
  }
}
