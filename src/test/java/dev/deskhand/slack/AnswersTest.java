package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.slack.standin.SlackView;
import dev.deskhand.testing.OnRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How people who wait are answered, also when they do what they should not. */
class AnswersTest extends SlackScene {

  @Autowired DataSource dataSource;

  @Test
  void anEmptyCommandIsAnsweredWithHelp() {
    assertThat(rita.slash("/desk", "", OFFICE).body()).contains("Report an issue");
  }

  @Test
  void nonsenseIsAnsweredWithTheNearestCommands() {
    SlackAck ack = rita.slash("/desk", "reprot the VPN", OFFICE);
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    assertThat(ack.body()).contains("report");
    assertThat(incidents()).isZero();
  }

  @Test
  void aTextOfAHundredKilobytesIsRefusedInWords() {
    SlackAck ack = rita.slash("/desk", "report " + "x".repeat(100_000), OFFICE);
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    assertThat(ack.body()).contains("🚫");
    assertThat(rita.directMessage("report " + "x".repeat(100_000)))
        .matches(SlackAck::accepted, "accepted");
    toldDirectly(rita, "🚫");
    assertThat(incidents()).isZero();
  }

  @Test
  void aNulCharacterIsRefusedInWords() {
    assertThat(rita.slash("/desk", "report a\u0000b", OFFICE).body()).contains("🚫");
    assertThat(incidents()).isZero();
  }

  @Test
  void emojiRightToLeftAndMarkupStayText() {
    rita.slash("/desk", "report 😀 مرحبا <!channel> <i>x</i> <@U0ANTON>", OFFICE);
    SlackMessage card = card("😀 مرحبا");
    assertThat(card.pings()).isEmpty();
    assertThat(card.shown()).contains("@channel &lt;i&gt;x");
  }

