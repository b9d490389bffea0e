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

/** The whole desk with a forum as the agents' channel, or as the one for outages. */
@DeskhandTest
class ForumTest implements OnDiscord {

  private final JdbcClient jdbc;
  private DiscordPerson ada;
  private DiscordPerson sam;
  private DiscordPerson root;
  private StandInChannel forum;

  @Autowired
  ForumTest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void people() {
    ada = DISCORD.member("101", "Ada");
    sam = DISCORD.member("102", "Sam");
    root = DISCORD.member(ADMIN, "Root");
    sam.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", sam.id(), "changes", "+agent +manager"))
        .awaitMessage();
    forum = DISCORD.guild().forum("forum");
  }

  @AfterEach
  void allIsSaidAndNothingThatDiscordWouldNotStand() {
    delivered();
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Test
  void anIncidentLivesInOnePostFromItsReportToItsEndAndBack() {
    add("triage");
    StandInChannel post = reported("the sluice leaks");
    StandInMessage card = post.botMessages().getFirst();
    assertThat(post.name()).isEqualTo("INC-1 the sluice leaks");
    assertThat(post.tags()).contains("new");
    StandInMessage own = ownCard("the sluice leaks");

    offers(card, "Take", "Reply…", "Assign…", "Priority…", "Wait…", "Resolve…");
    sam.press(card, "Take").awaitMessage();
    tagged(post, "in progress");
    offers(card, "Reply…", "Assign…", "Priority…", "Wait…", "Resolve…");

    sam.submit(form(card, "Priority…"), Map.of("impact", "high", "urgency", "high")).awaitMessage();
    tagged(post, "P1", "in progress");

    sam.message(post, "look at the gate first");
    await().until(() -> history().contains("note:look at the gate first"));
    sam.message(post, ">> we close the gate at noon");
    ada.directMessages().awaitBotMessage("we close the gate at noon");
    post.awaitBotMessage("Sam replied to Ada: we close the gate at noon");
    ada.reply(own, "noon is fine");
    post.awaitBotMessage("Ada wrote: noon is fine");
    delivered();
    assertThat(ada.directMessages().botMessages())
        .noneMatch(message -> message.text().contains("look at the gate first"));

    sam.submit(form(card, "Wait…"), Map.of("for", "vendor")).awaitMessage();
    tagged(post, "P1", "waiting");
    offers(card, "Resume", "Reply…", "Assign…", "Priority…", "Wait…", "Resolve…");
    sam.press(card, "Resume").awaitMessage();
    tagged(post, "P1", "in progress");
    sam.submit(form(card, "Resolve…"), Map.of("how", "new seal")).awaitMessage();
    tagged(post, "P1", "resolved");
    assertThat(post.archived()).isFalse();
    offers(card, "Reply…", "Close", "Reopen…");

    sam.press(card, "Close").awaitMessage();
    await().until(post::archived);
    tagged(post, "P1", "closed");
    delivered();

    sam.submit(form(card, "Reopen…"), Map.of("why", "it drips again")).awaitMessage();
    await().until(() -> !post.archived());
    tagged(post, "P1", "in progress");
    delivered();
    assertThat(posts("the sluice leaks")).containsExactly(post);
    assertThat(texts(post)).filteredOn(text -> text.contains("State")).hasSize(1);
  }

  @Test
  void anIncidentIsAssignedByAPickerOfPeopleOrByAMenuOfTeamsAndNotByBoth() {
    add("triage");
    StandInChannel post = reported("the winch is slack");
    StandInMessage card = post.botMessages().getFirst();
    DiscordPerson kim = DISCORD.member("143", "Kim");
    kim.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", kim.id(), "changes", "+agent")).awaitMessage();

    StandInModal form = form(card, "Assign…");
    assertThat(
            sam.submit(form, Map.of("Person", kim.id(), "Team, instead of a person", "Network"))
                .awaitMessage()
                .text())
        .contains("not both");
    assertThat(sam.submit(form(card, "Assign…"), Map.of()).awaitMessage().text())
        .contains("person or the team");
    assertThat(sam.submit(form(card, "Assign…"), Map.of("Person", kim.id())).awaitMessage().text())
        .contains("Done: assign INC-1");
    await().until(() -> now(card).text().contains("Kim"));
    assertThat(
            sam.submit(form(card, "Assign…"), Map.of("Team, instead of a person", "Network"))
                .awaitMessage()
                .text())
        .contains("Done: assign INC-1");
    await().until(() -> now(card).text().contains("Network"));
  }

  @Test
  void thePostsOfRequestsAreArchivedWithThemHoweverTheyEnd() {
    add("triage");
    asked("one");
    asked("two");
    asked("three");
    StandInChannel fulfilled = post("REQ-1");
    sam.slash("desk", "approve", Map.of("key", "REQ-1")).awaitMessage();
    tagged(fulfilled, "approved");
    assertThat(fulfilled.archived()).isFalse();
    sam.press(fulfilled.botMessages().getFirst(), "Complete next step").awaitMessage();
    await().until(fulfilled::archived);
    tagged(fulfilled, "fulfilled");

    sam.slash("desk", "reject", Map.of("key", "REQ-2", "why", "no")).awaitMessage();
    await().until(post("REQ-2")::archived);
    ada.slash("desk", "cancel", Map.of("key", "REQ-3", "why", "not needed")).awaitMessage();
    await().until(post("REQ-3")::archived);
  }

  @Test
  void anOutageIsOnePostOfTheStatusForumWithItsUpdatesUnderIt() {
    add("status");
    sam.slash(
            "outage",
            "declare",
            Map.of("service", "VPN", "severity", "down", "text", "no tunnel opens"))
        .awaitMessage();
    StandInChannel post = post("OUT-1");
    StandInMessage head = post.botMessages().getFirst();
    assertThat(post.name()).isEqualTo("OUT-1 VPN is down");
    assertThat(head.text()).contains("no tunnel opens", "investigating");

    sam.slash(
            "outage",
            "update",
            Map.of("key", "OUT-1", "stage", "identified", "text", "a broken switch"))
        .awaitMessage();
    post.awaitBotMessage("identified: a broken switch");
    await().until(() -> now(head).text().contains("identified"));
    assertThat(post.archived()).isFalse();

    sam.slash("outage", "resolve", Map.of("key", "OUT-1", "cause", "switch replaced"))
        .awaitMessage();
    post.awaitBotMessage("The cause: switch replaced");
    await().until(() -> now(head).text().contains("VPN works again"));
    delivered();
    await().until(post::archived);
    assertThat(posts("OUT-1")).containsExactly(post);
    assertThat(post.botMessages()).hasSize(3);
  }

  @Test
  void aPostThatAnAgentDeletedIsMadeAnewWithItsCardBeforeWhatIsSaidUnderIt() {
    add("triage");
    StandInChannel post = reported("the crane hangs");
    StandInMessage own = ownCard("the crane hangs");
    DISCORD.delete(post);

    ada.reply(own, "still hanging");
    await().until(() -> !posts("the crane hangs").isEmpty());
    StandInChannel anew = post("the crane hangs");
    anew.awaitBotMessage("Ada wrote: still hanging");
    assertThat(texts(anew)).hasSize(2);
    sam.message(anew, "a note in the new post");
    await().until(() -> history().contains("note:a note in the new post"));
    sam.press(anew.botMessages().getFirst(), "Take").awaitMessage();
    await().until(() -> texts(anew).getFirst().contains("in progress"));
    assertThat(posts("the crane hangs")).hasSize(1);
  }

  @Test
  void aCardThatAnAgentDeletedIsPostedAnewWithAThreadOfItsOwn() {
    ada.slash("desk", "report", Map.of("text", "the ramp is icy")).awaitMessage();
    StandInMessage card = TRIAGE.awaitBotMessage("the ramp is icy");
    StandInMessage own = ownCard("the ramp is icy");
    ada.reply(own, "since six");
    await().until(() -> TRIAGE.threads().stream().anyMatch(one -> one.id().equals(card.id())));
    delivered();
    sam.delete(card);

    sam.slash("agent", "take", Map.of("key", "INC-1")).awaitMessage();
    StandInMessage anew =
        TRIAGE.awaitBotMessage(
            message ->
                message.text().contains("the ramp is icy") && !message.id().equals(card.id()));
    ada.reply(own, "and it thaws");
    await().until(() -> TRIAGE.threads().stream().anyMatch(one -> one.id().equals(anew.id())));
    DISCORD.threadOf(anew).awaitBotMessage("Ada wrote: and it thaws");
    assertThat(texts(DISCORD.threadOf(card)).getLast()).contains("goes on under a new one");
  }

  @Test
  void ofAForumThatWasDeletedTheAdminsAreToldOnceAndNothingIsTriedAgain() {
    add("triage");
    StandInChannel post = reported("the well is dry");
    StandInMessage own = ownCard("the well is dry");
    DISCORD.delete(post);
    DISCORD.delete(forum);

    ada.reply(own, "one");
    StandInMessage told =
        root.directMessages().awaitBotMessage("cannot post to discord:" + forum.id());
    ada.reply(own, "two");
    ada.slash("desk", "report", Map.of("text", "another well is dry")).awaitMessage();
    delivered();

    assertThat(told.buttons()).contains("Show undelivered", "Channels");
    assertThat(root.directMessages().botMessages())
        .filteredOn(message -> message.text().contains("discord:" + forum.id()))
        .hasSize(1);
    assertThat(
            jdbc.sql("SELECT max(attempts) FROM outbox WHERE state = 'UNDELIVERABLE'")
                .query(Integer.class)
                .single())
        .isLessThanOrEqualTo(2);
    TRIAGE.awaitBotMessage("another well is dry");
  }

  private void add(String purpose) {
    root.slash(
            "manage", "channel", Map.of("change", "add", "purpose", purpose, "channel", forum.id()))
        .awaitMessage();
  }

  private StandInChannel reported(String what) {
    ada.slash("desk", "report", Map.of("text", what)).awaitMessage();
    return post(what);
  }

  private void asked(String folder) {
    ada.slash(
            "desk",
            "request",
            Map.of("item", "folder-access", "fields", "folder=" + folder + " access=read"))
        .awaitMessage();
  }

  /** The one post whose name says this, with its card. */
  private StandInChannel post(String words) {
    await().until(() -> posts(words).stream().anyMatch(found -> !found.botMessages().isEmpty()));
    delivered();
    return posts(words).getFirst();
  }

  private List<StandInChannel> posts(String words) {
    return forum.threads().stream().filter(post -> post.name().contains(words)).toList();
  }

  private StandInMessage ownCard(String words) {
    StandInMessage card =
        ada.directMessages()
            .awaitBotMessage(
                message -> message.text().contains(words) && !message.embeds().isEmpty());
    delivered();
    return card;
  }

  private StandInModal form(StandInMessage card, String button) {
    return sam.press(card, button).awaitModal();
  }

  private void offers(StandInMessage card, String... buttons) {
    await().untilAsserted(() -> assertThat(now(card).buttons()).containsExactly(buttons));
  }

  private static void tagged(StandInChannel post, String... tags) {
    await().untilAsserted(() -> assertThat(post.tags()).contains(tags));
  }

  private static StandInMessage now(StandInMessage message) {
    return DISCORD.message(message.id()).orElseThrow();
  }

  private static List<String> texts(StandInChannel thread) {
    return thread.botMessages().stream().map(StandInMessage::text).toList();
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
