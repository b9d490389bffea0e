package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.Sending;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.OnRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The talk around a ticket, in the threads where it takes place. */
class ThreadsTest extends SlackScene {

  private static final SlackPerson colin = slack.person("U0COLIN", "Colin Colleague");

  @Test
  void aReportIsServedInTheRequestersOwnThreadAndTheTalkGoesBothWays() {
    SlackMessage agentsCard = reported("the VPN drops");
    SlackMessage ownCard = cardOf(rita, "the VPN drops");
    assertThat(ownCard.threadTs()).isNull();
    assertThat(ownCard.buttons()).contains("Cancel…").doesNotContain("Take");

    anton.press(agentsCard, "Take");
    SlackMessage works = line(rita.dm(), ownCard, "Anton Agent works on it");
    assertThat(works.shown()).doesNotContain("INC-1");
    slack.awaitChange(ownCard, now -> now.shown().contains("in progress"));

    rita.directMessage(ownCard.ts(), "it is worse since noon");
    line(TRIAGE, agentsCard, "Rita Requester wrote: it is worse since noon");
    assertThat(said(agentsCard)).doesNotContain("Anton Agent replied");

    anton.message(TRIAGE, agentsCard.ts(), ">> please try again");
    line(rita.dm(), ownCard, "Anton Agent wrote: please try again");
    line(TRIAGE, agentsCard, "Anton Agent replied to Rita Requester: please try again");
    delivered();
    assertThat(messages(rita.dm(), message -> message.shown().contains("the VPN drops")))
        .filteredOn(message -> message.user().equals(SlackStandIn.DESK))
        .as("one card and no loose copies of it")
        .hasSize(1);
    assertThat(history())
        .containsExactly(
            "report:the VPN drops",
            "take:",
            "reply:it is worse since noon",
            "reply:please try again");
  }

