package dev.deskhand.slack;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import com.sun.net.httpserver.HttpServer;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import dev.deskhand.language.Command;
import dev.deskhand.language.CommandParser;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.platform.PressedMessage;
import dev.deskhand.slack.forms.FormState;
import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.rendering.BlockRenderer;
import dev.deskhand.slack.rendering.FormButton;
import dev.deskhand.slack.rendering.RenderedMessage;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.Spoken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slack is given to show. {@code -Ddeskhand.regenerate=true} writes the snapshots anew. */
@Execution(ExecutionMode.CONCURRENT)
class RenderingTest {

  private static final Path SNAPSHOTS = Path.of("src/test/resources/slack");
  private static final Place OFFICE = new Place("slack", "C1", "17.3", false);

  private final SlackStandIn slack = SlackStandIn.start();
  private final Slack sdk = new SlackConfiguration().slack(Settings.of(slack));
  private final MethodsClient api = sdk.methods(SlackStandIn.BOT_TOKEN);

  @BeforeEach
  void channel() {
    slack.channel("C1", "office", "U1");
  }

  @AfterEach
  void close() throws Exception {
    sdk.close();
    slack.close();
  }

  private static Reply reply(Map<String, Reply> replies, String shape) {
    return Objects.requireNonNull(replies.get(shape));
  }

  static Stream<String> usual() {
    return Shown.usual().keySet().stream();
  }

