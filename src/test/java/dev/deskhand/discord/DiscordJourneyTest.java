package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Reply;
import dev.deskhand.discord.commands.RegisteredCommands;
import dev.deskhand.discord.forms.FormStore;
import dev.deskhand.discord.gateway.DiscordHealth;
import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.Patience;
import dev.deskhand.text.Text;
import java.time.Instant;
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
    assertThat(report.answeredAfter()).isLessThan(Patience.AT_ONCE);

    StandInMessage card = TRIAGE.awaitBotMessage("The fifth floor has no wifi");
    assertThat(card.text()).contains("INC-1", "Ada", "new");
    assertThat(card.buttons()).contains("Take");

    assertThat(sam.press(card, "Take").awaitMessage())
        .satisfies(line -> assertThat(line.embeds()).isEmpty())
        .extracting(StandInMessage::content)
        .asString()
        .contains("Done: take INC-1", "It is in progress now");
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
    ada.directMessages().awaitBotMessage("resolved it: Replaced the access point");
    await().until(() -> now(card).text().contains("resolved"));
    assertThat(TRIAGE.botMessages().stream().filter(m -> m.text().contains("fifth floor")))
        .hasSize(1);
  }

  @Test
  void channelsAndRolesThatAReportNamesAreReadByTheirNames() {
    StandInChannel office = DISCORD.guild().textChannel("office");
    String role = DISCORD.guild().role("Facilities").id();
    String digits = DISCORD.guild().role("103").id();
    String words = "smoke in <#%s>, ask <@&%s>, <@&%s> or <#1>";

    ada.mention(DISCORD.general(), "report " + words.formatted(office.id(), role, digits));
    ada.slash("desk", "report", Map.of("text", "more " + words.formatted(office.id(), role, "2")))
        .awaitMessage();

    assertThat(TRIAGE.awaitBotMessage("more smoke").text())
        .contains("more smoke in #office, ask @Facilities,");
    await()
        .untilAsserted(
            () ->
                assertThat(jdbc.sql("select description from incident").query(String.class).list())
                    .containsExactlyInAnyOrder(
                        "smoke in #office, ask @Facilities, <@&%s> or <#1>".formatted(digits),
                        "more smoke in #office, ask @Facilities, <@&2> or <#1>"));
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
    ada.directMessages().awaitBotMessage("You are Ada");
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
    ada = DISCORD.member("140", "Kay");
    ada.directMessage("my keyboard has lost a letter");
    StandInMessage proposal =
        ada.directMessages().awaitBotMessage(message -> message.buttons().contains("Report this"));
    assertThat(count("incident")).isZero();

    String report = proposal.components().getFirst().customId();
    assertThat(ada.component(proposal, report, 2, List.of()).awaitMessage())
        .matches(card -> card.id().equals(proposal.id()), "the question gave way to the card")
        .matches(card -> card.text().contains("INC-1"), "INC-1");
    assertThat(count("incident")).isEqualTo(1);
    // as a client that still shows the question
    assertThat(ada.component(proposal, report, 2, List.of()).awaitMessage().text()).isNotBlank();
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
  void aReactionOpensOneIncidentOfAMessageForWhoWroteItWhoeverReacts() {
    StandInMessage said = ada.message(DISCORD.general(), "The beamer of the hall stays dark");
    sam.react(said, "🎫");
    TRIAGE.awaitBotMessage("The beamer of the hall stays dark");
    ada.react(said, "🎫");

    assertThat(TRIAGE.awaitBotMessage("The beamer of the hall stays dark").text()).contains("Ada");
    // what is said in the channel afterwards is answered after the second reaction
    ada.mention(DISCORD.general(), "report The blackboard squeaks");
    DISCORD.general().awaitBotMessage("The blackboard squeaks");
    assertThat(count("incident")).isEqualTo(2);
    for (DiscordPerson concerned : List.of(ada, sam)) {
      assertThat(
              concerned
                  .directMessages()
                  .awaitBotMessage(
                      message -> message.text().contains("beamer") && !message.embeds().isEmpty())
                  .buttons())
          .as("the card of " + concerned.id())
          .isNotEmpty();
    }
    assertThat(DISCORD.general().botMessages())
        .as("the channel has the reaction and no more")
        .noneMatch(message -> message.text().contains("beamer"));
  }

  @Test
  void whatAnotherAppPutsIntoAnEmbedIsReportedWithItsWords() {
    StandInMessage alert =
        DISCORD.webhookEmbed(
            DISCORD.general(), "Alerts", "Disk full", "of <#1> at 98 %", "Host", "db-7");
    sam.react(alert, "🎫");
    TRIAGE.awaitBotMessage("INC-1 Disk full");
    StandInModal form = ada.contextMenu("Report this message", alert).awaitModal();

    assertThat(ada.submit(form, Map.of()).awaitMessage().text()).contains("Disk full");
    assertThat(jdbc.sql("select description from incident").query(String.class).list())
        .hasSize(2)
        .allMatch(words -> words.startsWith("Disk full\nof <#1> at 98 %\nHost: db-7\n\nhttps://"));
  }

  @Test
  void whoMayNotReportByAReactionIsToldSoAlone() {
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    DiscordPerson olaf = DISCORD.member("171", "Olaf");
    olaf.slash("desk", "whoami").awaitMessage();
    root.slash("manage", "role", Map.of("person", olaf.id(), "changes", "-employee"))
        .awaitMessage();
    StandInMessage said = ada.message(DISCORD.general(), "The kiln of the attic is cold");
    olaf.react(said, "🎫");

    olaf.directMessages().awaitBotMessage("you have no role at this desk");
    assertThat(count("incident")).isZero();
    assertThat(DISCORD.general().botMessages())
        .noneMatch(message -> message.text().contains("no role at this desk"));
  }

  @Test
  void aMessageIsReportedFromItsMenuForSomebodyWhomTheDeskHasNeverMet() {
    DiscordPerson newcomer = DISCORD.member("170", "Noor");
    StandInMessage said = newcomer.message(DISCORD.general(), "The shredder hums at night");
    StandInModal form = sam.contextMenu("Report this message", said).awaitModal();

    assertThat(sam.submit(form, Map.of()).awaitMessage().text())
        .contains("INC-1", "The shredder hums at night");
    assertThat(TRIAGE.awaitBotMessage("The shredder hums at night").text()).contains("Noor");
    assertThat(sam.contextMenu("Tickets of this person", newcomer).awaitMessage().text())
        .contains("Open incidents of Noor", "INC-1");
    assertThat(ada.contextMenu("Tickets of this person", newcomer).awaitMessage().text())
        .contains("only for agents");
  }

  @Test
  void aCommandOfMoreQuestionsThanAModalHoldsAsksThemOnPages() {
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    root.directMessage("service add …");
    StandInMessage offer =
        root.directMessages()
            .awaitBotMessage(message -> message.buttons().contains("Service add…"));
    StandInModal first = root.press(offer, "Service add…").awaitModal();
    assertThat(first.title()).isEqualTo("Service add (1 of 2)");
    assertThat(first.fields()).hasSize(5);
    StandInMessage goOn =
        root.submit(first, Map.of("name", "Pneumatic post", "criticality", "high")).awaitMessage();
    StandInModal second = root.press(goOn, "Next (2 of 2)…").awaitModal();
    assertThat(second.fields()).hasSize(1);

    root.submit(second, Map.of("level", "99.5")).awaitMessage();
    assertThat(
            jdbc.sql("select criticality || ' ' || level from service where name = ?")
                .param("Pneumatic post")
                .query(String.class)
                .single())
        .startsWith("HIGH 99.5");
  }

  @Test
  void aPanelStandsOnceInItsChannelAndItsButtonsAnswerOnePersonAlone() {
    StandInChannel help = DISCORD.guild().textChannel("help-desk");
    DiscordPerson root = DISCORD.member(ADMIN, "Root").in(help);
    assertThat(root.slash("manage", "panel").awaitMessage().text()).contains(help.id());
    StandInMessage panel = help.awaitBotMessage("Need help?");
    assertThat(panel.buttons())
        .containsExactly("Report an issue", "Ask for something", "My tickets", "Status");

    root.in(DISCORD.general())
        .slash("manage", "panel", Map.of("channel", help.id()))
        .awaitMessage();
    await().until(() -> now(panel).edits() == 1);
    assertThat(help.botMessages()).hasSize(1);

    assertThat(ada.in(help).press(panel, "My tickets").awaitMessage().ephemeral()).isTrue();
    StandInMessage catalog = ada.in(help).press(panel, "Ask for something").awaitMessage();
    assertThat(catalog.text()).contains("Laptop");
    assertThat(catalog.ephemeral()).isTrue();
    StandInModal form = ada.in(help).press(panel, "Report an issue").awaitModal();
    assertThat(ada.submit(form, Map.of("text", "The panel works")).awaitMessage().text())
        .contains("INC-1");
    DISCORD.message(panel.id()).ifPresent(message -> help.vanish());
  }

  @Test
  void whatTheDeskLacksInAChannelIsSaidWhenTheChannelIsAdded() {
    StandInChannel quiet = DISCORD.guild().textChannel("quiet");
    quiet.denyBot(1L << 14);
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    Map<String, String> add = Map.of("change", "add", "purpose", "status", "channel", quiet.id());

    await()
        .until(
            () -> {
              root.slash("manage", "channel", remove(quiet)).awaitMessage();
              return root.slash("manage", "channel", add)
                  .awaitMessage()
                  .text()
                  .contains("lacks \"Embed Links\" in #quiet");
            });
    quiet.vanish();
  }

  private static Map<String, String> remove(StandInChannel channel) {
    return Map.of("change", "remove", "purpose", "status", "channel", channel.id());
  }

  @Test
  void formsAreKeptForADayWhateverIsInThem() {
    FormStore forms = new FormStore.Stored(jdbc);
    Instant now = Instant.parse("2026-03-31T08:00:00Z");
    Reply.Form stored =
        new Reply.Form("id", "Title", "request x", "", List.of(input("a\0b")), "Send");
    forms.keep(stored, now);
    forms.keep(stored, now.plusSeconds(1));

    assertThat(forms.find("id").orElseThrow().inputs().getFirst().value())
        .isEqualTo(Text.storable("a\0b"));
    assertThat(forms.forgetBefore(now.plusSeconds(1))).isZero();
    assertThat(forms.forgetBefore(now.plusSeconds(2))).isEqualTo(1);
    assertThat(forms.find("id")).isEmpty();
  }

  private static Reply.Input input(String value) {
    return new Reply.Input("a", "A", Reply.InputKind.LINE, true, "", List.of(), value);
  }

  @Test
  void theCommandsOfThisVersionAreRegisteredOnce() {
    RegisteredCommands registrations = new RegisteredCommands.Stored(jdbc);
    RegisteredCommands.Registration one = new RegisteredCommands.Registration("hash", "1:2");
    registrations.keep("app", "", one);
    registrations.keep("app", "", one);

    assertThat(registrations.last("app", "")).contains(one);
    assertThat(registrations.last("app", "guild")).isEmpty();
    registrations.keep("app", "guild", one);
    assertThat(registrations.elsewhere("app", "guild")).containsExactly("");
    registrations.forget("app", "");
    assertThat(registrations.elsewhere("app", "guild")).isEmpty();
  }

  @Test
  void aComponentOfAnotherDeskIsAnsweredClearly() {
    StandInMessage card = ada.slash("desk", "whoami").awaitMessage();

    for (String id : List.of("a7|take INC-1", "whatever", "f1|x|report", "t1|x|2", "s1|0")) {
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
