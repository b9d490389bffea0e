package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.discord.connection.RequiredPermission;
import dev.deskhand.discord.gateway.RequiredIntent;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.testing.LooksAtOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.Permission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** What the desk asks for, and what it says where it is not granted. */
@LooksAtOutput
class PermissionCheckTest {

  private DiscordStandIn discord;
  private StandInChannel triage;
  private Desk desk;

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    triage = discord.guild().textChannel("triage");
    desk = new Desk(discord, discord.token(), discord.guild().id()).ready();
  }

  @AfterEach
  void end() {
    desk.close();
    discord.close();
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void nothingIsMissingWhereEverythingIsGranted() {
    assertThat(obstacles(triage.id())).isEmpty();
    assertThat(desk.platform.obstacles(new Address.Person("discord", "42"))).isEmpty();
  }

  @Test
  void eachMissingPermissionIsNamedWithTheWayToGrantIt() {
    triage.denyBot(
        Permission.MESSAGE_EMBED_LINKS.getRawValue() | Permission.MESSAGE_HISTORY.getRawValue());

    await().until(() -> obstacles(triage.id()).size() == 2);
    assertThat(obstacles(triage.id()))
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("#triage", "Edit Channel", "client_id=" + discord.botId()))
        .anySatisfy(line -> assertThat(line).contains("\"Embed Links\""))
        .anySatisfy(line -> assertThat(line).contains("\"Read Message History\""));
  }

  @Test
  void ofAChannelThatIsNotSeenNothingElseIsSaid() {
    triage.denyBot(Permission.VIEW_CHANNEL.getRawValue());

    await().until(() -> !obstacles(triage.id()).isEmpty());
    assertThat(obstacles(triage.id()))
        .singleElement()
        .asString()
        .contains("\"View Channels\" in #triage");
  }

  @Test
  void aChannelThatIsNotThereOrElsewhereIsSaidToBe() {
    StandInChannel there = discord.anotherGuild("Elsewhere").textChannel("there");

    // nothing is said of channels before Discord has told of all servers, the new one among them
    await().until(() -> !obstacles("12345").isEmpty());
    assertThat(obstacles("12345")).singleElement().asString().contains("no channel 12345");
    assertThat(obstacles("general")).singleElement().asString().contains("no channel general");
    await().until(() -> obstacles(there.id()).getFirst().contains("Elsewhere"));
    assertThat(obstacles(there.id()).getFirst()).contains("DISCORD_GUILD_ID");
  }

  @Test
  void whatIsMissingIsSaidWhenItBeginsToBeMissingAndOnce(CapturedOutput output) {
    desk.channels.add(triage.id());
    triage.denyBot(Permission.MESSAGE_SEND.getRawValue());
    await().until(() -> output.getAll().contains("lacks \"Send Messages\" in #triage"));

    triage.denyBot(
        Permission.MESSAGE_SEND.getRawValue() | Permission.MESSAGE_EMBED_LINKS.getRawValue());
    await().until(() -> output.getAll().contains("lacks \"Embed Links\" in #triage"));
    assertThat(output.getAll()).containsOnlyOnce("lacks \"Send Messages\"");

    triage.denyBot(0);
    await().until(() -> obstacles(triage.id()).isEmpty());
  }

  @Test
  void whatIsMissingAtStartIsSaidThen(CapturedOutput output) {
    triage.denyBot(Permission.MESSAGE_ATTACH_FILES.getRawValue());
    desk.close();
    desk = new Desk(discord, discord.token(), discord.guild().id(), desk.kept, triage.id()).ready();

    await().until(() -> output.getAll().contains("lacks \"Attach Files\" in #triage"));
  }

  @Test
  void theConnectionAsksForTheIntentsOfTheList() {
    int guilds = 1;
    int wanted =
        guilds
            | net.dv8tion.jda.api.requests.GatewayIntent.getRaw(
                RequiredIntent.wanted(false, Set.of()));

    assertThat(discord.gateway().intents()).isEqualTo(wanted);
    assertThat(RequiredIntent.wanted(true, Set.of())).hasSize(RequiredIntent.values().length);
    assertThat(RequiredIntent.wanted(true, Set.of(RequiredIntent.MESSAGE_CONTENT)))
        .hasSize(RequiredIntent.values().length - 1);
  }

  @Test
  void theManualSaysWhatEachPermissionAndIntentIsFor() throws IOException {
    assertThat(Files.readString(Path.of("README.md")))
        .contains(RequiredPermission.invitation("APPLICATION_ID"));
    assertThat(Files.readString(Path.of("docs/discord.md")))
        .contains(DiscordManifest.permissions(), DiscordManifest.intents());
  }

  private List<String> obstacles(String channel) {
    return desk.platform.obstacles(new Address.Channel("discord", channel));
  }
}
