package dev.deskhand.slack;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.methods.MethodsClient;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Input;
import dev.deskhand.chat.Reply.InputKind;
import dev.deskhand.chat.Reply.Option;
import dev.deskhand.chat.Reply.Row;
import dev.deskhand.slack.answers.AnswerRenderer;
import dev.deskhand.slack.forms.FilterMenus;
import dev.deskhand.slack.home.HomeRenderer;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.slack.standin.SlackView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the Home tab shows to each. {@code -Ddeskhand.regenerate=true} writes the snapshots anew.
 */
class HomeRenderingTest {

  private static final Path SNAPSHOTS = Path.of("src/test/resources/slack");
  private static final String LONG = "<!channel> & *bold* 😀 مرحبا ".repeat(400);
  private static final List<String> ROLES = List.of("guest", "employee", "agent", "manager");

  private final SlackStandIn slack = SlackStandIn.start();
  private final Slack sdk = new SlackConfiguration().slack(Settings.of(slack));
  private final MethodsClient api = sdk.methods(SlackStandIn.BOT_TOKEN);

  @AfterEach
  void close() throws Exception {
    sdk.close();
    slack.close();
  }

  static Stream<String> roles() {
    return ROLES.stream();
  }

  static Stream<String> largestReplies() {
    return Shown.largest().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("roles")
  void theTabLooksAsItDid(String role) throws Exception {
    View home = HomeRenderer.home(of(role, usual()));
    published(home);
    pinned("home-" + role, GsonFactory.createSnakeCase().toJson(home));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void theLargestTabIsWhatSlackTakesAndLosesNoTicket(String role) throws Exception {
    SlackView home = published(HomeRenderer.home(of(role, largest())));
    assertThat(home.blocks().size()).isLessThanOrEqualTo(100);
    for (int i = 1; i <= 40; i++) {
      assertThat(home.shown()).contains("*INC-" + i + " ");
    }
    if (role.equals("agent") || role.equals("manager")) {
      for (int i = 101; i <= 120; i++) {
        assertThat(home.shown()).contains("*INC-" + i + " ");
      }
      assertThat(home.labels()).contains("Next page", "Service");
    }
    if (role.equals("manager")) {
      assertThat(home.labels()).contains("The whole summary");
      assertThat(home.shown()).contains("There is more");
    }
  }

  @ParameterizedTest
  @MethodSource("largestReplies")
  void theLargestAnswerIsAModalThatSlackTakes(String shape) throws Exception {
    Reply reply = Objects.requireNonNull(Shown.largest().get(shape));
    View modal = AnswerRenderer.modal(List.of(reply, reply));
    assertThat(modal.getTitle().getText()).hasSizeBetween(1, 24);
    if (!modal.getBlocks().isEmpty()) {
      published(View.builder().type("home").blocks(modal.getBlocks()).build());
    }
  }

  @Test
  void anAnswerLooksAsItDid() throws Exception {
    Reply card = Objects.requireNonNull(Shown.usual().get("card"));
    pinned("answer", GsonFactory.createSnakeCase().toJson(AnswerRenderer.modal(List.of(card))));
  }

  @Test
  void whatWasChosenIsReadBack() throws Exception {
    Reply.Form form = (Reply.Form) Objects.requireNonNull(usual().get("narrow"));
    String block = FilterMenus.row(form).getBlockId();
    assertThat(FilterMenus.commandOf(block)).contains("queue");
    assertThat(FilterMenus.commandOf("filter:")).isEmpty();
    assertThat(FilterMenus.commandOf("xyz")).isEmpty();
    assertThat(FilterMenus.commandOf(null)).isEmpty();
    assertThat(FilterMenus.chosen(null, block)).isEmpty();
  }

  private SlackView published(View home) throws Exception {
    var answer =
        api.viewsPublish(request -> request.userId(slack.person("U1", "Ada").id()).view(home));
    assertThat(slack.complaints()).isEmpty();
    assertThat(answer.getError()).isNull();
    return slack.person("U1", "Ada").home().orElseThrow();
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

  /** What a role sees of the parts that there are. */
  private static List<Reply> of(String role, Map<String, Reply> parts) {
    List<String> names =
        switch (role) {
          case "guest" -> List.of("welcome", "own");
          case "employee" -> List.of("welcome", "own", "services");
          case "agent" -> List.of("welcome", "own", "services", "narrow", "queue");
          case "manager" -> List.of("welcome", "own", "services", "narrow", "queue", "week");
          default -> throw new IllegalArgumentException(role);
        };
    return names.stream().map(parts::get).map(Objects::requireNonNull).toList();
  }

  private static Map<String, Reply> usual() {
    Map<String, Reply> parts = new LinkedHashMap<>();
    parts.put(
        "welcome",
        new Reply.Listing(
            "Hello, Rita <R>",
            List.of(),
            List.of(
                Action.primary("Report an issue", "report"),
                Action.of("Ask for something", "catalog"))));
    parts.put(
        "own",
        new Reply.Listing(
            "Your open incidents (1 in all) and requests",
            List.of(row(1, "VPN drops & hangs", "P3, new"), row(2, "Headset", "approved")),
            List.of()));
    parts.put(
        "services",
        new Reply.Listing(
            "1 of 2 services have an outage",
            List.of(
                new Row("", "VPN", "down, OUT-1 identified", List.of()),
                new Row("", "E-mail", "works", List.of())),
            List.of(Action.of("Show OUT-1", "show OUT-1"), Action.of("All services", "status"))));
    parts.put("narrow", narrow(3));
    parts.put(
        "queue",
        new Reply.Listing(
            "Queue: open, 41 in all",
            List.of(
                new Row(
                    "INC-1",
                    "VPN drops",
                    "P2, new",
                    List.of(Action.primary("Take", "take INC-1"), Action.of("Show", "show INC-1"))),
                row(2, "No sound", "P3, in progress, Anton")),
            List.of(Action.of("Next page", "queue open page:2"))));
    parts.put(
        "week",
        new Reply.Text(
            "Outages, the last 7 days\nOutages: 1, 2 h",
            List.of("OUT-1"),
            List.of(Action.of("The whole summary", "summary 7d"))));
    return parts;
  }

  /** As much as the desk ever tells at once: see the pages of its lists. */
  private static Map<String, Reply> largest() {
    Map<String, Reply> parts = new LinkedHashMap<>(usual());
    parts.put(
        "welcome",
        new Reply.Listing(
            LONG,
            List.of(),
            List.of(
                Action.primary("Report an issue", "report"),
                Action.of("Ask for something", "catalog"),
                Action.of("Help", "help"))));
    List<Row> own = new ArrayList<>();
    IntStream.rangeClosed(1, 40).forEach(i -> own.add(row(i, LONG.substring(0, 60), "P1, new")));
    parts.put(
        "own",
        new Reply.Listing(
            LONG,
            own,
            List.of(Action.of("Previous page", "my page:1"), Action.of("Next page", "my page:3"))));
    List<Row> services = new ArrayList<>();
    IntStream.range(0, 41).forEach(i -> services.add(new Row("", LONG, LONG, List.of())));
    List<Action> outages = new ArrayList<>();
    IntStream.range(0, 5).forEach(i -> outages.add(Action.of("Show OUT-" + i, "show OUT-" + i)));
    outages.add(Action.of("All services", "status"));
    parts.put("services", new Reply.Listing(LONG, services, outages));
    parts.put("narrow", narrow(500));
    List<Row> queue = new ArrayList<>();
    IntStream.rangeClosed(101, 120)
        .forEach(
            i ->
                queue.add(
                    new Row(
                        "INC-" + i,
                        LONG.substring(0, 100),
                        LONG.substring(0, 100),
                        List.of(
                            Action.primary("Take", "take INC-" + i),
                            Action.of("Show", "show INC-" + i)))));
    parts.put(
        "queue",
        new Reply.Listing(
            LONG,
            queue,
            List.of(
                Action.of("Previous page", "queue open page:1"),
                Action.of("Next page", "queue open page:3"))));
    parts.put(
        "week",
        new Reply.Text(
            LONG.repeat(4),
            List.of("OUT-1"),
            List.of(
                Action.of("The whole summary", "summary 7d"),
                Action.of("Figures on incidents", "metrics 7d"))));
    return parts;
  }

  private static Row row(int number, String title, String detail) {
    String key = "INC-" + number;
    return new Row(key, title, detail, List.of(Action.of("Show", "show " + key)));
  }

  private static Reply.Form narrow(int services) {
    List<Option> named = new ArrayList<>(List.of(new Option("", "All services")));
    for (int i = 1; i < services; i++) {
      named.add(new Option("service " + i, services > 10 ? LONG : "Service " + i));
    }
    return new Reply.Form(
        "home-queue",
        "Queue",
        "queue",
        "",
        List.of(
            new Input(
                "view",
                "Which part",
                InputKind.CHOICE,
                true,
                "",
                List.of(new Option("open", "Queue: open"), new Option("mine", "Queue: mine")),
                "mine"),
            new Input("service", "Service", InputKind.CHOICE, false, "", named, "")),
        "Show");
  }
}
