package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.delivery.SlackPlatform;
import dev.deskhand.slack.inbound.SlackListening;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.OnRecord;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * What is written while the desk is away is taken in when it is back: once, and in order. Nobody
 * here is met in another test, since a direct conversation keeps what they wrote there.
 */
class WhileAwayTest extends SlackScene {

  private static int number;

  private final SlackPerson nora = slack.person("U0NORA" + ++number, "Nora Newcomer");
  private final SlackPerson olaf = slack.person("U0OLAF" + number, "Olaf Operator");

  @Autowired SlackListening listening;

  @BeforeEach
  void theDeskHearsEverything() {
    heardAllOfOtherTests();
    restart();
  }

  @AfterEach
  void theDeskIsThere() {
    slack.unreachable(false);
    listening.start();
  }

  /** The desk begins to listen, and has caught up. */
  private void restart() {
    listening.stop();
    back();
  }

  private void away() {
    listening.stop();
    slack.unreachable(true);
  }

  private void back() {
    // later than what was noted before, so that a note that is new can be told
    later(Duration.ofSeconds(1));
    slack.unreachable(false);
    listening.start();
    await()
        .until(
            () ->
                places
                    .listenedUntil(SlackPlatform.NAME)
                    .filter(until -> !until.isBefore(clock.instant()))
                    .isPresent());
  }

  @Test
  void directMessagesAreAnsweredOnceAndInTheirOrder() {
    nora.directMessage("report the sink of hall one leaks");
    away();
    SlackAck unheard = nora.directMessage("report the sink of hall two leaks");
    nora.directMessage("report the sink of hall three leaks");
    nora.share(nora.dm(), null, "report the sink of hall four leaks", "sink.png");
    back();
    assertThat(titles())
        .containsExactly(
            "the sink of hall one leaks",
            "the sink of hall two leaks",
            "the sink of hall three leaks",
            "the sink of hall four leaks");
    assertThat(card("the sink of hall four leaks").shown()).contains("sink.png: https://");

    assertThat(slack.redeliver(unheard, 3, "http_error").accepted()).isTrue();
    restart();
    restart();
    assertThat(incidents()).isEqualTo(4);
  }

  @Test
  void whatSomebodyAnswersWhoNeverSpokeToTheDeskIsReadToo() {
    makeAgent(olaf);
    olaf.slash("/desk", "report the gate of hall five squeaks for:<@" + nora.id() + ">", OFFICE);
    told(nora, "INC-1 the gate of hall five squeaks");
    delivered();
    away();
    nora.directMessage("report the gate of hall six squeaks");
    back();
    assertThat(titles()).endsWith("the gate of hall six squeaks").hasSize(2);
  }

  @Test
  void theTalkOfATicketIsTakenInOnBothSides() {
    SlackMessage agentsCard = reported("the drill of hall one stalls");
    SlackMessage ownCard = cardOf(nora, "the drill of hall one stalls");
    slack.bot("U0HOOK", "Hook");
    away();
    SlackAck first = nora.directMessage(ownCard.ts(), "since noon");
    nora.directMessage(ownCard.ts(), "and it smells");
    olaf.message(TRIAGE, agentsCard.ts(), "an old one");
    slack.person("U0HOOK", "Hook").message(TRIAGE, agentsCard.ts(), "build 7 failed");
    olaf.mention(TRIAGE, agentsCard.ts(), "take");
    SlackAck last = olaf.message(TRIAGE, agentsCard.ts(), ">> I am on my way");
    back();

    slack.awaitChange(agentsCard, now -> now.shown().contains("in progress"));
    line(nora.dm(), ownCard, "Olaf Operator wrote: I am on my way");
    assertThat(history())
        .containsExactlyInAnyOrder(
            "report:the drill of hall one stalls",
            "reply:since noon",
            "reply:and it smells",
            "note:an old one",
            "take:",
            "reply:I am on my way")
        .containsSubsequence("reply:since noon", "reply:and it smells")
        .containsSubsequence("note:an old one", "take:", "reply:I am on my way");

    for (SlackAck late : List.of(first, last)) {
      assertThat(slack.redeliver(late, 3, "http_error").accepted()).isTrue();
    }
    restart();
    restart();
    delivered();
    assertThat(history()).hasSize(6);
    assertThat(messages(nora.dm(), message -> message.shown().contains("on my way"))).hasSize(1);
  }

