package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.testing.LooksAtOutput;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** What the desk says of roles that it cannot read, or that carry no right. */
@LooksAtOutput
class GuildRolesNoticesTest {

  private DiscordStandIn discord;
  private String agents;

  @BeforeEach
  void begin() {
    discord = DiscordStandIn.start();
    agents = discord.guild().role("Agents").id();
  }

  @AfterEach
  void end() {
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void withoutTheIntentARoleIsGivenAndTakenWhenSomebodySpeaks(CapturedOutput output) {
    discord.gateway().grantNoMembers();
    DiscordPerson ada = discord.member("42", "Ada", "Agents");
    KnownPeople people = new KnownPeople(agents);
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      await().until(() -> output.getAll().contains("the intent GUILD_MEMBERS is not granted"));
      assertThat(desk.health.health().getDetails())
          .containsEntry("missingIntents", "GUILD_MEMBERS");
      assertThat(output.getAll()).doesNotContain("MESSAGE_CONTENT is not granted");

      ada.mention(discord.general(), "my");
      await().until(() -> people.in(agents).equals(Set.of("42")));
      await().until(() -> desk.commands.size() == 1);
      int told = people.told.get();
      ada.mention(discord.general(), "my");
      await().until(() -> desk.commands.size() == 2);
      assertThat(people.told).hasValue(told);

      discord.guild().take(ada, "Agents");
      ada.mention(discord.general(), "my");
      await().until(() -> people.in(agents).isEmpty());
    }
  }

  @Test
  void everyonesRoleCarriesNoneAndALineSaysSo(CapturedOutput output) {
    String everyone = discord.guild().id();
    DiscordPerson ada = discord.member("42", "Ada");
    KnownPeople people = new KnownPeople(everyone).met("42", "Ada").met("43", "Sam");
    people.groups.put(everyone, Set.of("43"));
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      await().until(() -> people.in(everyone).isEmpty());
      assertThat(output.getAll())
          .contains(everyone + " in DESKHAND_DISCORD_ROLES is @everyone")
          .doesNotContain("there is no role");
      ada.directMessage("my");
      await().until(() -> desk.commands.size() == 1);
      assertThat(people.in(everyone)).isEmpty();
    }
  }

  @Test
  void aRoleThatIsDeletedOrNowhereIsHeldByNobody(CapturedOutput output) {
    KnownPeople people = new KnownPeople(agents, "12345").met("42", "Ada");
    people.groups.put("12345", Set.of("42"));
    try (Desk desk = new Desk(discord, discord.guild().id(), people).ready()) {
      await().until(() -> people.in("12345").isEmpty());
      assertThat(output.getAll()).contains("there is no role 12345").doesNotContain(agents);
      assertThat(desk.connection.missingIntents()).isEmpty();
    }
  }
}