  @Test
  void whatAgentsSayAmongThemselvesNeverReachesTheRequesterHoweverItIsEdited() {
    SlackMessage agentsCard = reported("the badge reader sleeps");
    cardOf(rita, "the badge reader sleeps");
    delivered();
    List<SlackMessage> before = rita.sees(rita.dm());

    SlackMessage note = anton.message(TRIAGE, agentsCard.ts(), "SECRET one").message();
    SlackMessage edited = anton.edit(note, ">> SECRET two").message();
    SlackMessage third = anton.edit(edited, "SECRET three").message();
    anton.delete(third);
    anton.share(TRIAGE, agentsCard.ts(), "SECRET file", "dump.txt");
    anton.broadcast(TRIAGE, agentsCard.ts(), "SECRET aloud");
    delivered();

    assertThat(rita.sees(rita.dm())).isEqualTo(before);
    assertThat(rita.slash("/desk", "show INC-1", OFFICE).body()).doesNotContain("SECRET");
    assertThat(rita.slash("/desk", "find SECRET", OFFICE).body()).doesNotContain("INC-1");
    assertThat(said(agentsCard)).as("nothing is said twice in the thread").doesNotContain("SECRET");
    assertThat(OnRecord.internal(jdbc))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("note:SECRET one"),
            second -> assertThat(second).isEqualTo("amend:>> SECRET two"),
            again -> assertThat(again).isEqualTo("amend:SECRET three"),
            gone -> assertThat(gone).startsWith("withdraw:the message of "),
            file -> assertThat(file).startsWith("note:SECRET file\ndump.txt: https://"),
            aloud -> assertThat(aloud).isEqualTo("note:SECRET aloud"));
    assertThat(history().stream().filter(entry -> entry.contains("SECRET"))).hasSize(5);
  }

  @Test
  void aMergedReportIsToldOnceAndWhatIsWrittenUnderItGoesOnUnderTheOther() {
    SlackMessage agentsCard = reported("the saw is blunt");
    rita.directMessage("report the saw makes sparks");
    SlackMessage ownCard = cardOf(rita, "the saw makes sparks");
    card("the saw makes sparks");
    delivered();

    anton.slash("/desk", "merge INC-2 into INC-1", TRIAGE);
    line(rita.dm(), ownCard, "Anton Agent merged it into INC-1, where it goes on.");
    line(TRIAGE, agentsCard, "Anton Agent merged INC-2 into it: the saw makes sparks");
    slack.awaitChange(ownCard, now -> now.shown().contains("Merged into"));
    delivered();
    assertThat(desk(rita.dm()))
        .filteredOn(message -> message.shown().contains("merged"))
        .as("told once")
        .hasSize(1);

    rita.directMessage(ownCard.ts(), "it burns now");
    line(TRIAGE, agentsCard, "Rita Requester wrote: it burns now");
    line(rita.dm(), ownCard, "INC-2 was merged into INC-1; this was taken in there.");
  }

  @Test
  void aReplyWhosePrefixIsEditedAwayStaysAsItWasForTheRequester() {
    SlackMessage agentsCard = reported("the proxy hangs");
    SlackMessage ownCard = cardOf(rita, "the proxy hangs");
    SlackMessage reply = anton.message(TRIAGE, agentsCard.ts(), ">> we are on it").message();
    line(rita.dm(), ownCard, "we are on it");

    SlackMessage changed = anton.edit(reply, ">> we are nearly there").message();
    line(rita.dm(), ownCard, "Anton Agent edited what they wrote: we are nearly there");
    anton.edit(changed, "she is a nuisance");

    line(TRIAGE, agentsCard, "The requester keeps what was sent before");
    delivered();
    assertThat(rita.sees(rita.dm())).noneMatch(message -> message.shown().contains("nuisance"));
  }

  @Test
  void editsDeletionsAndFilesOfTheRequesterAreToldToTheAgents() {
    SlackMessage agentsCard = reported("the modem sings");
    SlackMessage ownCard = cardOf(rita, "the modem sings");

    SlackMessage words = rita.directMessage(ownCard.ts(), "since eight").message();
    line(TRIAGE, agentsCard, "Rita Requester wrote: since eight");
    slackUnfurls(words);
    SlackMessage edited = rita.edit(words, "since nine").message();
    line(TRIAGE, agentsCard, "Rita Requester edited what they wrote: since nine");
    rita.delete(edited);
    assertThat(line(TRIAGE, agentsCard, "Rita Requester deleted the message of ").shown())
        .as("whoever deletes a password wants it gone")
        .doesNotContain("since");
    rita.share(rita.dm(), ownCard.ts(), "", "screen.png");
    line(TRIAGE, agentsCard, "screen.png: https://");

    delivered();
    assertThat(history())
        .containsExactly(
            "report:the modem sings",
            "reply:since eight",
            "amend:since nine",
            "withdraw:the message of 2 March 2026 at 09:00 UTC",
            "reply:screen.png: https://standin.slack.com/files/U0RITA/"
                + slack.files().getLast().id()
                + " (sent directly, so it opens for its sender alone; ask them to share it in a"
                + " channel)");
  }

  private void slackUnfurls(SlackMessage message) {
    assertThat(rita.unfurled(message)).matches(SlackAck::accepted, "accepted");
  }

  @Test
  void whatWasReportedInAChannelGoesOnInThatThreadAndOthersMayTalkThere() {
    makeAgent(anton);
    SlackMessage asked = rita.mention(OFFICE, "report the plotter is ablaze").message();
    SlackMessage agentsCard = card("the plotter is ablaze");
    SlackMessage shown = line(OFFICE, asked, "the plotter is ablaze");
    delivered();
    assertThat(desk(OFFICE))
        .as("the card is the answer")
        .filteredOn(message -> message.shown().contains("plotter is ablaze"))
        .hasSize(1);
    assertThat(desk(rita.dm())).noneMatch(message -> message.shown().contains("plotter is ablaze"));

    colin.message(OFFICE, asked.ts(), "mine, too");
    rita.message(OFFICE, asked.ts(), "it smells");
    line(TRIAGE, agentsCard, "Rita Requester wrote: it smells");
    anton.message(OFFICE, asked.ts(), "stand back");
    line(TRIAGE, agentsCard, "Anton Agent replied to Rita Requester: stand back");
    anton.message(TRIAGE, agentsCard.ts(), ">> the fire brigade is coming");
    line(OFFICE, asked, "Anton Agent wrote: the fire brigade is coming");
    anton.press(agentsCard, "Take");
    line(OFFICE, asked, "Anton Agent works on it");
    slack.awaitChange(shown, now -> now.shown().contains("in progress"));
    delivered();

    assertThat(desk(OFFICE)).noneMatch(message -> message.shown().contains("smells"));
    assertThat(desk(OFFICE)).noneMatch(message -> message.shown().contains("stand back"));
    assertThat(history())
        .containsExactly(
            "report:the plotter is ablaze",
            "reply:it smells",
            "reply:stand back",
            "reply:the fire brigade is coming",
            "take:");
    assertThat(jdbc.sql("SELECT count(*) FROM refusal").query(Integer.class).single()).isZero();
  }

  @Test
  void talkThatIsNoTicketsLeavesNoTrace() {
    SlackMessage asked = rita.message(OFFICE, null, "who has the ladder?").message();
    int people = people();
    colin.message(OFFICE, asked.ts(), "I have");
    SlackMessage gone = colin.message(OFFICE, asked.ts(), "or not").message();
    colin.delete(colin.edit(gone, "or maybe").message());
    slack.bot("U0BOT", "Bot");

    assertThat(people()).isEqualTo(people);
    assertThat(jdbc.sql("SELECT count(*) FROM inbound_event").query(Integer.class).single())
        .isZero();
    assertThat(slack.thread(OFFICE, asked.ts()))
        .noneMatch(message -> message.user().equals(SlackStandIn.DESK));
  }

  @Test
  void theSameRemarkFiveTimesIsSaidOnceAndWhatTheDeskSaysIsNotHeard() {
    slack.echoing(true);
    try {
      SlackMessage agentsCard = reported("the router blinks");
      SlackMessage ownCard = cardOf(rita, "the router blinks");
      SlackAck first =
          rita.sending(Sending.USUAL.withEventId("EvTalk")).directMessage(ownCard.ts(), "hello?");
      for (int retry = 1; retry <= 4; retry++) {
        assertThat(slack.redeliver(first, retry, "http_timeout"))
            .matches(SlackAck::accepted, "accepted");
      }
      line(TRIAGE, agentsCard, "Rita Requester wrote: hello?");
      delivered();
      assertThat(history()).containsExactly("report:the router blinks", "reply:hello?");
      assertThat(messages(TRIAGE, message -> message.shown().contains("hello?"))).hasSize(1);
    } finally {
      slack.echoing(false);
    }
  }

  @Test
  void aRemarkOnAClosedTicketIsAnsweredWithHowToReopenIt() {
    SlackMessage agentsCard = reported("the switch is hot");
    SlackMessage ownCard = cardOf(rita, "the switch is hot");
    anton.slash("/desk", "resolve INC-1 restarted it", TRIAGE);
    line(rita.dm(), ownCard, "Anton Agent resolved it: restarted it");
    anton.slash("/desk", "close INC-1", TRIAGE);
    line(rita.dm(), ownCard, "Anton Agent closed it");

    rita.directMessage(ownCard.ts(), "no, it does not work");

    SlackMessage no = line(rita.dm(), ownCard, "reopen INC-1");
    assertThat(no.buttons()).contains("Reopen…");
    anton.message(TRIAGE, agentsCard.ts(), "for the record");
    await().untilAsserted(() -> assertThat(history()).contains("note:for the record"));
    assertThat(history()).noneMatch(entry -> entry.contains("does not work"));
  }

  @Test
  void aCommandInTheTicketsOwnThreadNeedsNoKey() {
    SlackMessage agentsCard = reported("the scanner is deaf");
    anton.mention(TRIAGE, agentsCard.ts(), "take");
    slack.awaitChange(agentsCard, now -> now.shown().contains("in progress"));
    anton.mention(TRIAGE, agentsCard.ts(), "assign <@" + adele.id() + ">");
    told(anton, "not an agent");
    anton.mention(TRIAGE, agentsCard.ts(), "what a strange one");
    anton.mention(TRIAGE, agentsCard.ts(), "resolve restarted the gateway");
    slack.awaitChange(agentsCard, now -> now.shown().contains("resolved"));
    assertThat(history())
        .containsExactly(
            "report:the scanner is deaf",
            "take:",
            "note:what a strange one",
            "resolve:restarted the gateway");
  }

  @Test
  void whatIsSaidToTheDeskInATicketsThreadIsFollowedThroughEditsAndDeletion() {
    SlackMessage agentsCard = reported("the copier is mute");
    SlackMessage note = anton.mention(TRIAGE, agentsCard.ts(), "odd https://a.example").message();
    assertThat(anton.unfurled(note)).matches(SlackAck::accepted, "accepted");
    SlackMessage edited = anton.edit(note, "<@" + SlackStandIn.DESK + "> very odd").message();
    anton.delete(edited);

    assertThat(history())
        .containsExactly(
            "report:the copier is mute",
            "note:odd https://a.example",
            "amend:very odd",
            "withdraw:the message of 2 March 2026 at 09:00 UTC");
  }

  @Test
  void aPictureThatIsSentAlongWithAReportIsPartOfIt() {
    rita.share(rita.dm(), null, "report the blind of hall nine is torn", "blind.png");
    assertThat(card("the blind of hall nine is torn").shown()).contains("blind.png: https://");
    rita.share(rita.dm(), null, "there is water on the stairs", "stairs.png");
    rita.press(told(rita, "What shall I do with this?"), "Report this");
    assertThat(card("water on the stairs").shown()).contains("stairs.png: https://");
  }

  @Test
  void aThreadOfTheDirectConversationThatIsNoTicketsIsAsGoodAsADirectMessage() {
    SlackMessage hello = rita.directMessage("hello").message();
    SlackMessage answer = told(rita, "Hello Rita");
    rita.directMessage(hello.ts(), "report my chair squeaks");
    card("my chair squeaks");
    cardOf(rita, "my chair squeaks");
    assertThat(answer.threadTs()).isNull();
    assertThat(incidents()).isEqualTo(1);
  }

  /** Rita reports something; the answer is the agents' card. */
  private SlackMessage reported(String what) {
    makeAgent(anton);
    rita.directMessage("report " + what);
    SlackMessage card = card(what);
    // so that the desk knows, too, where its cards are
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

  private SlackMessage line(String channel, SlackMessage head, String containing) {
    return slack.awaitMessage(
        channel,
        message ->
            message.user().equals(SlackStandIn.DESK)
                && head.ts().equals(message.threadTs())
                && message.shown().contains(containing));
  }

  /** What the desk said in the thread of a message, in one text. */
  private String said(SlackMessage head) {
    return slack.thread(head.channel(), head.ts()).stream()
        .filter(message -> message.user().equals(SlackStandIn.DESK))
        .map(SlackMessage::shown)
        .reduce("", (first, second) -> first + "\n" + second);
  }

  private List<SlackMessage> desk(String channel) {
    return messages(channel, message -> message.user().equals(SlackStandIn.DESK));
  }

  private List<String> history() {
    return OnRecord.of(jdbc, "INC");
  }

  private int people() {
    return jdbc.sql("SELECT count(*) FROM person").query(Integer.class).single();
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