  static Stream<String> largest() {
    return Shown.largest().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("usual")
  void eachShapeLooksAsItDid(String shape) throws Exception {
    RenderedMessage shown = BlockRenderer.one(reply(Shown.usual(), shape));
    assertThat(posted(shown).pings()).isEmpty();
    pinned(shape, GsonFactory.createSnakeCase().toJson(shown.blocks()));
  }

  @Test
  void aModalLooksAsItDid() throws Exception {
    Reply.Form form = Shown.form();
    View modal = ModalRenderer.modal(form, FormState.of(form, OFFICE)).orElseThrow();
    opened(modal);
    pinned("modal", GsonFactory.createSnakeCase().toJson(modal));
  }

  private static void pinned(String name, String json) throws IOException {
    Path file = SNAPSHOTS.resolve(name + ".json");
    if (Boolean.getBoolean("deskhand.regenerate")) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(
          file,
          new tools.jackson.databind.json.JsonMapper().readTree(json).toPrettyString() + "\n");
    }
    assertThatJson(json).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("largest")
  void theLargestIsCutToWhatSlackTakes(String shape) throws Exception {
    Reply reply = reply(Shown.largest(), shape);
    posted(BlockRenderer.one(reply));
    for (RenderedMessage part : BlockRenderer.all(List.of(reply, reply))) {
      posted(part);
    }
    assertThat(slack.complaints()).isEmpty();
  }

  @Test
  void whatWasCutCanBeSeenWhole() throws Exception {
    SlackMessage text = posted(BlockRenderer.one(reply(Shown.largest(), "refusal")));
    assertThat(text.shown()).contains("There is more");
    SlackMessage card =
        posted(
            BlockRenderer.one(
                new Reply.Card(
                    "INC-1",
                    "t",
                    Reply.Tone.NEUTRAL,
                    List.of(),
                    "long ".repeat(4_000),
                    List.of(),
                    List.of())));
    assertThat(card.buttons()).containsExactly("Show all");
  }

  @Test
  void inPlaceALongTextIsSplitAndWhole() throws Exception {
    String words = "word ".repeat(6_000).strip();
    List<RenderedMessage> parts = BlockRenderer.all(List.of(new Reply.Text(words)));
    assertThat(parts).hasSizeBetween(3, 4);
    StringBuilder whole = new StringBuilder();
    for (RenderedMessage part : parts) {
      whole.append(posted(part).shown()).append('\n');
    }
    assertThat(whole.toString().replaceAll("\\s+", " ").strip()).isEqualTo(words);
  }

  @Test
  void theLargestFormIsAModalThatSlackTakes() throws Exception {
    Reply.Form form = (Reply.Form) reply(Shown.largest(), "form");
    View modal = ModalRenderer.modal(form, FormState.of(form, OFFICE)).orElseThrow();
    opened(modal);
    assertThat(slack.complaints()).isEmpty();
  }

  /** The forms of all commands, prefilled with as much as can be. */
  static Stream<Reply.Form> forms() {
    CommandParser parser = Spoken.PARSER;
    Origin origin =
        new Origin(
            "1", new Sender("slack", "U1", "Ada"), OFFICE, Shown.NINE, Origin.ReplyRoute.IN_PLACE);
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
  void theFormOfEveryCommandIsAModalThatSlackTakes() throws Exception {
    List<Reply.Form> forms = forms().toList();
    assertThat(forms.stream().map(Reply.Form::command))
        .contains("report", "assign INC-99999999", "approve REQ-99999999", "outage declare");
    for (Reply.Form form : forms) {
      Reply.Form full = Shown.full(form);
      FormState state =
          FormState.of(full, OFFICE)
              .about("https://acme.slack.example/archives/C1/" + "p".repeat(200))
              .answeredAt(
                  "https://hooks.slack.example/" + "r".repeat(200), PressedMessage.OWN_CARD);
      opened(ModalRenderer.modal(full, state).orElseThrow());
    }
    assertThat(slack.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"report", "assign INC-99999999", "approve REQ-99999999"})
  void theFormOfACommandLooksAsItDid(String command) throws Exception {
    Reply.Form form =
        forms().filter(each -> each.command().equals(command)).findFirst().orElseThrow();
    Reply.Form same =
        new Reply.Form(
            "form-1",
            form.title(),
            form.command(),
            form.intro(),
            Shown.withOptions(form.inputs()),
            form.submit());
    View modal =
        ModalRenderer.modal(
                same, FormState.of(same, OFFICE).about("https://acme.slack.example/archives/C1/p1"))
            .orElseThrow();
    opened(modal);
    pinned("modal-" + command.replaceAll(" .*", ""), GsonFactory.createSnakeCase().toJson(modal));
  }

  @Test
  void aButtonThatOpensAFormAnewCarriesAsMuchAsFits() throws Exception {
    Reply.Form form = Shown.full(Shown.form());
    SlackMessage offer = posted(BlockRenderer.one(form));
    assertThat(offer.buttons()).hasSize(1);
    FormButton read = FormButton.read(FormButton.of(form).write());
    assertThat(read.command()).isEqualTo("report");
    assertThat(read.values().keySet()).contains("text", "impact");
    assertThat(FormButton.read("report").fillIn(form)).isEqualTo(form);
  }

  @Test
  void aFormWhoseWordsSlackCannotCarryIsNoModal() {
    Reply.Form form = new Reply.Form("1", "t", "x".repeat(3_000), "", List.of(), "Send");
    assertThat(ModalRenderer.modal(form, FormState.of(form, OFFICE))).isEmpty();
  }

  private SlackMessage posted(RenderedMessage shown) throws Exception {
    var answer =
        api.chatPostMessage(r -> r.channel("C1").text(shown.text()).blocks(shown.blocks()));
    assertThat(slack.complaints()).isEmpty();
    assertThat(answer.getError()).isNull();
    return slack.messages("C1").getLast();
  }

  /** Opens a modal for a person who has just given a command. */
  private void opened(View modal) throws Exception {
    AtomicReference<String> body = new AtomicReference<>("");
    HttpServer desk =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    desk.createContext(
        "/",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    desk.start();
    try {
      SlackPerson person = slack.person("U1", "Ada");
      slack.connect(URI.create("http://127.0.0.1:" + desk.getAddress().getPort() + "/"));
      person.slash("/desk", "report", "C1");
      String trigger =
          URLDecoder.decode(
              body.get().replaceAll(".*trigger_id=([^&]*).*", "$1"), StandardCharsets.UTF_8);
      assertThat(api.viewsOpen(r -> r.triggerId(trigger).view(modal)).getError()).isNull();
      assertThat(person.modal()).isPresent();
    } finally {
      desk.stop(0);
    }
  }
}
