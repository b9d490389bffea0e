package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.testing.DeskhandTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People and the desk on Discord, from the websocket to PostgreSQL and back. */
@DeskhandTest
class DiscordJourneyTest implements OnDiscord {

  private final JdbcClient jdbc;
  private final HealthContributorRegistry health;
  private DiscordPerson ada;
  private DiscordPerson sam;

  @Autowired
  DiscordJourneyTest(JdbcClient jdbc, HealthContributorRegistry health) {
    this.jdbc = jdbc;
    this.health = health;
  }

  @BeforeEach
  void people() {
    DISCORD.awaitCommand("manage");
    ada = DISCORD.member("101", "Ada");
    sam = DISCORD.member("102", "Sam");
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    // the desk knows whom it has met
    sam.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", sam.id(), "changes", "+agent")).awaitMessage();
  }

  @AfterEach
  void nothingThatDiscordWouldNotStand() {
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Test
  void anIssueIsReportedTakenAnsweredAndResolvedAndItsRequesterIsTold() {
    DiscordInteraction report =
        ada.slash(
            "desk", "report", Map.of("text", "The fifth floor has no wifi", "urgency", "high"));
    StandInMessage answer = report.awaitMessage();
    assertThat(answer.text()).contains("INC-1", "The fifth floor has no wifi");
    assertThat(answer.ephemeral()).isTrue();
    assertThat(report.answeredAfter()).isLessThan(Duration.ofSeconds(3));

    StandInMessage card = TRIAGE.awaitBotMessage("The fifth floor has no wifi");
    assertThat(card.text()).contains("INC-1", "Ada", "new");
    assertThat(card.buttons()).contains("Take");

    assertThat(sam.press(card, "Take").awaitMessage().text()).contains("INC-1");
    await().until(() -> now(card).text().contains("in progress"));
    assertThat(now(card).text()).contains("Sam");
    assertThat(now(card).buttons()).doesNotContain("Take");

    StandInModal reply = sam.press(now(card), "Reply…").awaitModal();
    sam.submit(reply, Map.of("text", "We are on our way")).awaitMessage();
    ada.directMessages().awaitBotMessage("We are on our way");

    StandInModal resolve = sam.press(now(card), "Resolve…").awaitModal();
    assertThat(
            sam.submit(resolve, Map.of("how", "Replaced the access point")).awaitMessage().text())
        .contains("resolved");
    ada.directMessages().awaitBotMessage("Replaced the access point");
    await().until(() -> now(card).text().contains("resolved"));
    assertThat(TRIAGE.botMessages().stream().filter(m -> m.text().contains("fifth floor")))
        .hasSize(1);
  }

  @Test
  void aMessageThatArrivesFiveTimesIsTakenInOnce() {
    StandInMessage said = ada.directMessage("report The scanner eats paper");
    for (int i = 0; i < 4; i++) {
      ada.sendAgain(said);
    }

    ada.directMessages().awaitBotMessage("The scanner eats paper");
    TRIAGE.awaitBotMessage("The scanner eats paper");
    // what is said afterwards is answered after all of it
    ada.directMessage("whoami");
    ada.directMessages().awaitBotMessage("Ada");
    assertThat(count("incident")).isEqualTo(1);
    assertThat(
            ada.directMessages().botMessages().stream()
                .filter(message -> message.text().contains("The scanner eats paper")))
        .hasSize(1);
  }

  @Test
  void aCommandThatArrivesTwiceIsAnsweredOnce() {
    DiscordInteraction report = ada.slash("desk", "report", Map.of("text", "Keys stick again"));
    report.sendAgain();

    assertThat(report.awaitMessage().text()).contains("Keys stick again");
    TRIAGE.awaitBotMessage("Keys stick again");
    assertThat(count("incident")).isEqualTo(1);
    assertThat(report.refusals()).isEmpty();
  }

  @Test
  void aReportWithoutTextOpensAFormThatCountsOnce() {
    StandInModal form = ada.slash("desk", "report", Map.of("impact", "high")).awaitModal();
    assertThat(form.field("impact").orElseThrow().json().toString()).contains("high");

    DiscordInteraction sent = ada.submit(form, Map.of("text", "The lift beeps"));
    assertThat(sent.awaitMessage().text()).contains("INC-1", "The lift beeps");
    assertThat(ada.submit(form, Map.of("text", "The lift beeps")).awaitMessage().text())
        .contains("nothing was done twice");
    assertThat(count("incident")).isEqualTo(1);
  }

  @Test
  void aFormThatIsRefusedOpensAgainWithWhatWasEntered() {
    StandInModal form = ada.slash("desk", "report").awaitModal();
    DiscordInteraction sent =
        ada.submit(form, Map.of("text", "A long story\0", "service", "Printing"));

    assertThat(sent.awaitMessage().text()).contains("NUL");
    StandInModal again = ada.press(sent.awaitFollowUp(), "Report…").awaitModal();
    assertThat(again.field("text").orElseThrow().prefilled()).startsWith("A long story");
    assertThat(again.field("service").orElseThrow().json().toString())
        .contains("\"default\":true,\"label\":\"Printing\"");
    assertThat(ada.submit(again, Map.of("text", "A long story")).awaitMessage().text())
        .contains("INC-1");
  }

  @Test
  void freeWordsInADirectMessageAreProposedAndReportedByOnePress() {
    ada.directMessage("my keyboard has lost a letter");
    StandInMessage proposal =
        ada.directMessages().awaitBotMessage(message -> !message.buttons().isEmpty());
    assertThat(count("incident")).isZero();

    assertThat(ada.press(proposal, proposal.buttons().getFirst()).awaitMessage().text())
        .contains("INC-1");
    assertThat(count("incident")).isEqualTo(1);
    assertThat(ada.press(proposal, proposal.buttons().getFirst()).awaitMessage().text())
        .isNotBlank();
    assertThat(count("incident")).isEqualTo(1);
  }

  @Test
  void aMentionInAChannelIsAnsweredThere() {
    ada.mention(DISCORD.general(), "report The coffee machine of the lobby is cold");

    assertThat(DISCORD.general().awaitBotMessage("The coffee machine of the lobby is cold").text())
        .contains("INC-1");
  }

  @Test
  void whatIsWrittenInAChannelWithoutMentionIsNoneOfTheDesksBusiness() {
    ada.message(DISCORD.general(), "report the canteen is loud");
    ada.mention(DISCORD.general(), "report The canteen smells");

    DISCORD.general().awaitBotMessage("The canteen smells");
    assertThat(count("incident")).isEqualTo(1);
  }

  @Test
  void optionsAreCompletedWhileTheyAreTyped() {
    ada.slash("desk", "report", Map.of("text", "Blinds are stuck")).awaitMessage();

    assertThat(ada.complete("desk", "show", "key", "blinds", Map.of()).awaitChoices())
        .extracting(InteractionAnswer.Choice::value)
        .containsExactly("INC-1");
    assertThat(ada.complete("desk", "help", "command", "repo", Map.of()).awaitChoices())
        .extracting(InteractionAnswer.Choice::value)
        .containsExactly("report");
  }

  @Test
  void aComponentOfAnotherDeskIsAnsweredClearly() {
    StandInMessage card = ada.slash("desk", "whoami").awaitMessage();

    for (String id : List.of("a7|take INC-1", "whatever", "f1|x|report", "s1|0")) {
      StandInMessage answer = ada.component(card, id, 2, List.of()).awaitMessage();
      assertThat(answer.text()).contains("another version of the desk");
      assertThat(answer.ephemeral()).isTrue();
    }
  }

  @Test
  void strangeTextIsKeptAsItIsAndHarmless() {
    String strange = "@everyone **שלום** 👩‍👩‍👧‍👦 <@102> `code` [x](https://evil.example) ||s||";
    StandInMessage answer = ada.slash("desk", "report", Map.of("text", strange)).awaitMessage();
    assertThat(answer.text()).contains("👩‍👩‍👧‍👦", "שלום", "\\*\\*", "\\[x\\]");

    StandInMessage card = TRIAGE.awaitBotMessage("שלום");
    assertThat(card.pingsEveryone()).isFalse();
    assertThat(card.pings()).isEmpty();

    assertThat(ada.slash("desk", "report", Map.of("text", "nul\0nul")).awaitMessage().text())
        .contains("NUL");
    assertThat(
            ada.slash("desk", "report", Map.of("text", "Drip ".repeat(800))).awaitMessage().text())
        .contains("INC-2");
  }

  @Test
  void peopleOfOtherServersAndBotsAreNotServed() {
    var elsewhere = DISCORD.anotherGuild("Elsewhere");
    DiscordPerson eve = elsewhere.member("666", "Eve");
    eve.directMessage("report I want in");

    eve.directMessages().awaitBotMessage("not in it");
    assertThat(count("incident")).isZero();
  }

  @Test
  void theConnectionIsPartOfTheDesksHealth() {
    assertThat(health.getContributor("discord")).isInstanceOf(DiscordHealth.class);
  }

  private StandInMessage now(StandInMessage message) {
    return DISCORD.message(message.id()).orElseThrow();
  }

  private int count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
  }
}
