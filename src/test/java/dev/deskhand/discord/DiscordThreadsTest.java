package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.ReadPositions;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import dev.deskhand.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The talk around a ticket: among agents in a thread, with the requester in direct messages. */
@DeskhandTest
class DiscordThreadsTest implements OnDiscord {

  private final JdbcClient jdbc;
  private final SettableClock clock;
  private final ReadPositions places;
  private DiscordPerson ada;
  private DiscordPerson sam;

  @Autowired
  DiscordThreadsTest(JdbcClient jdbc, SettableClock clock, ReadPositions places) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.places = places;
  }

  @BeforeEach
  void people() {
    ada = DISCORD.member("101", "Ada");
    sam = DISCORD.member("102", "Sam");
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    sam.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", sam.id(), "changes", "+agent")).awaitMessage();
  }

  @AfterEach
  void allIsSaidAndNothingThatDiscordWouldNotStand() {
    delivered();
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Test
  void aReportIsServedUnderTheRequestersOwnCardAndTheTalkGoesBothWays() {
    StandInMessage agentsCard = reported("the tunnel drips");
    StandInMessage ownCard = ownCard(ada, "the tunnel drips");
    assertThat(ownCard.buttons()).contains("Cancel…").doesNotContain("Take");

    assertThat(sam.press(agentsCard, "Take").awaitMessage().text()).contains("in progress");
    StandInMessage works = answer(ada, ownCard, "Sam works on it");
    assertThat(works.text()).doesNotContain("INC-1");
    await().until(() -> now(ownCard).text().contains("in progress"));

    ada.reply(ownCard, "it is worse since noon");
    StandInChannel thread = thread(agentsCard);
    thread.awaitBotMessage("Ada wrote: it is worse since noon");
    ada.reply(works, "and it is loud");
    thread.awaitBotMessage("Ada wrote: and it is loud");

    sam.message(thread, ">> please close the door");
    answer(ada, ownCard, "Sam wrote: please close the door");
    thread.awaitBotMessage("Sam replied to Ada: please close the door");
    delivered();
    assertThat(
            ada.directMessages().botMessages().stream()
                .filter(message -> message.text().contains("the tunnel drips")))
        .as("one card and no loose copies of it")
        .hasSize(1);
    assertThat(history())
        .containsExactly(
            "report:the tunnel drips",
            "take:",
            "reply:it is worse since noon",
            "reply:and it is loud",
            "reply:please close the door");
  }

  @Test
  void aMergedReportIsToldOnceAndWhatAnswersItGoesOnInTheOther() {
    StandInMessage agentsCard = reported("the kiln smokes");
    reported("the kiln glows");
    StandInMessage ownCard = ownCard(ada, "the kiln glows");

    assertThat(
            sam.slash("agent", "merge", Map.of("key", "INC-2", "into", "INC-1"))
                .awaitMessage()
                .text())
        .contains("INC-2 is merged into INC-1");
    answer(ada, ownCard, "Sam merged it into INC-1, where it goes on.");
    await().until(() -> now(ownCard).text().contains("Merged into"));
    delivered();
    assertThat(ada.directMessages().botMessages())
        .filteredOn(message -> message.text().contains("merged it into INC-1"))
        .as("told once")
        .hasSize(1);

    ada.reply(ownCard, "the kiln burns");
    thread(agentsCard).awaitBotMessage("Ada wrote: the kiln burns");
    answer(ada, ownCard, "INC-2 was merged into INC-1; this was taken in there.");
  }

  @Test
  void anAnswerToOnesOwnAnswerBelongsToTheSameTicket() {
    StandInMessage agentsCard = reported("the gate squeaks");
    StandInMessage first = ada.reply(ownCard(ada, "the gate squeaks"), "only in the morning");
    StandInMessage second = ada.reply(first, "and at noon");
    ada.reply(second, "and at night");

    await()
        .untilAsserted(
            () ->
                assertThat(history())
                    .containsExactly(
                        "report:the gate squeaks",
                        "reply:only in the morning",
                        "reply:and at noon",
                        "reply:and at night"));
    thread(agentsCard).awaitBotMessage("and at night");
  }

  @Test
  void aDirectMessageThatAnswersNothingIsSaidToTheDesk() {
    ada = DISCORD.member("141", "Kim");
    reported("the pump hums");
    ownCard(ada, "the pump hums");
    ada.directMessage("my other pump hums too");

    ada.directMessages()
        .awaitBotMessage(
            message -> message.embeds().isEmpty() && message.buttons().contains("Report this"));
    assertThat(history()).containsExactly("report:the pump hums");
  }

  @Test
  void whatAgentsSayAmongThemselvesNeverReachesTheRequesterHoweverItIsEdited() {
    StandInMessage agentsCard = reported("the reader sleeps");
    ownCard(ada, "the reader sleeps");
    StandInChannel thread = opened(agentsCard);
    delivered();
    List<StandInMessage> before = ada.directMessages().messages();

    StandInMessage note = sam.message(thread, "SECRET one");
    StandInMessage edited = sam.edit(note, ">> SECRET two");
    StandInMessage third = sam.edit(edited, "SECRET three");
    sam.delete(third);
    sam.share(thread, "SECRET file", "dump.txt");

    await()
        .untilAsserted(
            () ->
                assertThat(OnRecord.internal(jdbc))
                    .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("note:SECRET one"),
                        second -> assertThat(second).isEqualTo("amend:>> SECRET two"),
                        again -> assertThat(again).isEqualTo("amend:SECRET three"),
                        gone -> assertThat(gone).startsWith("withdraw:the message of "),
                        file ->
                            assertThat(file)
                                .startsWith("note:SECRET file\ndump.txt: https://cdn.")
                                .contains(
                                    " in https://discord.com/channels/"
                                        + DISCORD.guild().id()
                                        + "/"
                                        + thread.id()
                                        + "/")));
    delivered();
    assertThat(ada.directMessages().messages()).isEqualTo(before);
  }

  @Test
  void editsDeletionsAndFilesOfTheRequesterAreToldToTheAgents() {
    StandInMessage agentsCard = reported("the modem sings");
    StandInMessage ownCard = ownCard(ada, "the modem sings");

    StandInMessage words = ada.reply(ownCard, "since eight");
    StandInChannel thread = thread(agentsCard);
    thread.awaitBotMessage("Ada wrote: since eight");
    StandInMessage edited = ada.edit(words, "since nine");
    thread.awaitBotMessage("Ada edited what they wrote: since nine");
    ada.delete(edited);
    thread.awaitBotMessage("Ada deleted the message of ");
    ada.shareInReply(ownCard, "", "screen_shot.png");
    assertThat(thread.awaitBotMessage("screen_shot.png").text())
        .contains("https://cdn.discordapp.com/attachments/")
        .as("a link that opens for nobody but Ada")
        .doesNotContain("https://discord.com/channels/@me/");
  }

  @Test
  void deletedTogetherIsDeletedToo() {
    StandInMessage agentsCard = reported("the lamp buzzes");
    StandInChannel thread = opened(agentsCard);
    StandInMessage one = sam.message(thread, "a note");
    StandInMessage two = sam.message(thread, ">> a reply");
    await().until(() -> history().contains("reply:a reply"));
    sam.deleteTogether(thread, one, two);

    await()
        .untilAsserted(
            () ->
                assertThat(history())
                    .filteredOn(entry -> entry.startsWith("withdraw:the message of "))
                    .hasSize(2));
  }

  @Test
  void botsWebhooksAndStrangersToATicketAreNotHeard() {
    StandInMessage agentsCard = reported("the drone falls");
    StandInChannel thread = opened(agentsCard);
    DISCORD.guild().bot("777", "Robo").message(thread, "beep");
    sam.asWebhook(thread, "boop");
    DISCORD.member("103", "Colin").message(thread, "me too");
    sam.message(thread, "noted");

    await().until(() -> history().contains("note:noted"));
    assertThat(history())
        .noneMatch(entry -> entry.contains("beep") || entry.contains("boop"))
        .noneMatch(entry -> entry.contains("me too"));
  }

  @Test
  void aCommandInTheTicketsThreadNeedsNoKey() {
    StandInMessage agentsCard = reported("the copier is deaf");
    StandInChannel thread = opened(agentsCard);
    sam.mention(thread, "take");
    await().until(() -> now(agentsCard).text().contains("in progress"));
    sam.mention(thread, "resolve cleaned its ears");
    await().until(() -> now(agentsCard).text().contains("resolved"));
    assertThat(history())
        .containsExactly("report:the copier is deaf", "take:", "resolve:cleaned its ears");
  }

  @Test
  void whatBecomesOfTheTalkWhileTheDeskIsAwayIsNoticed() {
    // in whose direct conversation is nothing but this
    ada = DISCORD.member("151", "Bea");
    // the ids of Discord's messages tell the true time
    clock.set(Instant.now());
    StandInMessage agentsCard = reported("the hinge creaks");
    StandInMessage ownCard = ownCard(ada, "the hinge creaks");
    StandInChannel thread = opened(agentsCard);
    sam.message(thread, "it stays");
    StandInMessage edited = sam.message(thread, "since eight");
    StandInMessage deleted = sam.message(thread, "SECRET");
    StandInMessage asked = ada.reply(ownCard, "is it far?");
    await().until(() -> history().size() == 5);

    awayWhile(
        () -> {
          sam.edit(edited, "since nine");
          sam.delete(deleted);
          ada.edit(asked, "is it near?");
          sam.message(thread, "not to the desk");
          ada.reply(ownCard, "is it deep?");
        });

    await().until(() -> history().size() == 10);
    assertThat(history())
        .contains("amend:since nine", "note:not to the desk", "reply:is it deep?")
        .containsSubsequence("amend:is it near?", "reply:is it deep?")
        .filteredOn(entry -> entry.startsWith("withdraw:the message of "))
        .hasSize(1);
    thread.awaitBotMessage("Bea edited what they wrote: is it near?");

    awayWhile(() -> sam.message(thread, "at last"));
    await().until(() -> history().contains("note:at last"));
    assertThat(history()).hasSize(11);
  }

  @Test
  void whatBecomesOfTheTalkIsNoticedAlsoWhereNothingElseIsSaidOrLeft() {
    clock.set(Instant.now());
    StandInChannel quiet = opened(reported("the gate rattles"));
    StandInMessage edited = sam.message(quiet, "since ten");
    StandInChannel emptied = opened(reported("the gate hums"));
    StandInMessage deleted = sam.message(emptied, "SECRET of the gate");
    await().until(() -> history().size() == 4);

    awayWhile(
        () -> {
          sam.edit(edited, "since eleven");
          sam.delete(deleted);
        });

    await().until(() -> history().size() == 6);
    assertThat(history())
        .contains("amend:since eleven")
        .anyMatch(entry -> entry.startsWith("withdraw:the message of "));
  }

  /** The desk is away, and Discord does not tell it afterwards what it missed. */
  private void awayWhile(Runnable meanwhile) {
    // what would have to be tried again would wait for a clock that stands still
    delivered();
    // the messages of other tests are from before the desk was away
    clock.set(Instant.now().plus(Duration.ofMinutes(2)));
    places.listening("discord", clock.instant());
    DISCORD.gateway().refuseResumes(true);
    DISCORD.gateway().refuseConnections(true);
    try {
      DISCORD.gateway().dropSockets();
      await().until(() -> !DISCORD.gateway().connected());
      meanwhile.run();
    } finally {
      DISCORD.gateway().refuseConnections(false);
      DISCORD.gateway().awaitConnected();
      DISCORD.gateway().refuseResumes(false);
    }
  }

  private StandInMessage reported(String what) {
    ada.slash("desk", "report", Map.of("text", what)).awaitMessage();
    StandInMessage card = TRIAGE.awaitBotMessage(what);
    delivered();
    return card;
  }

  private StandInMessage ownCard(DiscordPerson person, String words) {
    StandInMessage card =
        person
            .directMessages()
            .awaitBotMessage(
                message -> message.text().contains(words) && !message.embeds().isEmpty());
    delivered();
    return card;
  }

  /** Waits for what the desk says under a card in a direct conversation. */
  private StandInMessage answer(DiscordPerson person, StandInMessage card, String words) {
    StandInMessage answer =
        person
            .directMessages()
            .awaitBotMessage(
                message ->
                    message.text().contains(words)
                        && message
                            .body()
                            .path("message_reference")
                            .path("message_id")
                            .asString("")
                            .equals(card.id()));
    delivered();
    return answer;
  }

  /** The thread of a card, opened by an agent. */
  private static StandInChannel opened(StandInMessage card) {
    return DISCORD.threadOf(card);
  }

  private static StandInChannel thread(StandInMessage card) {
    await()
        .until(() -> TRIAGE.threads().stream().anyMatch(thread -> thread.id().equals(card.id())));
    return TRIAGE.threads().stream()
        .filter(thread -> thread.id().equals(card.id()))
        .findFirst()
        .orElseThrow();
  }

  private StandInMessage now(StandInMessage message) {
    return DISCORD.message(message.id()).orElseThrow();
  }

  private List<String> history() {
    return OnRecord.of(jdbc, "INC");
  }

  /** The desk knows what it has posted: nobody answers faster than that. */
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
