package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.OnRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Files that people send along: whoever reads the ticket gets at them long after the links died.
 */
@DeskhandTest
class DiscordFilesTest implements OnDiscord {

  private final JdbcClient jdbc;
  private DiscordPerson fay;
  private DiscordPerson gus;

  @Autowired
  DiscordFilesTest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void people() {
    fay = DISCORD.member("181", "Fay");
    gus = DISCORD.member("182", "Gus");
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    gus.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", gus.id(), "changes", "+agent")).awaitMessage();
  }

  @AfterEach
  void nothingThatDiscordWouldNotStand() {
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Test
  void anAgentGetsAFreshLinkToWhatTheRequesterSentDirectlyUntilItIsDeleted() {
    StandInMessage card = reported("the scanner of room 181 smears");
    StandInMessage sent = fay.shareInReply(ownCard("room 181 smears"), "like so", "smear.png");
    awaitFiles(1);

    assertThat(thread(card).awaitBotMessage("smear.png").text()).doesNotContain("@me");
    StandInMessage shown = gus.slash("desk", "show", Map.of("key", "INC-1")).awaitMessage();
    StandInMessage first = gus.press(shown, "Files").awaitMessage();
    assertThat(first.ephemeral()).isTrue();
    assertThat(first.text()).contains("Files of INC-1", "smear.png", "Fay");
    assertThat(first.text()).contains("https://cdn.discordapp.com/attachments/");
    assertThat(link(first)).isNotEqualTo(link(files(gus))).doesNotContain("ex=1&");

    fay.delete(sent);
    assertThat(files(gus).text()).contains("smear.png", "was deleted on Discord");
  }

  @Test
  void whatAgentsShareAmongThemselvesIsNotForTheRequesterAndNothingIsForOthers() {
    StandInMessage card = reported("the dimmer of room 182 hums");
    StandInChannel thread = DISCORD.threadOf(card);
    gus.share(thread, "look", "inner.log");
    gus.share(thread, ">> please try this", "steps.pdf");
    awaitFiles(2);

    assertThat(files(gus).text()).contains("inner.log", "(internal)", "steps.pdf");
    assertThat(files(fay).text()).contains("steps.pdf").doesNotContain("inner.log");
    assertThat(files(DISCORD.member("183", "Hal")).text()).contains("There is no INC-1");
  }

  @Test
  void aFileInAThreadThatWasArchivedIsFoundAndOneInAThreadThatIsGoneIsSaidToBe() {
    StandInMessage card = reported("the hinge of room 183 creaks");
    StandInChannel thread = DISCORD.threadOf(card);
    gus.share(thread, "the drawing", "hinge.dwg");
    awaitFiles(1);
    gus.slash("agent", "resolve", Map.of("key", "INC-1", "how", "oiled")).awaitMessage();
    gus.slash("agent", "close", Map.of("key", "INC-1")).awaitMessage();
    await().until(thread::archived);

    assertThat(files(gus).text()).contains("hinge.dwg", "https://cdn.discordapp.com/");
    thread.vanish();
    assertThat(files(gus).text()).contains("hinge.dwg", "no longer there");
  }

  @Test
  void freeWordsWithAFileBecomeAReportThatHasIt() {
    fay.share(fay.directMessages(), "the badge reader of gate 184 is dark", "gate.png");
    StandInMessage offer = offer(fay.directMessages());
    fay.press(offer, "Report this").awaitMessage();

    assertThat(TRIAGE.awaitBotMessage("the badge reader of gate 184 is dark").text())
        .containsOnlyOnce("gate.png: https://cdn.discordapp.com/");
    assertThat(files(gus).text()).contains("gate.png", "Fay");
  }

  @Test
  void aFileWithoutWordsIsOfferedToBeReportedToo() {
    fay = DISCORD.member("185", "Ivy");
    fay.share(fay.directMessages(), "", "only.png");
    StandInMessage offer = offer(fay.directMessages());
    fay.press(offer, "Report this").awaitMessage();

    assertThat(files(gus).text()).contains("only.png", "Ivy");
  }

  @Test
  void aMentionWithAFileReportsIt() {
    fay.share(
        DISCORD.general(), "<@%s> report the bell 186 rings".formatted(DISCORD.botId()), "b.ogg");
    TRIAGE.awaitBotMessage("the bell 186 rings");

    assertThat(files(gus).text()).contains("b.ogg");
  }

  @Test
  void aReactionTakesTheFilesOfTheMessageAlong() {
    StandInMessage said = fay.share(DISCORD.general(), "the siren 187 wails", "siren.mp4");
    gus.react(said, "🎫");

    assertThat(TRIAGE.awaitBotMessage("the siren 187 wails").text())
        .containsOnlyOnce("siren.mp4: https://cdn.discordapp.com/");
    assertThat(files(gus).text()).contains("siren.mp4", "https://cdn.discordapp.com/");
  }

  @Test
  void reportingAMessageFromItsMenuTakesItsFilesAlongAlsoAtTheSecondTry() {
    StandInMessage said = fay.share(DISCORD.general(), "the crane 188 sways", "crane.png");
    StandInModal form = gus.contextMenu("Report this message", said).awaitModal();
    var refused = gus.submit(form, Map.of("text", "sways\0"));
    assertThat(refused.awaitMessage().text()).contains("NUL");
    StandInModal again = gus.press(refused.awaitFollowUp(), "Report…").awaitModal();
    assertThat(gus.submit(again, Map.of("text", "the crane 188 sways")).awaitMessage().text())
        .contains("INC-1")
        .containsOnlyOnce("crane.png: https://");

    assertThat(files(gus).text()).contains("crane.png", "https://cdn.discordapp.com/");
  }

  @Test
  void anEditOfWhatMentionedTheDeskIsReadWithoutTheMention() {
    StandInMessage card = reported("the filter of hall 189 drips");
    StandInMessage said = gus.mention(DISCORD.threadOf(card), "it may be full");
    await().until(() -> history().contains("note:it may be full"));
    gus.edit(said, "<@" + DISCORD.botId() + "> it is full");

    await()
        .untilAsserted(
            () ->
                assertThat(history())
                    .containsExactly(
                        "report:the filter of hall 189 drips",
                        "note:it may be full",
                        "amend:it is full"));
  }

  private StandInMessage reported(String what) {
    fay.slash("desk", "report", Map.of("text", what)).awaitMessage();
    StandInMessage card = TRIAGE.awaitBotMessage(what);
    delivered();
    return card;
  }

  private StandInMessage ownCard(String words) {
    StandInMessage card =
        fay.directMessages()
            .awaitBotMessage(
                message -> message.text().contains(words) && !message.embeds().isEmpty());
    delivered();
    return card;
  }

  /** What is said to a message before the desk knows its id is none of its business. */
  private void delivered() {
    await()
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM outbox WHERE state = 'PENDING'")
                        .query(Integer.class)
                        .single()
                    == 0);
  }

  private static StandInMessage files(DiscordPerson person) {
    return person.slash("desk", "files", Map.of("key", "INC-1")).awaitMessage();
  }

  private static String link(StandInMessage message) {
    return message
        .text()
        .lines()
        .filter(line -> line.contains("https://cdn"))
        .findFirst()
        .orElseThrow();
  }

  private static StandInMessage offer(StandInChannel direct) {
    return direct.awaitBotMessage(message -> message.buttons().contains("Report this"));
  }

  private StandInChannel thread(StandInMessage card) {
    await()
        .until(() -> TRIAGE.threads().stream().anyMatch(thread -> thread.id().equals(card.id())));
    return DISCORD.threadOf(card);
  }

  private void awaitFiles(int count) {
    await()
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM ticket_file").query(Integer.class).single()
                    == count);
  }

  private List<String> history() {
    return OnRecord.of(jdbc, "INC");
  }
}
