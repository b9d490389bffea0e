package dev.deskhand.discord;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.forms.ModalRenderer;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandParser;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.testing.Spoken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The form of each command: pinned as JSON, and at its largest as a modal that Discord takes. */
@Execution(ExecutionMode.CONCURRENT)
class CommandFormsTest {

  private static final String ENDLESS = "👩‍👩‍👧‍👦 **x** ``` <@1> ".repeat(400);
  private static final List<Reply.Option> MANY =
      IntStream.range(0, 150).mapToObj(i -> new Reply.Option("Name " + i, "Name " + i)).toList();

  static Stream<Reply.Form> forms() {
    CommandParser parser = Spoken.PARSER;
    Origin origin =
        new Origin(
            "1",
            new Sender("discord", "42", "Ada"),
            DiscordPlatform.channel("7"),
            Instant.parse("2026-03-31T08:00:00Z"),
            Origin.ReplyRoute.IN_PLACE);
    return Spoken.REGISTRY.all().stream()
        .map(spec -> parser.parse(new Utterance.Pressed(origin, spec.words() + keys(spec))))
        .filter(Command.Ask.class::isInstance)
        .map(command -> ((Command.Ask) command).form());
  }

  private static String keys(CommandSpec spec) {
    String keys =
        spec.params().stream()
            .filter(param -> param.kind() == CommandSpec.Param.Kind.KEY && param.required())
            .map(param -> " " + param.choices().getFirst() + "-99999999")
            .collect(Collectors.joining());
    boolean more =
        spec.params().stream().anyMatch(param -> param.kind() == CommandSpec.Param.Kind.TEXT);
    return keys + (more && !keys.isEmpty() ? " " + Action.MORE : "");
  }

  @Test
  void eachLooksAsItsSnapshotSays() throws IOException {
    DataObject all = DataObject.empty();
    forms()
        .map(CommandFormsTest::asTheDeskShowsIt)
        .forEach(form -> all.put(form.command(), ModalRenderer.modal(form, true).toData()));

    Path snapshot = Path.of("src/test/resources/discord/command-forms.json");
    if (Boolean.getBoolean("deskhand.snapshots")) {
      Files.writeString(snapshot, all.toPrettyString() + "\n");
    }
    assertThatJson(all.toString()).isEqualTo(Files.readString(snapshot));
  }

  /** With services and teams, which the desk's data knows. */
  private static Reply.Form asTheDeskShowsIt(Reply.Form form) {
    List<Reply.Option> few = MANY.subList(0, 2);
    List<Reply.Input> inputs =
        form.inputs().stream()
            .map(
                input ->
                    input.name().equals("service") || input.kind() == Reply.InputKind.PERSON_OR_TEAM
                        ? new Reply.Input(
                            input.name(),
                            input.label(),
                            input.name().equals("service") ? Reply.InputKind.CHOICE : input.kind(),
                            input.required(),
                            input.hint(),
                            few,
                            "")
                        : input)
            .toList();
    return new Reply.Form("00", form.title(), form.command(), form.intro(), inputs, form.submit());
  }

  @Test
  void discordTakesEachAtItsLargestAsTheFirstResponse() {
    List<Reply.Form> forms = forms().toList();
    assertThat(forms.stream().map(Reply.Form::command))
        .contains("report", "assign INC-99999999", "approve REQ-99999999", "outage declare");
    try (DiscordStandIn discord = DiscordStandIn.start();
        Desk desk = new Desk(discord, discord.token(), discord.guild().id()).ready()) {
      discord.awaitCommand("manage");
      DiscordPerson ada = discord.member("42", "Ada");
      for (Reply.Form form : forms) {
        desk.answer = (origin, command) -> List.of(full(form));
        String page = form.inputs().size() > ModalRenderer.QUESTIONS ? " (1 of " : "";
        assertThat(ada.slash("desk", "report", Map.of()).awaitModal().title()).contains("…" + page);
      }
      assertThat(discord.complaints()).isEmpty();
    }
  }

  /** With more of everything than the desk's own data ever has. */
  private static Reply.Form full(Reply.Form form) {
    List<Reply.Input> inputs =
        form.inputs().stream()
            .map(
                input ->
                    new Reply.Input(
                        input.name(),
                        ENDLESS,
                        input.name().equals("service") ? Reply.InputKind.CHOICE : input.kind(),
                        input.required(),
                        ENDLESS,
                        input.kind() == Reply.InputKind.CHOICE && !input.name().equals("service")
                            ? input.options()
                            : MANY,
                        ENDLESS))
            .toList();
    return new Reply.Form(form.id(), ENDLESS, form.command(), ENDLESS, inputs, ENDLESS);
  }
}
