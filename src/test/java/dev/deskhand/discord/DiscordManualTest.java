package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.EnvFile;
import dev.deskhand.testing.Manual;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.requests.GatewayIntent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * README's chapter "Connect Discord" and its page, sentence by sentence: a desk of its own with the
 * settings that the chapter names, besides those that say where the stand-in is. Somebody does so
 * who forgets what may be forgotten, and finds out by what the desk says.
 */
@DesksInProcesses
class DiscordManualTest {

  private static final String ADELE = "4001";
  private static final String INVITATION = "https://discord.com/oauth2/authorize?";

  private final Manual manual = Manual.of("Connect Discord", "discord.md");
  private DiscordStandIn discord;
  private StandInChannel agents;
  private StandInChannel office;
  private DiscordPerson adele;
  private DiscordPerson rita;

  @TempDir private Path folder;

  @BeforeEach
  void aServerThatHasInvitedTheDesk() {
    discord = DiscordStandIn.start();
    office = discord.general();
    agents = discord.guild().textChannel("agents");
    adele = discord.member(ADELE, "Adele");
    rita = discord.member("4002", "Rita");
  }

  @AfterEach
  void end() {
    discord.close();
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void itsStepsLeadToADeskThatWorks() throws Exception {
    portal();
    invitation();
    EnvFile env = EnvFile.copiedTo(folder);
    manual.says("Copy `.env.example` to `.env` and set `DISCORD_TOKEN` there.");
    env.set("DISCORD_TOKEN", discord.token());
    manual.says(
        "Set `DESKHAND_ADMINS=discord:` and your user id, so that somebody can give roles.");
    env.set("DESKHAND_ADMINS", "discord:" + ADELE);
    manual.says("Set `DISCORD_GUILD_ID` to the id of your server:");
    env.set("DISCORD_GUILD_ID", discord.guild().id());
    manual.says(
        "Discord shows you ids when *Developer Mode* is on (*User Settings*, *Advanced*): click with"
            + " the right button on yourself or on the server.");
    env.set("DISCORD_API_URL", discord.restUrl());
    env.set("DISCORD_GATEWAY_URL", discord.gatewayUrl());
    env.set("SERVER_PORT", "0");
    manual.says("Start the desk.");
    // who connects Discord has tried the desk without it
    DeskProcess.hasRunBefore(folder);
    try (DeskProcess desk = DeskProcess.start(folder, "first.log")) {
      assertThat(desk.port()).isPositive();
      registered();
      withoutIntents(desk);
      agentsChannel();
    }

    manual.says("Turn on the *Message Content Intent* there,");
    manual.says(
        "and, if roles of your server shall carry roles at the desk, the *Server Members Intent*.");
    discord.gateway().grantPrivilegedIntents();
    manual.says(
        "Or set `DESKHAND_DISCORD_ROLES` to the id of a role of your server and `:agent`, and start"
            + " the desk anew: everybody who has that role on Discord is an agent.");
    env.set("DESKHAND_DISCORD_ROLES", discord.guild().role("Support").id() + ":agent");
    agents.denyBot(Permission.MESSAGE_EMBED_LINKS.getRawValue());
    try (DeskProcess desk = DeskProcess.start(folder, "second.log")) {
      assertThat(desk.port()).isPositive();
      whatIsMissingIsSaid(desk);
      asksForTheIntentsOfTheTable();
      panel();
      DiscordPerson sam = somebodyIsMadeAnAgent();
      roleOfTheServer();
      waysToReport();
      talk(sam);
      assertThat(desk.output()).noneMatch(line -> line.contains(" ERROR "));
    }
    assertThat(discord.requests().stream().filter(one -> one.method().equals("PUT")))
        .as("the commands are registered once, however often the desk starts")
        .hasSize(1);
    manual.hasNoOtherStep();
  }

  private void portal() {
    manual
        .says("At <https://discord.com/developers/applications>, create an application.")
        .says("Under *Bot*, reset the token and copy it: it is `DISCORD_TOKEN`.");
    discord.gateway().grantNoPrivilegedIntents();
  }

  private void invitation() throws IOException {
    manual.says(
        "Put the number of your application (*General Information*, *Application ID*) in place of"
            + " `APPLICATION_ID`, open this link and pick your server:");
    String link = manual.link(INVITATION);
    manual.says("<" + link + ">");
    assertThat(Files.readString(Path.of("bot-manifests/discord/invitation.md"))).contains(link);
    Map<String, String> query =
        Arrays.stream(link.substring(INVITATION.length()).split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    assertThat(query)
        .containsEntry("client_id", "APPLICATION_ID")
        .containsEntry("scope", "bot+applications.commands");
    long permissions = Long.parseLong(query.get("permissions"));
    assertThat(Permission.getPermissions(permissions).stream().map(DiscordManualTest::label))
        .containsExactlyInAnyOrderElementsOf(
            manual.table("permission").stream().map(List::getFirst).toList());
    discord.guild().invite(permissions);
  }

  /** As Discord's settings call it; the SDK calls one of them otherwise. */
  private static String label(Permission permission) {
    return permission == Permission.MESSAGE_HISTORY ? "Read Message History" : permission.getName();
  }

  private void registered() throws IOException, InterruptedException {
    discord.awaitCommand("manage");
    String guild = discord.guild().id();
    manual.says("the desk then serves that server alone, where its commands show at once.");
    assertThat(discord.commands()).allMatch(one -> guild.equals(one.path("guild_id").asString("")));
    DiscordPerson eve = discord.anotherGuild("Elsewhere").member("4666", "Eve");
    eve.directMessage("report I want in");
    eve.directMessages().awaitBotMessage("not in it");
    manual.says("Without it, the desk serves every server that invites it.");

    manual.says(
        "It registers its commands by itself; those who would rather do so by hand find the body in"
            + " [bot-manifests/discord/commands.json](bot-manifests/discord/commands.json).");
    try (DiscordStandIn byHand = DiscordStandIn.start()) {
      assertThat(CommandRegistrationTest.byHand(byHand)).isEqualTo(200);
      assertThat(names(byHand)).containsExactlyInAnyOrderElementsOf(names(discord));
      assertThat(byHand.complaints()).isEmpty();
    }
    manual.says(
        "The names and descriptions of the commands are there in German, French and Spanish too.");
    assertThat(discord.commands())
        .allSatisfy(
            command ->
                assertThat(command.path("name_localizations").propertyNames())
                    .contains("de", "fr", "es-ES"));
    manual.says(
        "Discord shows `/agent`, `/outage` and *Tickets of this person* to members who may manage"
            + " messages, and `/manage` to those who may manage the server.");
    assertThat(shownTo("agent", "outage", "Tickets of this person"))
        .containsExactly(Permission.MESSAGE_MANAGE);
    assertThat(shownTo("manage")).containsExactly(Permission.MANAGE_SERVER);
  }

  private static List<String> names(DiscordStandIn where) {
    return where.commands().stream().map(one -> one.path("name").asString()).toList();
  }

  private Set<Permission> shownTo(String... commands) {
    return discord.commands().stream()
        .filter(one -> List.of(commands).contains(one.path("name").asString()))
        .flatMap(
            one ->
                Permission.getPermissions(one.path("default_member_permissions").asLong(0))
                    .stream())
        .collect(Collectors.toSet());
  }

  private void withoutIntents(DeskProcess desk) {
    manual.says(
        "Without them commands, buttons, mentions and direct messages go on working, and the desk"
            + " says at start what is off.");
    says(desk, "the intent MESSAGE_CONTENT is not granted, so the desk reads in channels only");
    says(desk, "switch it on in the Developer Portal under Bot, and restart");

    StandInMessage card =
        rita.slash("desk", "report", Map.of("text", "the VPN is down")).awaitMessage();
    assertThat(card.text()).contains("INC-1");
    assertThat(rita.press(card, "Cancel…").awaitModal().title()).isNotBlank();
    rita.mention(office, "report the door is stuck");
    office.awaitBotMessage("door is stuck");
    rita.directMessage("report my chair squeaks");
    rita.directMessages().awaitBotMessage("chair squeaks");
  }

  private void agentsChannel() {
    agents.denyBot(Permission.VIEW_CHANNEL.getRawValue());
    manual
        .says("In the agents' channel, say `/manage channel` with `add` and `triage`.")
        .says(
            "If the channel is private, add the bot to it; the answer says what else is missing"
                + " there.");
    Map<String, String> add = Map.of("change", "add", "purpose", "triage");
    Map<String, String> remove = Map.of("change", "remove", "purpose", "triage");
    await()
        .until(
            () -> {
              DiscordPerson there = adele.in(agents);
              String answer = there.slash("manage", "channel", add).awaitMessage().text();
              boolean said = answer.contains("gets these posts") && lacks(answer, "View Channels");
              there.slash("manage", "channel", remove).awaitMessage();
              return said;
            });
    agents.denyBot(0);
    await()
        .until(
            () -> {
              DiscordPerson there = adele.in(agents);
              String answer = there.slash("manage", "channel", add).awaitMessage().text();
              boolean said = answer.contains("gets these posts") && !answer.contains("lacks");
              if (!said) {
                there.slash("manage", "channel", remove).awaitMessage();
              }
              return said;
            });
  }

  private boolean lacks(String words, String permission) {
    return words.contains("lacks \"" + permission + "\" in #agents")
        && words.contains(INVITATION.replace("https://", "") + "client_id=" + discord.botId());
  }

  private void whatIsMissingIsSaid(DeskProcess desk) {
    manual.says(
        "Where something is missing in one of the desk's channels, a line of its log says what, and"
            + " how to grant it.");
    await().until(() -> desk.output().stream().anyMatch(line -> lacks(line, "Embed Links")));
    agents.denyBot(0);
    says(desk, "nothing is missing any more in the desk's channels");
    assertThat(desk.output()).noneMatch(line -> line.contains("is not granted"));
  }

  private void asksForTheIntentsOfTheTable() {
    Set<GatewayIntent> asked = GatewayIntent.getIntents(discord.gateway().intents());
    assertThat(asked.stream().map(Enum::name))
        // every bot asks for this one, which tells it of its servers
        .filteredOn(name -> !name.equals("GUILDS"))
        .containsExactlyInAnyOrderElementsOf(
            manual.table("intent").stream().map(row -> row.getFirst().replace("`", "")).toList());
  }

  private void panel() {
    manual.says(
        "Where people ask for help, `/manage panel` posts a message with buttons that stays.");
    adele.in(office).slash("manage", "panel").awaitMessage();
    StandInMessage panel = office.awaitBotMessage("Need help?");
    StandInModal form = rita.press(panel, "Report an issue").awaitModal();
    assertThat(rita.submit(form, Map.of("text", "the panel pleases")).awaitMessage().text())
        .contains("panel pleases");
    agents.awaitBotMessage("panel pleases");
  }

  private DiscordPerson somebodyIsMadeAnAgent() {
    DiscordPerson sam = discord.member("4003", "Sam");
    assertThat(sam.slash("agent", "queue").awaitMessage().text()).contains("only for");
    manual.says("Make somebody an agent: `/manage role` with the person and `+agent`.");
    adele.slash("manage", "role", Map.of("person", sam.id(), "changes", "+agent")).awaitMessage();
    assertThat(sam.slash("agent", "queue").awaitMessage().text()).contains("VPN is down");
    return sam;
  }

  private void roleOfTheServer() {
    DiscordPerson tom = discord.member("4004", "Tom", "Support");
    assertThat(tom.slash("agent", "queue").awaitMessage().text()).contains("VPN is down");
    manual.says("What Discord calls people there, the desk calls them.");
    discord.guild().call(tom, "Tom of IT");
    await().until(() -> tom.slash("desk", "whoami").awaitMessage().text().contains("Tom of IT"));
    manual.says("Whoever leaves the server loses them.");
    discord.guild().leave(tom);
    tom.directMessage("queue");
    tom.directMessages().awaitBotMessage("not in it");
  }

  private void waysToReport() {
    manual.says(
        "People can say `/desk report`, write to the bot directly, mention it, choose *Apps*, *Report"
            + " this message* in a message's menu, or react to it with 🎫.");
    rita.slash("desk", "report", Map.of("text", "the lift beeps")).awaitMessage();
    rita.directMessage("report my lamp flickers");
    rita.mention(office, "report the roof leaks");
    StandInMessage one = rita.message(office, "the beamer is dark");
    rita.submit(rita.contextMenu("Report this message", one).awaitModal(), Map.of()).awaitMessage();
    rita.react(rita.message(office, "the heater rattles"), "🎫");
    for (String what : List.of("lift beeps", "lamp flickers", "roof leaks", "beamer", "heater")) {
      agents.awaitBotMessage(what);
    }
    manual.says(
        "What comes of a reaction is said directly to those concerned, and not in the channel.");
    card(rita.directMessages(), "heater rattles");
    assertThat(said(office, "heater")).isFalse();
  }

  private void talk(DiscordPerson sam) {
    StandInMessage own = card(rita.directMessages(), "lift beeps");
    StandInMessage card = card(agents, "lift beeps");
    manual.says(
        "Each ticket has a card in the agents' channel, and what agents write in its thread is kept"
            + " as it is on Slack: among them, unless it starts with `>>`.");
    StandInChannel thread = discord.threadOf(card);
    // its thread is known once the desk has heard from Discord where the card is
    await()
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              sam.message(thread, ">> we are on it");
              return said(rita.directMessages(), "we are on it");
            });
    sam.message(thread, "among us: it is the cable");
    manual.says(
        "Direct conversations have no threads on Discord: the requester finds their card there, and"
            + " what they write as an answer to it, or to whatever the desk said about it, is added to"
            + " the ticket and shown to the agents, with later edits and deletions.");
    StandInMessage answer = rita.reply(own, "it beeps at noon");
    thread.awaitBotMessage("Rita wrote: it beeps at noon");
    StandInMessage edited = rita.edit(answer, "it beeps at night");
    thread.awaitBotMessage("Rita edited what they wrote: it beeps at night");
    rita.delete(edited);
    thread.awaitBotMessage("Rita deleted the message of ");
    // it was said until it was heard: any of them will do
    StandInMessage work =
        rita.directMessages().botMessages().stream()
            .filter(message -> message.text().contains("we are on it"))
            .findFirst()
            .orElseThrow();
    rita.reply(work, "thank you");
    thread.awaitBotMessage("Rita wrote: thank you");
    assertThat(said(rita.directMessages(), "cable")).isFalse();
  }

  private static StandInMessage card(StandInChannel channel, String words) {
    return channel.awaitBotMessage(
        message -> message.text().contains(words) && !message.embeds().isEmpty());
  }

  private static boolean said(StandInChannel channel, String words) {
    return channel.botMessages().stream().anyMatch(message -> message.text().contains(words));
  }

  private static void says(DeskProcess desk, String words) {
    await().until(() -> desk.output().stream().anyMatch(line -> line.contains(words)));
  }
}
