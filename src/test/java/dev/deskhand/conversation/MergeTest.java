package dev.deskhand.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.QueryCount;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two reports of one thing become one. */
@DeskhandTest
class MergeTest {

  @Autowired Conversation desk;
  @Autowired SettableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired QueryCount database;

  Speaker employee;
  Speaker agent;
  Speaker manager;
  Speaker admin;

  @BeforeEach
  void twoReports() {
    employee = new Speaker(desk, clock, "employee");
    agent = new Speaker(desk, clock, "agent");
    manager = new Speaker(desk, clock, "manager");
    admin = new Speaker(desk, clock, "admin");
    assertThat(employee.opens("report the VPN drops")).isEqualTo("INC-1");
    clock.advance(Duration.ofMinutes(5));
    assertThat(employee.opens("report cannot reach the file server")).isEqualTo("INC-2");
    clock.advance(Duration.ofMinutes(5));
  }

  @Test
  void theOneEndsAndPointsToTheOther() {
    Reply done = agent.asks("merge INC-2 into INC-1");
    assertThat(done.plainText())
        .isEqualTo(
            "INC-2 is merged into INC-1 (the VPN drops), with all that was said and sent. Erin is"
                + " told.");
    assertThat(agent.presses(done, "Show INC-1").plainText()).contains("State: new");

    for (Speaker reader : List.of(employee, agent, manager)) {
      Reply shown = reader.asks("show INC-2");
      assertThat(shown.plainText()).contains("State: closed", "Merged into: INC-1");
      assertThat(shown.actions()).extracting(Action::label).containsExactly("Show INC-1");
    }
    assertThat(agent.asks("queue").plainText()).contains("INC-1").doesNotContain("INC-2");
    assertThat(employee.asks("my").plainText()).contains("INC-1").doesNotContain("INC-2");
  }

  @Test
  void bothRecordsHaveIt() {
    agent.asks("merge INC-2 into INC-1");
    assertThat(admin.asks("audit INC-2").plainText())
        .contains(
            "Amir: merge", "state: new, merged into: none → state: closed, merged into: INC-1");
    assertThat(admin.asks("audit INC-1").plainText())
        .contains("Amir: absorb", "INC-2", "Erin: report of INC-2");
  }

  @Test
  void whatWasSaidInTheOneIsReadInTheOtherWhereItWasSaid() {
    employee.asks("reply INC-2 since nine o'clock");
    agent.asks("note INC-2 the switch of hall three");
    clock.advance(Duration.ofMinutes(5));
    employee.asks("reply INC-1 any news?");
    agent.asks("merge INC-2 into INC-1");

    assertThat(agent.asks("show INC-1").plainText())
        .containsSubsequence(
            "reported it",
            "INC-2: reported it: cannot reach the file server",
            "INC-2: wrote: since nine o'clock",
            "INC-2: noted: the switch of hall three",
            "wrote: any news?",
            "merged another one into it: INC-2");
    assertThat(employee.asks("show INC-1").plainText())
        .contains("INC-2: wrote: since nine o'clock")
        .doesNotContain("hall three");
    assertThat(agent.asks("find nine o'clock").plainText())
        .contains("INC-2")
        .contains("merged into INC-1");
  }

  @Test
  void aLongHistoryIsTurnedPageByPageAndNothingIsLostOrTwice() {
    for (int i = 10; i < 50; i++) {
      clock.advance(Duration.ofSeconds(1));
      employee.asks("reply INC-%d word %d.".formatted(1 + i % 2, i));
    }
    agent.asks("merge INC-2 into INC-1");
    String pages =
        agent.hears("show INC-1").getFirst().plainText()
            + agent.hears("show INC-1 page:2").getFirst().plainText();
    for (int i = 10; i < 50; i++) {
      assertThat(pages).containsOnlyOnce("word %d.".formatted(i));
    }
    assertThat(pages).containsSubsequence("word 10.", "word 11.", "word 48.", "word 49.");
  }

