package dev.deskhand.discord;

import static java.util.Objects.requireNonNull;
import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.forms.FormSessions;
import dev.deskhand.discord.forms.ModalRenderer;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import dev.deskhand.discord.rendering.EmbedRenderer;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shape of a reply, pinned as JSON; and at its largest, sent to Discord. */
class RenderingTest {

  private static final Instant AT = Instant.parse("2026-03-31T08:00:00Z");

  record Named(String name, Reply reply) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final EmbedRenderer renderer =
      new EmbedRenderer(new FormSessions(new KeptForms(), Clock.systemUTC()));

  static Stream<Named> shapes() {
    return Stream.of(
        new Named(
            "text",
            new Reply.Text(
                "Done. *Nothing* else <@42>",
                List.of("INC-1"),
                List.of(Action.of("Show", "show INC-1")))),
        new Named("refusal", new Reply.Refusal("There is no INC-9.")),
        new Named(
            "choices",
            new Reply.Choices(
                "Is it this one?",
                List.of(
                    Action.primary("Yes", "attach INC-1 OUT-1"),
                    Action.danger("No", "cancel INC-1")))),
        new Named("card", card(3, 2, "The *VPN* drops", 2)),
        new Named("listing", listing(3)),
        new Named("picture", new Reply.Picture("Outages", "2 outages, 1 h", new byte[] {1, 2})),
        new Named("form", form(3)));
  }

  static Stream<Named> largest() {
    String endless = "👩‍👩‍👧‍👦 **x** <@1> ".repeat(600);
    return Stream.of(
        new Named("text", new Reply.Text(endless, List.of(), actions(40))),
        new Named("refusal", new Reply.Refusal(endless, actions(40))),
        new Named("choices", new Reply.Choices(endless, actions(40))),
        new Named("card", card(40, 500, endless, 40)),
        new Named("card without history", card(40, 0, endless, 40)),
        new Named("listing", listing(200)),
        new Named("picture", new Reply.Picture(endless, endless, new byte[10_000])),
        new Named("form", form(5)),
        new Named("form of many questions", form(30)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void eachShapeLooksAsItsSnapshotSays(Named shape) throws IOException {
    DataArray messages = DataArray.empty();
    renderer.render(shape.reply()).stream().map(MessageCreateData::toData).forEach(messages::add);

    pin(shape.name(), messages.toString());
  }

  @Test
  void aModalLooksAsItsSnapshotSays() throws IOException {
    pin("modal", ModalRenderer.modal((Reply.Form) form(4), true).toData().toString());
    pin("modal-page", ModalRenderer.page((Reply.Form) form(7), 2, true).toData().toString());
  }

  @Test
  void discordTakesEachShapeAtItsLargest() throws InterruptedException {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      JDA jda = connect(discord);
      try {
        largest()
            .forEach(
                shape -> {
                  for (MessageCreateData message : renderer.render(shape.reply())) {
                    requireNonNull(jda.getTextChannelById(discord.general().id()))
                        .sendMessage(message)
                        .complete();
                  }
                  assertThat(discord.complaints()).as(shape.name()).isEmpty();
                });
        assertThat(discord.general().messages())
            .noneMatch(StandInMessage::pingsEveryone)
            .allMatch(message -> message.pings().isEmpty());
      } finally {
        jda.shutdownNow();
        jda.awaitShutdown();
      }
    }
  }

  @Test
  void aCardThatWasCutOffersAllOfIt() {
    String message = renderer.render(card(3, 500, "VPN", 1)).getFirst().toData().toString();

    assertThat(message)
        .contains("c1|show INC-1", DiscordMarkdown.MORE, "step 499")
        .doesNotContain("step 1 ");
  }

  /** Compares with the snapshot; {@code -Ddeskhand.snapshots=true} writes it anew instead. */
  private static void pin(String name, String json) throws IOException {
    Path snapshot = Path.of("src/test/resources/discord", name + ".json");
    if (Boolean.getBoolean("deskhand.snapshots")) {
      Files.createDirectories(snapshot.getParent());
      Files.writeString(
          snapshot,
          json.startsWith("[")
              ? DataArray.fromJson(json).toPrettyString() + "\n"
              : DataObject.fromJson(json).toPrettyString() + "\n");
    }
    assertThatJson(json).isEqualTo(Files.readString(snapshot));
  }

  private static Reply.Card card(int facts, int moments, String text, int actions) {
    return new Reply.Card(
        "INC-1",
        text,
        Reply.Tone.WARNING,
        Stream.concat(
                Stream.of(new Reply.Fact("Opened", "2026-03-31", AT)),
                IntStream.range(0, facts).mapToObj(i -> new Reply.Fact("Fact " + i, text)))
            .toList(),
        text,
        IntStream.range(0, moments)
            .mapToObj(
                i ->
                    new Reply.Moment(
                        AT.plusSeconds(i), "Ada_" + i, "step " + i + " " + text, i % 2 == 1))
            .toList(),
        actions(actions));
  }

  private static List<Action> actions(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                i == 0
                    ? Action.primary("Take", "take INC-1")
                    : Action.of("A" + i + "x".repeat(70), "note INC-1 " + i + "y".repeat(70)))
        .toList();
  }

  private static Reply listing(int rows) {
    return new Reply.Listing(
        rows + " open",
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    new Reply.Row(
                        "INC-" + i,
                        "The *VPN* drops " + (rows > 10 ? "_long_ ".repeat(100) : ""),
                        "P2, new",
                        List.of(Action.of("Show", "show INC-" + i))))
            .toList(),
        actions(rows > 10 ? 40 : 2));
  }

  private static Reply form(int inputs) {
    List<Reply.Input> kinds =
        List.of(
            new Reply.Input("text", "What is wrong", Reply.InputKind.PARAGRAPH, true),
            new Reply.Input(
                "impact",
                "How many people it stops",
                Reply.InputKind.CHOICE,
                true,
                "",
                List.of(new Reply.Option("low", "Low"), new Reply.Option("high", "High")),
                "high"),
            new Reply.Input(
                "for",
                "For whom",
                Reply.InputKind.PERSON,
                false,
                "If not for you",
                List.of(),
                "@42"),
            new Reply.Input("by", "Needed by", Reply.InputKind.DATE, false));
    return new Reply.Form(
        "00000000-0000-0000-0000-000000000001",
        "Report an issue",
        "report",
        "Opens an incident.",
        IntStream.range(0, inputs)
            .mapToObj(
                i ->
                    i < kinds.size()
                        ? kinds.get(i)
                        : new Reply.Input("more" + i, "More", Reply.InputKind.LINE, false))
            .toList(),
        "Report");
  }

  private static JDA connect(DiscordStandIn discord) throws InterruptedException {
    return JDABuilder.createLight(discord.token())
        .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
        .setSessionController(
            new ConcurrentSessionController() {
              @Override
              public String getGateway() {
                return discord.gatewayUrl();
              }
            })
        .setEnableShutdownHook(false)
        .build()
        .awaitReady();
  }
}
