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
import net.dv8tion.jda.api.Permission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People who accept no direct messages, from the websocket to PostgreSQL and back. */
@DeskhandTest
class ClosedDirectMessagesTest implements OnDiscord {

  private static int people = 2_100;

  private final JdbcClient jdbc;
  private DiscordPerson ida;
  private DiscordPerson sam;
  private DiscordPerson root;
  private StandInChannel help;

  @Autowired
  ClosedDirectMessagesTest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void people() {
    ida = DISCORD.member(Integer.toString(++people), "Ida");
    ida.closeDirectMessages();
    sam = DISCORD.member("102", "Sam");
    root = DISCORD.member(ADMIN, "Root");
    help = DISCORD.guild().textChannel("front-desk");
    sam.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", sam.id(), "changes", "+agent")).awaitMessage();
  }

  @AfterEach
  void allIsSaidAndNothingThatDiscordWouldNotStand() {
    delivered();
    assertThat(help.botMessages()).as("what everybody reads").isEmpty();
    assertThat(DISCORD.complaints()).isEmpty();
    help.vanish();
  }

  @Test
  void aTicketGoesOnInAPrivateThreadOfTheChannelWhereItWasReported() {
    StandInMessage agentsCard = reported("The gong is out of tune");
    StandInChannel thread = theirs(help);
    assertThat(thread.kind()).isEqualTo(StandInChannel.Kind.PRIVATE_THREAD);
    assertThat(thread.name()).isEqualTo("INC-1 The gong is out of tune");
    assertThat(thread.isSeenBy(ida)).isTrue();
    assertThat(thread.isSeenBy(sam)).isFalse();
    StandInMessage card = card(thread);
    assertThat(card.text()).contains("new").contains(ida.asMention());
    assertThat(card.buttons()).contains("Cancel…").doesNotContain("Take");

    assertThat(sam.press(agentsCard, "Take").awaitMessage().text()).contains("in progress");
    thread.awaitBotMessage("Sam works on it");
    await().until(() -> now(card).text().contains("in progress"));
    sam.message(agents(agentsCard), ">> which one?");
    thread.awaitBotMessage("Sam wrote: which one?");

    StandInMessage said = ida.message(thread, "the big one");
    agents(agentsCard).awaitBotMessage("Ida wrote: the big one");
    StandInMessage edited = ida.edit(said, "the big one upstairs");
    agents(agentsCard).awaitBotMessage("Ida edited what they wrote: the big one upstairs");
    ida.delete(edited);
    agents(agentsCard).awaitBotMessage("Ida deleted the message of ");
    ida.share(thread, "listen", "gong.mp3");
    agents(agentsCard).awaitBotMessage("gong.mp3");

    StandInModal resolve = sam.press(now(agentsCard), "Resolve…").awaitModal();
    sam.submit(resolve, Map.of("how", "Bent it back")).awaitMessage();
    StandInMessage solved = thread.awaitBotMessage("Bent it back");
    assertThat(solved.buttons()).isNotEmpty();
    await().until(() -> now(card).text().contains("resolved"));
    assertThat(thread.archived()).isFalse();
    sam.slash("agent", "close", Map.of("key", "INC-1")).awaitMessage();
    await().until(() -> now(card).text().contains("closed") && thread.archived());
    delivered();
    assertThat(thread.archived()).isTrue();

    assertThat(
            ida.in(help)
                .slash("desk", "reopen", Map.of("key", "INC-1", "why", "It is flat again"))
                .awaitMessage()
                .text())
        .contains("INC-1");
    await().until(() -> now(card).text().contains("in progress") && !thread.archived());
    assertThat(help.threads()).hasSize(1);
    assertThat(ida.directMessages().botMessages()).isEmpty();
  }

  @Test
  void whatTheDeskIsAskedThereIsAnsweredThere() {
    reported("The organ wheezes");
    StandInChannel thread = theirs(help);
    StandInMessage card = card(thread);
    ida.mention(thread, "show");
    thread.awaitBotMessage(message -> message.text().contains("History"));

    StandInModal cancel = ida.press(card, "Cancel…").awaitModal();
    StandInMessage answer = ida.submit(cancel, Map.of("why", "It sings now")).awaitMessage();
    assertThat(answer.ephemeral()).isTrue();
    await().until(() -> now(card).text().contains("cancelled") && thread.archived());
  }