  @Test
  void editsAndDeletionsAreNoticed() {
    SlackMessage agentsCard = reported("the hoist of hall one hums");
    SlackMessage ownCard = cardOf(nora, "the hoist of hall one hums");
    SlackMessage kept = nora.directMessage(ownCard.ts(), "it stays").message();
    SlackMessage edited = nora.directMessage(ownCard.ts(), "since eight").message();
    SlackMessage deleted = olaf.message(TRIAGE, agentsCard.ts(), "SECRET").message();
    away();
    nora.edit(edited, "since nine");
    olaf.delete(deleted);
    SlackMessage quick = nora.directMessage(ownCard.ts(), "or tenn").message();
    nora.edit(quick, "or ten");
    back();

    line(TRIAGE, agentsCard, "Nora Newcomer edited what they wrote: since nine");
    restart();
    assertThat(history().stream().map(entry -> entry.replaceAll("(?<=message of ).*", "…")))
        .containsExactlyInAnyOrder(
            "report:the hoist of hall one hums",
            "reply:it stays",
            "reply:since eight",
            "note:SECRET",
            "amend:since nine",
            "withdraw:the message of …",
            "reply:or ten");
    assertThat(slack.current(kept)).isPresent();
  }

  @Test
  void whatIsSaidMeanwhileWaitsForWhatWasSaidBefore() {
    SlackMessage agentsCard = reported("the crane of hall one creaks");
    away();
    olaf.message(TRIAGE, agentsCard.ts(), "one");
    olaf.message(TRIAGE, agentsCard.ts(), "two");
    slack.unreachable(false);
    slack.faults().next("conversations.replies", 1, Fault.slow(Duration.ofMillis(300)));
    listening.start();

    assertThat(olaf.message(TRIAGE, agentsCard.ts(), "three").accepted()).isTrue();

    assertThat(history())
        .containsExactly(
            "report:the crane of hall one creaks", "note:one", "note:two", "note:three");
  }

  @Test
  void whatSlackFailsToTellIsAskedForAgainAndNothingIsForgottenUntilItIsRead() {
    nora.directMessage("report the lift of hall one stops");
    away();
    nora.directMessage("report the lift of hall two stops");
    Fault.Gate gate = new Fault.Gate();
    slack.faults().next("conversations.history", 1, Fault.held(gate));
    slack.unreachable(false);
    later(Duration.ofHours(2));
    listening.start();
    await().until(() -> !slack.calls("conversations.history").isEmpty());
    // it dies before it has read anything
    listening.stop();
    gate.open();
    slack.faults().next("conversations.history", 1, Fault.status(503));

    back();

    assertThat(titles())
        .containsExactly("the lift of hall one stops", "the lift of hall two stops");
  }

  @Test
  void aLongAbsenceIsReadOverManyPages() {
    SlackMessage agentsCard = reported("the mixer of hall one sticks");
    away();
    List<String> notes = IntStream.range(0, 205).mapToObj(n -> "note " + n).toList();
    notes.forEach(note -> olaf.message(TRIAGE, agentsCard.ts(), note));
    back();
    assertThat(history())
        .containsExactlyElementsOf(
            Stream.concat(
                    Stream.of("report:the mixer of hall one sticks"),
                    notes.stream().map(note -> "note:" + note))
                .toList());
  }

  /** Nora reports something; the answer is the agents' card, and Olaf is one of them. */
  private SlackMessage reported(String what) {
    makeAgent(olaf);
    nora.directMessage("report " + what);
    SlackMessage card = card(what);
    delivered();
    return card;
  }

  private SlackMessage cardOf(SlackPerson person, String containing) {
    return slack.awaitMessage(
        person.dm(),
        message ->
            message.user().equals(SlackStandIn.DESK)
                && message.shown().contains(containing)
                && message.threadTs() == null);
  }

  private void line(String channel, SlackMessage head, String containing) {
    slack.awaitMessage(
        channel,
        message ->
            message.user().equals(SlackStandIn.DESK)
                && head.ts().equals(message.threadTs())
                && message.shown().contains(containing));
  }

  private List<String> titles() {
    return jdbc.sql("SELECT title FROM incident ORDER BY id")
        .query((row, number) -> row.getString(1))
        .list();
  }

  private List<String> history() {
    return OnRecord.of(jdbc, "INC");
  }

  private void delivered() {
    await()
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM outbox WHERE state = 'PENDING'")
                        .query(Integer.class)
                        .single()
                    == 0);
  }
}