  @Test
  void filesAreListedWithTheOthers() {
    jdbc.sql(
            """
            insert into ticket_file (subject, internal, name, url, platform, person_id, sent_by, sent_at)
            values ('INC-2', false, 'screen.png', 'https://files.example/s', 'web', 1, 'Erin', now()),
              ('INC-2', true, 'trace.txt', 'https://files.example/t', 'web', 1, 'Amir', now())
            """)
        .update();
    agent.asks("merge INC-2 into INC-1");
    assertThat(agent.asks("files INC-1").plainText()).contains("screen.png", "trace.txt");
    assertThat(employee.asks("files INC-1").plainText())
        .contains("screen.png")
        .doesNotContain("trace.txt");
  }

  @Test
  void theLinkToAnOutageFollows() {
    agent.asks("outage declare VPN down the gateway is dead");
    agent.asks("outage attach OUT-1 INC-2");
    assertThat(agent.asks("merge INC-2 into INC-1").plainText())
        .endsWith("INC-1 is part of OUT-1 in its place.");
    assertThat(agent.asks("show OUT-1").plainText())
        .contains("attached: INC-1", "INC-2 (merged into INC-1)");
    assertThat(jdbc.sql("select outage from incident order by id").query(String.class).list())
        .containsExactly("OUT-1", null);
    assertThat(told("web:employee", "OUT-1")).as("once for the link").isEqualTo(1);
    agent.asks("outage update OUT-1 a new gateway is on its way");
    assertThat(told("web:employee", "on its way")).isEqualTo(1);
  }

  @Test
  void ofTwoOutagesTheTargetKeepsItsOwn() {
    agent.asks("outage declare VPN down the gateway is dead");
    agent.asks("outage declare Wi-Fi down the aerial is dead");
    agent.asks("outage attach OUT-1 INC-1");
    agent.asks("outage attach OUT-2 INC-2");
    assertThat(agent.asks("merge INC-2 into INC-1").plainText())
        .endsWith("INC-1 stays part of OUT-1 and not of OUT-2, of which INC-2 was part.");
    assertThat(told("web:employee", "It is not part of OUT-2 any more.")).isEqualTo(1);
    assertThat(agent.asks("show OUT-1").plainText()).contains("INC-1");
    assertThat(agent.asks("show OUT-2").plainText()).contains("INC-2 (merged into INC-1)");
    assertThat(jdbc.sql("select outage from incident order by id").query(String.class).list())
        .containsExactly("OUT-1", null);
  }

  @Test
  void twoPeoplesAreNotMergedAndNeitherIsTold() {
    assertThat(manager.opens("report my VPN drops too")).isEqualTo("INC-3");
    Reply refused = agent.asks("merge INC-3 into INC-1");
    assertThat(refused).isInstanceOf(Reply.Refusal.class);
    assertThat(refused.plainText())
        .contains("INC-1 is of another person, Erin", "each would read", "outage attach OUT-…");
    assertThat(agent.asks("show INC-3").plainText()).contains("State: new");
    assertThat(told("web:employee", "merged") + told("web:manager", "merged")).isZero();
  }

  @Test
  void whoReportedItForTheRequesterIsToldAndFollowsTheOther() {
    assertThat(manager.opens("report Erin sees no files for:@employee")).isEqualTo("INC-3");
    assertThat(manager.asks("reply INC-1 hello").plainText()).contains("only for");
    String reads = "Mona, who reported INC-3, reads INC-1 from now on.";
    assertThat(agent.asks("merge INC-3 into INC-1").plainText()).endsWith("Erin is told. " + reads);
    assertThat(told("web:employee", "where it goes on. " + reads)).isEqualTo(1);
    assertThat(told("web:manager", reads)).isEqualTo(1);
    assertThat(told("web:employee", "merged it into INC-1")).isEqualTo(1);
    assertThat(told("web:manager", "merged it into INC-1")).isEqualTo(1);

    agent.asks("wait INC-1 requester which office?");
    assertThat(told("web:manager", "which office?")).isEqualTo(1);
    assertThat(manager.asks("reply INC-1 the one in Berlin").plainText())
        .as("an answer on the requester's side")
        .contains("State: in progress");
    assertThat(firstResponses()).as("of the desk, by asking").isEqualTo(1);
  }