  @Test
  void aModeratorWhoAnswersThereIsHeardOnce() {
    StandInMessage agentsCard = reported("The harp has lost a string");
    StandInChannel thread = theirs(help);
    card(thread);
    DISCORD.guild().role("Moderators", Permission.MANAGE_THREADS.getRawValue());
    DISCORD.guild().give(sam, "Moderators");
    assertThat(thread.isSeenBy(sam)).isTrue();

    sam.message(thread, "a new string is on its way");
    agents(agentsCard).awaitBotMessage("Sam replied to Ida: a new string is on its way");
    delivered();
    assertThat(thread.botMessages())
        .noneMatch(message -> message.text().contains("a new string is on its way"));
    DISCORD.guild().take(sam, "Moderators");
  }

  @Test
  void aRequestGoesOnInAThreadToo() {
    StandInModal form =
        ida.in(help).slash("desk", "request", Map.of("item", "guest-wifi")).awaitModal();
    ida.submit(form, Map.of("visitor", "Bo of Acme", "first-day", "2031-03-31")).awaitMessage();
    StandInChannel thread = theirs(help);
    assertThat(thread.name()).startsWith("REQ-1 ");
    card(thread);

    ida.message(thread, "with a trackpoint, please");
    TRIAGE.awaitBotMessage("Bo of Acme");
    await()
        .until(
            () ->
                OnRecord.of(jdbc, "REQ").stream().filter(said -> said.contains("trackp")).count()
                    == 1);
  }

  @Test
  void whereTheChannelIsNotKnownTheOneOfThePanelIsTaken() {
    StandInChannel reception = DISCORD.guild().textChannel("reception");
    root.in(reception).slash("manage", "panel").awaitMessage();
    reception.awaitBotMessage("Need help?");
    delivered();

    ida.directMessage("report The cymbal is cracked");
    StandInChannel thread = theirs(reception);
    assertThat(card(thread).text()).contains("The cymbal is cracked");
    delivered();
    reception.vanish();
  }

  @Test
  void whoCannotBeReachedAtAllIsToldToTheAdminsOnceAndWhatWasToBeSaidIsKept() {
    int before = warnings().size();
    ida.directMessage("report The flute is mute");
    TRIAGE.awaitBotMessage("The flute is mute");
    delivered();
    sam.slash("agent", "take", Map.of("key", "INC-1")).awaitMessage();
    sam.slash("agent", "resolve", Map.of("key", "INC-1", "how", "Dried it")).awaitMessage();
    delivered();

    assertThat(warnings()).hasSize(before + 1);
    assertThat(warnings().getLast())
        .contains("discord:@" + ida.id(), "INC-1", "no direct messages", "panel");
    assertThat(
            jdbc.sql("select distinct reason from outbox where state = 'UNDELIVERABLE'")
                .query(String.class)
                .list())
        .hasSizeGreaterThan(0)
        .allMatch(reason -> reason.contains("no direct messages"));
  }

  private List<String> warnings() {
    return root.directMessages().botMessages().stream()
        .map(StandInMessage::text)
        .filter(text -> text.contains("cannot reach"))
        .toList();
  }

  private StandInMessage reported(String what) {
    assertThat(ida.in(help).slash("desk", "report", Map.of("text", what)).awaitFollowUp().text())
        .contains("if you accept none, in a private thread here");
    return TRIAGE.awaitBotMessage(what);
  }

  private StandInChannel theirs(StandInChannel channel) {
    return await()
        .until(
            () ->
                channel.threads().stream()
                    .filter(thread -> thread.threadMembers().contains(ida.id()))
                    .findFirst()
                    .orElse(null),
            thread -> thread != null);
  }

  /** The card of a thread, once it is one. */
  private StandInMessage card(StandInChannel thread) {
    StandInMessage card =
        thread.awaitBotMessage(
            message -> !message.embeds().isEmpty() && !message.text().contains("History"));
    assertThat(card.id()).isEqualTo(thread.botMessages().getFirst().id());
    // the desk knows what it has posted: nobody answers faster than that
    delivered();
    return card;
  }

  private static StandInChannel agents(StandInMessage card) {
    return TRIAGE.threads().stream()
        .filter(thread -> thread.id().equals(card.id()))
        .findFirst()
        .orElseGet(() -> DISCORD.threadOf(card));
  }

  private StandInMessage now(StandInMessage message) {
    return DISCORD.message(message.id()).orElseThrow();
  }

  private void delivered() {
    await()
        .until(
            () ->
                jdbc.sql("select count(*) from outbox where state = 'PENDING'")
                        .query(Integer.class)
                        .single()
                    == 0);
  }
}
