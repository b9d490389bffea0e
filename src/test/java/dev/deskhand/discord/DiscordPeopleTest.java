package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.testing.DeskhandTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Discord says about people, and what the desk makes of it. */
@DeskhandTest
class DiscordPeopleTest implements OnDiscord {

  private final JdbcClient jdbc;
  private DiscordPerson ada;
  private DiscordPerson anton;

  @Autowired
  DiscordPeopleTest(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @BeforeEach
  void people() {
    ada = DISCORD.member("301", "Ada");
    anton = DISCORD.member("302", "Anton", "Agents");
    await().until(() -> roles(anton).contains("agent"));
  }

  @AfterEach
  void nothingThatDiscordWouldNotStand() {
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Test
  void aRoleThatIsGivenAndTakenOnDiscordIsGivenAndTakenAtTheDesk() {
    DiscordPerson kim = DISCORD.member("310", "Kim");
    assertThat(roles(kim)).contains("employee").doesNotContain("agent");

    DISCORD.guild().give(kim, "Agents");
    await().until(() -> roles(kim).contains("agent"));
    assertThat(kim.slash("agent", "queue").awaitMessage().text()).doesNotContain("only for");

    DISCORD.guild().take(kim, "Agents");
    await().until(() -> !roles(kim).contains("agent"));
    assertThat(kim.slash("agent", "queue").awaitMessage().text()).contains("only for");
  }

  @Test
  void whoLeavesLosesEverythingAndWhoComesBackIsAnEmployee() {
    DiscordPerson lea = DISCORD.member("311", "Lea");
    DiscordPerson root = DISCORD.member(ADMIN, "Root");
    assertThat(roles(lea)).contains("employee");
    root.slash("manage", "role", Map.of("person", lea.id(), "changes", "+manager")).awaitMessage();
    DISCORD.guild().give(lea, "Agents");
    await().until(() -> roles(lea).contains("agent"));

    DISCORD.guild().leave(lea);
    await().until(() -> standing(lea).equals("GONE"));
    assertThat(given(lea)).isZero();
    StandInMessage card = report("The shelf leans");
    assertThat(assign(card, lea)).contains("Lea has left");

    lea.directMessage("queue");
    lea.directMessages().awaitBotMessage("you are not in it");

    DISCORD.member("311", "Lea");
    await().until(() -> standing(lea).equals("MEMBER"));
    assertThat(roles(lea)).contains("employee").doesNotContain("agent", "manager");
  }

  @Test
  void whoIsCalledSomethingElseOnTheServerIsCalledThatAtTheDesk() {
    DISCORD.guild().call(anton, "Anton (IT)");
    await().until(() -> named(anton).equals("Anton (IT)"));

    anton.directMessage("whoami");
    anton.directMessages().awaitBotMessage("Anton (IT)");
    assertThat(named(anton)).isEqualTo("Anton (IT)");
  }

  @Test
  void somebodyWhoNeverSpokeIsAssignedByAnOption() {
    DiscordPerson nia = DISCORD.member("312", "Nia");
    DISCORD.guild().call(nia, "Nia N.");
    StandInMessage card = report("The lamp flickers");
    DISCORD.guild().give(nia, "Agents");

    // of the role the gateway tells when it comes to it
    await()
        .untilAsserted(
            () -> {
              assertThat(assign(card, nia)).contains("Nia N.");
              assertThat(now(card).text()).contains("Nia N.");
            });
  }

  @Test
  void somebodyWhoNeverSpokeIsAssignedByAMention() {
    DiscordPerson noa = DISCORD.member("313", "Noa", "Agents");
    StandInMessage card = report("The curtain is stuck");

    // of the role the gateway tells when it comes to it
    await()
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              anton.mention(TRIAGE, "assign " + key(card) + " " + noa.asMention());
              return now(card).text().contains("Noa");
            });
  }

  @Test
  void somebodyWhoNeverSpokeIsReportedForByAMention() {
    DiscordPerson una = DISCORD.member("314", "Una");

    anton.mention(DISCORD.general(), "report The tap of the annex drips for:" + una.asMention());

    assertThat(TRIAGE.awaitBotMessage("The tap of the annex drips").text()).contains("Una");
  }

  @Test
  void whatBotsAndWebhooksWriteIsNoReport() {
    DiscordPerson robot = DISCORD.guild().bot("320", "Robot");
    robot.mention(DISCORD.general(), "report The robot is bored");
    DISCORD.webhookMessage(
        DISCORD.general(), "Alerts", "<@" + DISCORD.botId() + "> report The disk is full");
    ada.mention(DISCORD.general(), "report The hall is noisy");

    DISCORD.general().awaitBotMessage("The hall is noisy");
    assertThat(jdbc.sql("select count(*) from incident").query(Integer.class).single())
        .isEqualTo(1);
  }

  @Test
  void aBotIsNeverAssignedAndNeverKnown() {
    DiscordPerson robot = DISCORD.guild().bot("321", "Clank");
    DISCORD.guild().give(robot, "Agents");
    StandInMessage card = report("The door creaks");

    assertThat(assign(card, robot)).doesNotContain("assigned to");
    anton.mention(TRIAGE, "assign " + key(card) + " " + robot.asMention());
    anton.mention(TRIAGE, "assign " + key(card) + " <@" + DISCORD.botId() + ">");
    anton.mention(TRIAGE, "take " + key(card));

    await().until(() -> now(card).text().contains("Anton"));
    assertThat(now(card).text()).doesNotContain("Clank", "Deskhand");
    assertThat(
            jdbc.sql("select count(*) from identity where user_id in (?, ?)")
                .params(robot.id(), DISCORD.botId())
                .query(Integer.class)
                .single())
        .isZero();
  }

  private StandInMessage report(String text) {
    ada.slash("desk", "report", Map.of("text", text)).awaitMessage();
    return TRIAGE.awaitBotMessage(text);
  }

  private String assign(StandInMessage card, DiscordPerson to) {
    return anton
        .slash("agent", "assign", Map.of("key", key(card), "to", to.id()))
        .awaitMessage()
        .text();
  }

  private static String key(StandInMessage card) {
    return card.text().replaceAll("(?s).*?(INC-[0-9]+).*", "$1");
  }

  private static StandInMessage now(StandInMessage message) {
    return DISCORD.message(message.id()).orElseThrow();
  }

  private static String roles(DiscordPerson person) {
    return person.slash("desk", "whoami").awaitMessage().text();
  }

  private String standing(DiscordPerson person) {
    return account("standing", person);
  }

  private String named(DiscordPerson person) {
    return account("handle", person);
  }

  private String account(String column, DiscordPerson person) {
    return jdbc.sql("select " + column + " from identity where user_id = ?")
        .param(person.id())
        .query(String.class)
        .optional()
        .orElse("");
  }

  private int given(DiscordPerson person) {
    return jdbc.sql(
            "select count(*) from person_role r join identity i using (person_id) where i.user_id = ?")
        .param(person.id())
        .query(Integer.class)
        .single();
  }
}