  @Test
  void whoReportedTheTargetForTheRequesterIsNamedToo() {
    manager.opens("report Erin sees no files for:@employee");
    assertThat(agent.asks("merge INC-2 into INC-3").plainText())
        .endsWith("Mona, who reported INC-3, reads what was said in INC-2, too.");
  }

  @Test
  void whoMergesAndFollowedTheTargetBeforeFollowsItStill() {
    assertThat(agent.opens("report Erin sees no files for:@employee")).isEqualTo("INC-3");
    assertThat(admin.asks("role @manager +agent")).isNotNull();
    manager.asks("merge INC-3 into INC-1");
    agent.asks("merge INC-2 into INC-1");
    assertThat(alsoReported()).hasSize(1);
    assertThat(agent.opens("report Erin hears nothing for:@employee")).isEqualTo("INC-4");
    agent.asks("merge INC-1 into INC-4");
    manager.asks("wait INC-4 requester which office?");
    assertThat(told("web:agent", "which office?")).isEqualTo(1);
  }

  @Test
  void whoReportedWhatTheyMergeDoesNotFollowTheOther() {
    agent.opens("report Erin sees no files for:@employee");
    agent.asks("merge INC-3 into INC-1");
    assertThat(alsoReported()).isEmpty();
  }

  @Test
  void whatTheOneWasRelatedToIsRelatedToTheOther() {
    employee.opens("report no mail either");
    employee.opens("report no phone");
    agent.asks("relate INC-2 INC-3");
    agent.asks("relate INC-2 INC-4");
    agent.asks("relate INC-1 INC-4");
    agent.asks("relate INC-2 INC-1");
    agent.asks("merge INC-2 into INC-1");
    assertThat(agent.asks("show INC-1").plainText()).contains("Related: INC-3, INC-4\n");
    assertThat(agent.asks("show INC-3").plainText()).contains("Related: INC-1\n");
    assertThat(agent.asks("show INC-4").plainText()).contains("Related: INC-1\n");
    assertThat(agent.asks("show INC-2").plainText()).doesNotContain("Related:");
  }

  @Test
  void nobodyIsSaidToBeToldWhoIsNot() {
    agent.opens("report my own lamp");
    agent.opens("report my own chair");
    assertThat(agent.asks("merge INC-4 into INC-3").plainText()).doesNotContain("told");
    jdbc.sql(
            "delete from identity where person_id = (select requester_id from incident where id = 1)")
        .update();
    assertThat(agent.asks("merge INC-2 into INC-1").plainText()).doesNotContain("told");
  }

