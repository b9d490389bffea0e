package dev.deskhand.discord;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Reply;
import dev.deskhand.discord.commands.CommandTree;
import dev.deskhand.discord.commands.SlashCommandMapper;
import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.language.Command;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import tools.jackson.databind.json.JsonMapper;

/** What no client of today sends: it is answered clearly, to one person, and nothing is done. */
@LooksAtOutput
class BadInputTest {

  private DiscordStandIn discord;
  private Desk desk;
  private DiscordPerson ada;

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada");
    desk = new Desk(discord, discord.token(), discord.guild().id()).ready();
    discord.awaitCommand("manage");
  }

  @AfterEach
  void end(CapturedOutput output) {
    desk.close();
    discord.close();
    assertThat(discord.complaints()).isEmpty();
    assertThat(discord.notifying()).isEmpty();
    assertThat(output.getAll()).doesNotContain("\tat ", "Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a7|take INC-1",
        "whatever",
        "t1|x|0",
        "t1|x|1",
        "t1|x|99999",
        "t1|x",
        "p1|x|1",
        "s1|0",
        "o1|gone|",
        "f1|x|report",
        "|",
        "a1|",
        "💥"
      })
  void aComponentOfAnOlderDesk(String id) {
    StandInMessage old = ada.message(discord.general(), "old");
    StandInMessage answer = ada.component(old, id, 2, List.of()).awaitMessage();

    assertThat(answer.content()).contains("another version of the desk");
    assertThat(answer.ephemeral()).isTrue();
    assertThat(desk.commands).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 6, 7, 8})
  void aMenuOfAnyKindThatTheDeskNeverSent(int type) {
    StandInMessage old = ada.message(discord.general(), "old");
    String value = type == 8 ? discord.general().id() : type == 6 ? discord.guild().id() : "42";

    assertThat(ada.component(old, "x9|pick", type, List.of(value)).awaitMessage().content())
        .contains("another version of the desk");
    assertThat(desk.commands).isEmpty();
  }

  @Test
  void commandsAndMenusOfAnotherVersion() {
    requireNonNull(desk.connection.connected().orElseThrow().getGuildById(discord.guild().id()))
        .updateCommands()
        .addCommands(
            Commands.slash("teleport", "Takes you away"),
            Commands.slash("desk", "The desk")
                .addSubcommands(new SubcommandData("dance", "Dances")),
            Commands.message("Translate"),
            Commands.user("Wave"))
        .complete();
    StandInMessage said = ada.message(discord.general(), "hello");

    assertThat(
            List.of(
                ada.slash("teleport", "").awaitMessage(),
                ada.slash("desk", "dance").awaitMessage(),
                ada.contextMenu("Translate", said).awaitMessage(),
                ada.contextMenu("Wave", ada).awaitMessage()))
        .allSatisfy(
            answer -> {
              assertThat(answer.content()).contains("another version of the desk");
              assertThat(answer.ephemeral()).isTrue();
            });
    assertThat(desk.commands).isEmpty();
  }

  @Test
  void aButtonWhoseCommandIsNoLongerOne() {
    StandInMessage old = ada.message(discord.general(), "old");
    ada.component(old, "a1|teleport INC-1", 2, List.of()).awaitMessage();

    assertThat(desk.commands).singleElement().isInstanceOf(Command.Misunderstood.class);
  }

  @Test
  void aModalForATicketThatHasClosedMeanwhile() {
    desk.answer =
        (origin, command) ->
            List.of(
                command instanceof Command.Ask(var name, var key, Reply.Form form)
                    ? form
                    : new Reply.Refusal("INC-1 is closed, and cannot be resolved."));
    StandInMessage old = ada.message(discord.general(), "old");
    StandInModal form = ada.component(old, "a1|resolve INC-1", 2, List.of()).awaitModal();
    StandInMessage answer = ada.submit(form, Map.of("how", "switched it on")).awaitMessage();

    assertThat(answer.content()).contains("INC-1 is closed");
    assertThat(answer.ephemeral()).isTrue();
  }

  @Test
  void anInteractionOfEachKindFromAServerThatIsNotOurs() {
    var elsewhere = discord.anotherGuild("Elsewhere");
    DiscordPerson eve = elsewhere.member("66", "Eve");
    StandInChannel there = elsewhere.textChannel("there");
    StandInMessage said = eve.message(there, "old");

    for (String id : List.of("a1|my", "t1|x|1")) {
      StandInMessage answer = eve.in(there).component(said, id, 2, List.of()).awaitMessage();
      assertThat(answer.ephemeral()).isTrue();
    }
    assertThat(eve.in(there).component(said, "s1|0", 3, List.of("my")).awaitMessage().content())
        .contains("another Discord server");
    assertThat(desk.commands).isEmpty();

    // commands show there that were registered before the desk served one server alone
    desk.connection
        .connected()
        .orElseThrow()
        .getShards()
        .getFirst()
        .updateCommands()
        .addCommands(new SlashCommandMapper(new CommandTree(Spoken.REGISTRY)).all())
        .complete();
    desk.suggestions = typed -> List.of(new Reply.Option("INC-1", "INC-1 VPN"));
    DiscordInteraction my = eve.in(there).slash("desk", "my");
    assertThat(
            List.of(
                my,
                eve.in(there).contextMenu("Report this message", said),
                eve.in(there).contextMenu("Tickets of this person", eve),
                eve.in(there).submit(form(my, "f1|x|report"), Map.of()),
                eve.in(there).submit(form(my, "p1|x|1"), Map.of())))
        .allSatisfy(
            interaction -> {
              assertThat(interaction.awaitMessage().ephemeral()).isTrue();
              assertThat(interaction.awaitMessage().content())
                  .containsAnyOf("another Discord server", "another version of the desk");
            });
    assertThat(eve.in(there).complete("desk", "show", "key", "v", Map.of()).awaitChoices())
        .isEmpty();
    assertThat(desk.commands).isEmpty();
  }

  /** A form as a client may have it open that shows what another desk has sent. */
  private static StandInModal form(DiscordInteraction opener, String id) {
    return new StandInModal(
        opener, JsonMapper.builder().build().createObjectNode().put("custom_id", id));
  }

  @Test
  void anOptionThatThereIsNoLongerIsLeftOut() {
    requireNonNull(desk.connection.connected().orElseThrow().getGuildById(discord.guild().id()))
        .updateCommands()
        .addCommands(
            Commands.slash("desk", "The desk")
                .addSubcommands(
                    new SubcommandData("report", "Reports")
                        .addOption(OptionType.STRING, "title", "A title", true, true)
                        .addOption(OptionType.STRING, "text", "What is wrong"),
                    new SubcommandData("show", "Shows a ticket")))
        .complete();

    ada.slash("desk", "report", Map.of("title", "VPN", "text", "it drips")).awaitMessage();
    assertThat(desk.commands).containsExactly(Spoken.command("report it drips"));
    assertThat(ada.complete("desk", "report", "title", "v", Map.of()).awaitChoices()).isEmpty();
    ada.slash("desk", "show").awaitMessage();
    assertThat(desk.commands.getLast()).matches(command -> !Spoken.is(command, "show"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200B\u200B", "\u2060", "\uFEFF \u200D"})
  void aTextOfWhatCannotBeSeenReachesTheDeskAsText(String text) {
    ada.slash("desk", "report", Map.of("text", text)).awaitMessage();
    ada.slash("desk", "find", Map.of("words", text)).awaitMessage();

    assertThat(desk.commands).hasSize(2);
  }

  @Test
  void fourThousandCharactersAreTakenAndShown() {
    String text = "👩‍👩‍👧‍👦".repeat(360);
    desk.answer = (origin, command) -> List.of(new Reply.Text(text));
    ada.slash("desk", "report", Map.of("text", text)).awaitMessage();

    assertThat(desk.commands.getFirst())
        .extracting(Spoken::shown)
        .isEqualTo("report[text=" + text + "]");
  }

  @Test
  void aMessageAndAChannelThatWereDeletedMeanwhile() {
    StandInChannel gone = discord.guild().textChannel("gone");
    StandInMessage old = ada.message(gone, "old");
    ada.delete(old);
    StandInMessage answer = ada.in(gone).slash("desk", "my").awaitMessage();
    assertThat(answer.content()).isEqualTo("Understood.");

    StandInMessage reacted = ada.message(gone, "burning");
    ada.delete(reacted);
    ada.react(reacted, "🎫");
    gone.vanish();
    ada.slash("desk", "whoami").awaitMessage();

    await().until(() -> desk.commands.size() == 2);
    assertThat(desk.commands).noneMatch(command -> Spoken.is(command, "report"));
  }
}