  @Test
  void aMentionIsAnsweredInAThread() {
    SlackAck ack = rita.mention(OFFICE, "report the coffee machine is on strike");
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    SlackMessage answer =
        slack.awaitMessage(
            OFFICE,
            message ->
                message.user().equals(SlackStandIn.DESK)
                    && message.shown().contains("coffee machine"));
    assertThat(answer.threadTs()).isEqualTo(ack.message().ts());
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void freeWordsOpenNothingUntilThatIsPressedAndOnlyOnce() {
    rita.directMessage("the fridge in the kitchen hums a tune");
    SlackMessage question = told(rita, "Nothing has been opened yet");
    assertThat(incidents()).isZero();
    assertThat(rita.press(question, "Report this")).matches(SlackAck::accepted, "accepted");
    slack.awaitChange(question, now -> now.shown().contains("fridge"));
    assertThat(rita.press(question, "Report this")).matches(SlackAck::accepted, "accepted");
    told(rita, "reported already");
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void aSecondPressOnAUsedButtonChangesNothing() {
    makeAgent(anton);
    rita.slash("/desk", "report the door does not open", OFFICE);
    SlackMessage card = card("the door does not open");
    anton.press(card, "Take");
    slack.awaitChange(card, now -> now.shown().contains("Anton Agent"));
    int events = history();
    assertThat(anton.press(card, "Take")).matches(SlackAck::accepted, "accepted");
    told(anton, "🚫");
    assertThat(history()).isEqualTo(events);
  }

  private int history() {
    return OnRecord.of(jdbc, "INC").size();
  }

  @Test
  void aPressOfSomebodyWhoMayNotSaysSoToThemAlone() {
    rita.slash("/desk", "report the lamp flickers", OFFICE);
    SlackMessage card = card("the lamp flickers");
    SlackPerson eve = slack.person("U0EVE", "Eve Elsewhere");
    eve.press(card, "Take");
    SlackMessage no = told(eve, "🚫");
    assertThat(no.ephemeral()).isTrue();
    assertThat(slack.current(card).orElseThrow().shown()).doesNotContain("Eve");
  }

  @Test
  void aFormThatCannotBeOpenedInTimeIsOfferedAnew() {
    slack.faults().next("views.open", Fault.refused("expired_trigger_id"));
    rita.slash("/desk", "report", OFFICE);
    SlackMessage offer =
        slack.awaitHeard(rita, message -> message.ephemeral() && !message.buttons().isEmpty());
    assertThat(rita.modal()).isEmpty();
    rita.press(offer, offer.buttons().getFirst());
    slack.awaitModal(rita, view -> view.callbackId().equals("desk:form"));
  }

  @Test
  void whatCannotBeReadIsShownAtItsField() {
    rita.slash("/desk", "report", OFFICE);
    SlackView form = slack.awaitModal(rita, view -> true);
    SlackAck ack = rita.submit(form, Map.of("field:text", "a\u0000b"));
    assertThat(ack.fieldErrors()).containsOnlyKeys("field:text");
    assertThat(rita.modal()).isPresent();
    assertThat(rita.submit(form, Map.of("field:text", "the screen is black")).fieldErrors())
        .isEmpty();
    card("the screen is black");
    assertThat(rita.modal()).isEmpty();
  }

  @Test
  void whatTheDeskRefusesIsSaidInTheFormWhichCanBeSentAgain() {
    makeAgent(anton);
    rita.slash("/desk", "report the mouse is stuck", OFFICE);
    SlackMessage card = card("the mouse is stuck");
    anton.press(card, "Resolve…");
    SlackView form = slack.awaitModal(anton, view -> true);
    anton.slash("/desk", "cancel INC-1 by mistake", TRIAGE);
    SlackAck refused = anton.submit(form, Map.of(form.labels().getFirst(), "unstuck it"));
    assertThat(refused.json().path("response_action").asString()).isEqualTo("update");
    SlackView again = anton.modal().orElseThrow();
    assertThat(again.shown()).contains("🚫");
    assertThat(again.privateMetadata()).isNotEqualTo(form.privateMetadata());
    assertThat(anton.submit(again, Map.of(form.labels().getFirst(), "really")).body())
        .contains("🚫");
  }

  @Test
  void aFormOfAnotherVersionOfTheDeskSaysSo() {
    rita.slash("/desk", "report", OFFICE);
    SlackView form = slack.awaitModal(rita, view -> true);
    SlackView old = new SlackView(form.id(), form.user(), form.json().deepCopy());
    old.json().put("private_metadata", "{\"v\":0}");
    assertThat(rita.submit(old, Map.of("field:text", "x")).fieldErrors().values())
        .singleElement()
        .asString()
        .contains("another version of the desk");
    assertThat(incidents()).isZero();
  }

  @Test
  void aSummaryComesWithItsPicture() {
    makeAgent(anton);
    adele.slash("/desk", "role <@" + anton.id() + "> +manager", TRIAGE);
    anton.slash("/desk", "outage declare VPN down the gateway is dead", TRIAGE);
    later(Duration.ofMinutes(10));
    assertThat(anton.slash("/desk", "summary 7d", OFFICE)).matches(SlackAck::accepted, "accepted");
    await()
        .untilAsserted(
            () ->
                assertThat(slack.files())
                    .anySatisfy(
                        file -> {
                          assertThat(file.channels()).containsAnyOf(OFFICE, anton.dm());
                          assertThat(file.content()).startsWith(0x89, 'P', 'N', 'G');
                        }));
  }

  @Test
  void aSlowCommandIsAcknowledgedAndAnsweredLater() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE inbound_event IN ACCESS EXCLUSIVE MODE");
      SlackAck ack = rita.slash("/desk", "report the lift is slow", OFFICE);
      assertThat(ack).matches(SlackAck::accepted, "accepted");
      assertThat(ack.body()).isEmpty();
      assertThat(incidents()).isZero();
      connection.rollback();
    }
    slack.awaitHeard(
        rita, message -> message.ephemeral() && message.shown().contains("the lift is slow"));
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void nothingIsLostDoubledOrOvertakenWhenSlackHasABadDay() {
    slack.faults().when(call -> bad(call.method(), call.number(), 0), 40, Fault.lostAfter());
    slack
        .faults()
        .when(
            call -> bad(call.method(), call.number(), 1),
            40,
            Fault.rateLimited(Duration.ofSeconds(1)));
    slack.faults().when(call -> bad(call.method(), call.number(), 2), 40, Fault.status(503));
    for (int i = 1; i <= 20; i++) {
      assertThat(rita.directMessage("report bad day number %02d".formatted(i)))
          .matches(SlackAck::accepted, "accepted");
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              later(Duration.ofSeconds(1));
              return jdbc.sql("SELECT count(*) FROM outbox WHERE state = 'PENDING'")
                      .query(Integer.class)
                      .single()
                  == 0;
            });
    assertThat(numbers(TRIAGE)).isEqualTo(numbersTo(20));
    assertThat(numbers(rita.dm())).isEqualTo(numbersTo(20));
  }

  private static boolean bad(String method, int number, int kind) {
    return method.equals("chat.postMessage") && number % 9 == kind * 2;
  }

  private java.util.List<String> numbers(String channel) {
    return messages(channel, message -> message.user().equals(SlackStandIn.DESK)).stream()
        .map(SlackMessage::text)
        .filter(text -> text.matches("(?s)INC-\\d+ bad day number .*"))
        .map(text -> text.replaceAll("(?s).*?bad day number (\\d\\d).*", "$1"))
        .toList();
  }

  private static java.util.List<String> numbersTo(int most) {
    return java.util.stream.IntStream.rangeClosed(1, most).mapToObj("%02d"::formatted).toList();
  }
}