  @Test
  void filesAreListedOldestFirstAndNoneTwice() {
    jdbc.sql(
            """
            insert into ticket_file (subject, internal, name, url, platform, person_id, sent_by, sent_at)
            values ('INC-1', false, 'late.png', 'https://files.example/l', 'web', 1, 'Erin', now()),
              ('INC-1', false, 'both.png', 'https://files.example/b', 'web', 1, 'Erin', now()),
              ('INC-2', false, 'both.png', 'https://files.example/b', 'web', 1, 'Erin', now()),
              ('INC-2', false, 'early.png', 'https://files.example/e', 'web', 1, 'Erin',
                now() - interval '1 day')
            """)
        .update();
    agent.asks("merge INC-2 into INC-1");
    assertThat(agent.hears("files INC-1").toString())
        .containsSubsequence("early.png", "late.png")
        .doesNotContainPattern("(?s)late\\.png.*early\\.png");
    assertThat(
            jdbc.sql("select count(*) from ticket_file where subject = 'INC-1'")
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void whoAnswersForTheRequesterGivesNoFirstResponse() {
    manager.opens("report Erin sees no files for:@employee");
    agent.asks("merge INC-3 into INC-1");
    manager.asks("reply INC-1 she still sees none");
    assertThat(firstResponses()).isZero();
  }

  @Test
  void oneThatWasMergedIsNoTargetAndNoSourceAndNothingIsDoneToItAnyMore() {
    agent.asks("merge INC-2 into INC-1");
    assertThat(employee.opens("report the printer is out of paper")).isEqualTo("INC-3");

    assertRefused("merge INC-2 into INC-1", "INC-2 was merged into INC-1 already.");
    assertRefused("merge INC-1 into INC-2", "INC-2 was merged into INC-1: the other way round");
    assertRefused("merge INC-3 into INC-2", "merge INC-3 into INC-1.");
    assertRefused("merge INC-2 into INC-3", "INC-2 was merged into INC-1");
    assertRefused("merge INC-3 into INC-3", "cannot be merged into itself");
    assertRefused("merge INC-3 into INC-99", "There is no INC-99");
    assertThat(events("merge")).isEqualTo(1);
    assertThat(events("absorb")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "take INC-2",
        "assign INC-2 @agent",
        "priority INC-2 impact:high",
        "reply INC-2 hello",
        "note INC-2 hello",
        "wait INC-2 vendor",
        "resume INC-2",
        "resolve INC-2 done",
        "close INC-2",
        "reopen INC-2 it is back",
        "cancel INC-2",
        "attach INC-2 OUT-1",
        "outage attach OUT-1 INC-2",
      })
  void everyCommandOnItNamesTheOther(String words) {
    agent.asks("outage declare VPN down the gateway is dead");
    agent.asks("merge INC-2 into INC-1");
    String before = agent.asks("show INC-2").plainText();
    assertRefused(words, "merged into INC-1");
    assertThat(agent.asks("show INC-2").plainText()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reply INC-2", "resolve INC-2", "assign INC-2"})
  void aFormForItIsNotEvenShown(String pressed) {
    agent.asks("merge INC-2 into INC-1");
    Reply button = new Reply.Text("", List.of(), List.of(Action.of("Press", pressed)));
    Reply refused = agent.presses(button, "Press");
    assertThat(refused).isInstanceOf(Reply.Refusal.class);
    assertThat(refused.plainText()).contains("merged into INC-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"resolve INC-1 done", "cancel INC-1 gone"})
  void whatHasEndedTakesNothingIn(String end) {
    agent.asks(end);
    assertRefused("merge INC-2 into INC-1", "takes nothing in");
    assertThat(agent.asks("show INC-2").plainText()).contains("State: new");
  }

  @Test
  void onlyIncidentsAreMerged() {
    agent.asks("outage declare VPN down the gateway is dead");
    assertRefused("merge OUT-1 into INC-1", "OUT-1 names an outage");
    assertRefused("merge INC-1 into REQ-1", "REQ-1 names a request");
  }

  @Test
  void howItIsTypedSaysWhichOneEnds() {
    assertThat(agent.asks("help merge").plainText()).contains("merge KEY into KEY");
  }

  @Test
  void onlyAgentsMerge() {
    for (Speaker other : List.of(employee, manager, admin)) {
      Reply refused = other.asks("merge INC-2 into INC-1");
      assertThat(refused).isInstanceOf(Reply.Refusal.class);
      assertThat(refused.plainText()).doesNotContain("file server", "VPN");
    }
    assertThat(events("merge")).isZero();
  }

  @Test
  void whatWasMergedBeforeGoesAlong() {
    assertThat(employee.opens("report no mail either")).isEqualTo("INC-3");
    agent.asks("merge INC-3 into INC-2");
    agent.asks("merge INC-2 into INC-1");
    assertThat(agent.asks("show INC-3").plainText()).contains("Merged into: INC-1");
    assertThat(agent.asks("show INC-1").plainText())
        .contains("INC-3: reported it: no mail either", "INC-2: reported it");
    assertRefused("take INC-3", "merged into INC-1");
  }

  @Test
  void theSamePressDoesItsWorkOnce() {
    List<Reply> first = agent.hears("merge INC-2 into INC-1", "press-1");
    assertThat(first.getFirst()).isInstanceOf(Reply.Text.class);
    assertThat(agent.hears("merge INC-2 into INC-1", "press-1").getFirst().plainText())
        .contains("nothing was done twice");
    assertThat(events("merge")).isEqualTo(1);
    assertThat(told("web:employee", "merged it into")).isEqualTo(1);
  }

  @Test
  void ofTwoWhoMergeInOppositeDirectionsOneWinsAndTheOtherIsToldWhy() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 10; round++) {
        String one = employee.opens("report the lamp of desk " + round);
        String other = employee.opens("report the chair of desk " + round);
        Callable<Reply> there =
            () -> {
              together.await();
              return agent.asks("merge " + one + " into " + other);
            };
        Callable<Reply> back =
            () -> {
              together.await();
              return agent.asks("merge " + other + " into " + one);
            };
        Future<Reply> first = threads.submit(there);
        Future<Reply> second = threads.submit(back);
        List<Reply> answers = List.of(first.get(), second.get());
        assertThat(answers).filteredOn(Reply.Text.class::isInstance).hasSize(1);
        assertThat(answers)
            .filteredOn(Reply.Refusal.class::isInstance)
            .singleElement()
            .satisfies(no -> assertThat(no.plainText()).contains("was merged into"));
      }
    }
    assertThat(
            jdbc.sql("select count(*) from incident where merged_into is not null")
                .query(Integer.class)
                .single())
        .isEqualTo(10);
  }

  @Test
  void itCountsAsMergedAndInNoTimeToResolve() {
    String before = figures("2026-01-01..2026-01-31");
    agent.asks("take INC-2");
    clock.advance(Duration.ofMinutes(30));
    agent.asks("merge INC-2 into INC-1");
    String merged = figures("1d");
    assertThat(merged)
        .contains(
            "Opened: 2",
            "Resolved: 0",
            "Cancelled: 0",
            "Merged: 1",
            "Closed unresolved: 0",
            "Backlog at the end: 1",
            "Time to resolve: mean none")
        .contains("P3: opened 2, resolved 0, reopened 0, cancelled 0, merged 1");

    clock.advance(Duration.ofHours(1));
    agent.asks("resolve INC-1 a new gateway");
    assertThat(figures("1d"))
        .contains("Resolved: 1", "Merged: 1", "Backlog at the end: 0")
        .contains("Time to resolve: mean 1 h 40 min");
    assertThat(figures("2026-01-01..2026-01-31")).isEqualTo(before);
  }

  @Test
  void aResolutionBeforeStaysInItsPeriod() {
    agent.asks("resolve INC-2 restarted");
    clock.advance(Duration.ofDays(3));
    String then = figures("1d");
    employee.asks("reopen INC-2 it is back");
    agent.asks("merge INC-2 into INC-1");
    assertThat(figures("4d"))
        .contains("Resolved: 1", "Reopened: 1", "Merged: 1", "Backlog at the end: 1");
    assertThat(then).contains("Merged: 0");
  }

  @Test
  void itCostsNoMoreThanTwentyFourRoundTrips() {
    for (int i = 0; i < 30; i++) {
      employee.opens("report number " + i + " of many unlike things");
    }
    database.reset();
    agent.asks("merge INC-2 into INC-1");
    assertThat(database.roundTrips()).as(database.toString()).isBetween(1, 24);
    database.reset();
    agent.asks("show INC-1");
    assertThat(database.roundTrips()).as(database.toString()).isBetween(1, 4);
  }

  private void assertRefused(String words, String why) {
    Reply refused = agent.asks(words);
    assertThat(refused).as(words).isInstanceOf(Reply.Refusal.class);
    assertThat(refused.plainText()).as(words).contains(why);
  }

  private String figures(String period) {
    return manager.asks("metrics " + period).plainText();
  }

  private List<Long> alsoReported() {
    return jdbc.sql("select unnest(also_reported_by) from incident where id = 1")
        .query((row, _) -> row.getLong(1))
        .list();
  }

  private int told(String conversation, String containing) {
    return jdbc.sql(
            "select count(*) from outbox where conversation like ? and payload::text like ?")
        .params(conversation.replace(":", ":%"), "%" + containing + "%")
        .query(Integer.class)
        .single();
  }

  private int events(String verb) {
    return (int)
        OnRecord.of(jdbc, "INC").stream().filter(said -> said.startsWith(verb + ":")).count();
  }

  private int firstResponses() {
    return jdbc.sql("select count(*) from incident where first_response_at is not null")
        .query(Integer.class)
        .single();
  }
}
