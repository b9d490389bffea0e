package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Card;
import dev.deskhand.chat.Reply.Fact;
import dev.deskhand.chat.Reply.Input;
import dev.deskhand.chat.Reply.InputKind;
import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.chat.Reply.Option;
import dev.deskhand.chat.Reply.Row;
import dev.deskhand.chat.Reply.Tone;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest extends WebScene {

  private static final Instant THEN = Instant.parse("2026-03-01T07:30:00Z");
  private static final String EVIL = "\"><script>alert(1)</script><img src=x onerror='a'>${7*7}";

  @Test
  void aCardShowsItsToneFactsBodyHistoryAndButtons() {
    String html =
        shown(
            new Card(
                "INC-1",
                "the VPN is down",
                Tone.WARNING,
                List.of(new Fact("Opened", "then", THEN)),
                "since this morning",
                List.of(
                    new Moment(THEN, "Erin", "reported it", false),
                    new Moment(THEN, "Amir", "same switch as last week", true)),
                List.of(
                    Action.primary("Resume", "resume INC-1"),
                    Action.danger("Cancel", "cancel INC-1")),
                new Reply.Standing(
                    Reply.State.IN_PROGRESS, new Fact("State", "in progress"), 2, false)));

    assertThat(html)
        .contains("tone-warning", "INC-1", "the VPN is down", "since this morning")
        .contains("State: ", "in progress", "<dt>Opened</dt>")
        .contains("<time datetime=\"2026-03-01T07:30:00Z\">1 Mar 2026, 07:30 UTC</time>")
        .contains("reported it", "internal note", "same switch as last week")
        .containsPattern(
            "<button name=\"command\" value=\"resume INC-1\" class=\"primary\">Resume<")
        .containsPattern(
            "<button name=\"command\" value=\"cancel INC-1\" class=\"danger\">Cancel<");
  }

  @Test
  void aFormHasAFieldOfItsKindForEachQuestion() {
    String html =
        shown(
            new Reply.Form(
                "f",
                "Laptop",
                "request laptop",
                "A few questions",
                List.of(
                    new Input("line", "Line?", InputKind.LINE, true, "a hint", List.of(), "filled"),
                    new Input(
                        "para", "Para?", InputKind.PARAGRAPH, false, "", List.of(), "two\nlines"),
                    new Input(
                        "choice",
                        "Choice?",
                        InputKind.CHOICE,
                        true,
                        "",
                        List.of(new Option("a", "Option A"), new Option("b", "Option B")),
                        "b"),
                    new Input("person", "Person?", InputKind.PERSON, false),
                    new Input("date", "Date?", InputKind.DATE, false),
                    new Input("number", "Number?", InputKind.NUMBER, false)),
                "Ask for it"));

    assertThat(html)
        .contains("A few questions", "Ask for it", "a hint")
        .containsPattern(
            "<input"
                + " type=\"text\"[^>]*name=\"field:line\"[^>]*value=\"filled\"[^>]*aria-describedby[^>]*required=\"required\"")
        .containsPattern("<textarea[^>]*name=\"field:para\"[^>]*>two\nlines</textarea>")
        .containsPattern("<select[^>]*name=\"field:choice\"[^>]*required")
        .containsPattern("<option value=\"b\" selected=\"selected\">Option B<")
        .containsPattern("<input type=\"text\"[^>]*list=\"people\"[^>]*name=\"field:person\"")
        .containsPattern("<input type=\"date\"[^>]*name=\"field:date\"")
        .containsPattern("<input type=\"number\"[^>]*name=\"field:number\"");
    Matcher label = Pattern.compile("<label for=\"([^\"]+)\"").matcher(html);
    int labels = 0;
    while (label.find()) {
      assertThat(html).contains(" id=\"" + label.group(1) + "\"");
      labels++;
    }
    assertThat(labels).isEqualTo(6);
  }

  @Test
  void aListShowsItsRowsAndWhereTheOtherPagesAre() {
    String html =
        shown(
            new Reply.Listing(
                "Queue: 21 open",
                List.of(
                    new Row(
                        "INC-1", "no sound", "P3, new", List.of(Action.of("Show", "show INC-1"))),
                    new Row("", "keyless", "")),
                List.of(Action.of("Next page", "queue page:2"))));

    assertThat(html)
        .contains("Queue: 21 open", "INC-1", "no sound", "P3, new", "keyless")
        .contains("value=\"show INC-1\"", "value=\"queue page:2\"", "Next page");
  }

  @Test
  void choicesAndRefusalsShowTheWayOn() {
    assertThat(shown(new Reply.Choices("Which one?", List.of(Action.of("INC-1", "show INC-1")))))
        .contains("Which one?", "value=\"show INC-1\"");
    assertThat(shown(new Reply.Refusal("You may not.", List.of(Action.of("My tickets", "my")))))
        .contains("refusal", "Not done: ", "You may not.", "value=\"my\"");
  }

  @Test
  void aPictureIsServedToThoseWhoSeeItsMessageWithItsFiguresInWords() throws Exception {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 1, 2};
    String html = shown(new Reply.Picture("Outages", "VPN: 2 h", png));
    Matcher image =
        Pattern.compile("<img src=\"([^\"]+)\" alt=\"Outages. VPN: 2 h\"").matcher(html);
    assertThat(image.find()).as(html).isTrue();

    HttpResponse<byte[]> served =
        CLIENT.send(HttpRequest.newBuilder(at(image.group(1))).build(), BodyHandlers.ofByteArray());

    assertThat(served.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(served.body()).isEqualTo(png);
    assertThat(get(image.group(1).replace("/agent/", "/admin/")).statusCode()).isEqualTo(404);
  }

  static Stream<Reply> everyShapeWithMarkupInEveryString() {
    List<Action> actions = List.of(Action.of(EVIL, EVIL));
    return Stream.of(
        new Reply.Text(EVIL, List.of(EVIL), actions),
        new Card(
            EVIL,
            EVIL,
            Tone.GOOD,
            List.of(new Fact(EVIL, EVIL), new Fact(EVIL, EVIL)),
            EVIL,
            List.of(new Moment(THEN, EVIL, EVIL, true)),
            actions,
            new Reply.Standing(Reply.State.NEW, new Fact(EVIL, EVIL), 1, false)),
        new Reply.Form(
            EVIL,
            EVIL,
            EVIL,
            EVIL,
            Stream.of(InputKind.values())
                .map(
                    kind ->
                        new Input(
                            EVIL, EVIL, kind, true, EVIL, List.of(new Option(EVIL, EVIL)), EVIL))
                .toList(),
            EVIL),
        new Reply.Choices(EVIL, actions),
        new Reply.Listing(EVIL, List.of(new Row(EVIL, EVIL, EVIL, actions)), actions),
        new Reply.Picture(EVIL, EVIL, new byte[] {1}),
        new Reply.Refusal(EVIL, actions));
  }

  @ParameterizedTest
  @MethodSource("everyShapeWithMarkupInEveryString")
  void whatUsersWriteStaysText(Reply reply) {
    String html = shown(reply) + get("/chat/agent/desk").body();

    assertThat(html)
        .contains("&lt;script&gt;")
        .doesNotContain("<script>", "<img src=x", "onerror='", ">49<");
  }

  @Test
  void whatUsersSayStaysText() {
    assertThat(say("agent", "desk", EVIL).body())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "${7*7}")
        .doesNotContain("<script>", "<img src=x");
  }

  private String shown(Reply reply) {
    desk.answers(reply);
    HttpResponse<String> response = say("agent", "desk", "help");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }
}
