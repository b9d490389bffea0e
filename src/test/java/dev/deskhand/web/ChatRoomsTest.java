package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Reply.Input;
import dev.deskhand.chat.Reply.InputKind;
import dev.deskhand.chat.Reply.Moment;
import dev.deskhand.language.Command;
import dev.deskhand.testing.Spoken;
import dev.deskhand.web.chat.WebMessage;
import dev.deskhand.web.chat.WebMessages;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class ChatRoomsTest extends WebScene {

  @Autowired JdbcClient jdbc;
  @Autowired WebMessages messages;

  @Test
  void theFrontDoorLeadsToTheEmployeesDesk() {
    assertThat(location(get("/"))).endsWith("/chat/employee/desk");
    assertThat(location(get("/?as=agent"))).endsWith("/chat/agent/desk");
    assertThat(get("/?as=nobody").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "employee, desk, 200", "employee, triage, 404", "employee, status, 200",
    "agent, triage, 200", "manager, triage, 404", "admin, triage, 200",
    "nobody, desk, 404", "agent, elsewhere, 404"
  })
  void aRoomIsThereForThoseWhomItConcerns(String who, String room, int status) {
    assertThat(get("/chat/" + who + "/" + room).statusCode()).isEqualTo(status);
  }

  @Test
  void wordsAndTheAnswerAreThereAfterAReload() {
    desk.answers(new Reply.Text("Noted."));

    HttpResponse<String> answer = say("employee", "desk", "my printer eats paper");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("my printer eats paper", "Noted.");
    assertThat(get("/chat/employee/desk").body()).contains("my printer eats paper", "Noted.");
    assertThat(get("/chat/agent/desk").body()).doesNotContain("my printer eats paper");
  }

  @Test
  void wordsNeedNotBeACommand() {
    say("employee", "desk", "my printer eats paper");

    assertThat(desk.heard())
        .singleElement()
        .satisfies(
            heard -> {
              assertThat(heard.command()).isEqualTo(new Command.FreeText("my printer eats paper"));
              assertThat(heard.origin().place().direct()).isTrue();
              assertThat(heard.origin().sender().userId()).isEqualTo("employee");
            });
  }

  @Test
  void withoutScriptAFormLeadsBackToTheRoom() {
    HttpResponse<String> response =
        send(
            form("/chat/employee/desk/say", Map.of("text", "help", "event", "12345678"))
                .header("Origin", "http://localhost:" + port)
                .build());

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location")).hasValue("/chat/employee/desk");
  }

  @Test
  void theSameWordsSentTwiceCountOnce() {
    Map<String, String> words = Map.of("text", "help", "event", UUID.randomUUID().toString());

    post("/chat/employee/desk/say", words);
    HttpResponse<String> again = post("/chat/employee/desk/say", words);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).isEmpty();
    assertThat(desk.heard()).hasSize(1);
    assertThat(count("select count(*) from web_message")).isEqualTo(2);
  }

  @Test
  void aPressedButtonIsACommand() {
    post("/chat/agent/triage/press", Map.of("command", "take INC-1", "event", "12345678"));

    assertThat(desk.heard())
        .singleElement()
        .satisfies(
            heard -> {
              assertThat(Spoken.is(heard.command(), "take")).isTrue();
              assertThat(heard.origin().place().label()).isEqualTo("web:triage");
            });
  }

  @Test
  void inASharedRoomAPrivateAnswerIsForThePersonAlone() {
    desk.answers(new Reply.Text("for Amir alone"));

    say("agent", "triage", "queue");

    assertThat(get("/chat/agent/triage").body()).contains("for Amir alone", "only you see this");
    assertThat(get("/chat/admin/triage").body()).doesNotContain("for Amir alone");
  }

  @Test
  void inASharedRoomAnAnswerForEveryoneIsForEveryone() {
    desk.answers(new Reply.Text("told to all"));

    say("agent", "triage", "outage declare VPN down nobody can connect");

    assertThat(get("/chat/admin/triage").body()).contains("told to all", "nobody can connect");
  }

  @Test
  void inASharedRoomARefusalIsForThePersonAlone() {
    desk.answers(new Reply.Refusal("There is no such service."));

    say("agent", "triage", "outage declare VPM down nobody can connect");

    assertThat(get("/chat/agent/triage").body()).contains("There is no such service.");
    assertThat(get("/chat/admin/triage").body()).doesNotContain("There is no such service.");
  }

  @Test
  void aFormCountsOnceAndIsNoLongerOfferedOnceItIsSent() {
    desk.answers(
        new Reply.Form(
            "form-1",
            "Report an issue",
            "report",
            "",
            List.of(new Input("text", "What is wrong?", InputKind.PARAGRAPH, true)),
            "Report"));
    String shown = say("employee", "desk", "report").body();
    String message = first("name=\"message\" value=\"(\\d+)\"", shown);
    desk.answers(new Reply.Text("Reported."));

    Map<String, String> filled = Map.of("message", message, "field:text", "no sound", "x", "y");
    String sent = post("/chat/employee/desk/submit", filled).body();
    String again = post("/chat/employee/desk/submit", filled).body();

    assertThat(sent).contains("Reported.", "– sent").doesNotContain("<textarea");
    assertThat(again).doesNotContain("Reported.");
    assertThat(desk.heard().getLast().origin().eventId()).isEqualTo("form-1");
    assertThat(desk.heard().getLast().command())
        .extracting(Spoken::shown)
        .isEqualTo("report[text=no sound]");
    assertThat(desk.heard()).hasSize(2);
    assertThat(get("/chat/employee/desk").body()).contains("– sent").doesNotContain("field:text");
  }

  @Test
  void aRefusedFormKeepsWhatWasEnteredAndMayBeSentAgain() {
    desk.answers(
        new Reply.Form(
            "form-3",
            "Report an issue",
            "report",
            "",
            List.of(
                new Input("text", "What is wrong?", InputKind.PARAGRAPH, true),
                new Input("service", "Service?", InputKind.LINE, false)),
            "Report"));
    String message =
        first("name=\"message\" value=\"(\\d+)\"", say("employee", "desk", "report").body());
    desk.answers(new Reply.Refusal("There is no service VPM."));

    String refused =
        post(
                "/chat/employee/desk/submit",
                Map.of("message", message, "field:text", "many <words>", "field:service", "VPM"))
            .body();

    assertThat(refused).contains("There is no service VPM.", ">many &lt;words&gt;</textarea>");
    assertThat(get("/chat/employee/desk").body())
        .contains("There is no service VPM.", ">many &lt;words&gt;</textarea>")
        .containsPattern("name=\"field:service\"[^>]*value=\"VPM\"")
        .doesNotContain("– sent", "updated");
    desk.answers(new Reply.Text("Reported."));

    String mended =
        post(
                "/chat/employee/desk/submit",
                Map.of("message", message, "field:text", "many words", "field:service", "VPN"))
            .body();

    assertThat(mended).contains("Reported.", "– sent").doesNotContain("<textarea", "VPM");
    assertThat(desk.heard())
        .extracting(heard -> heard.origin().eventId())
        .endsWith("form-3", "form-3");
    assertThat(desk.heard().getLast().command())
        .extracting(Spoken::shown)
        .isEqualTo("report[text=many words, service=VPN]");
    assertThat(get("/chat/employee/desk").body())
        .containsPattern("(?s)There is no service VPM.*Reported.")
        .doesNotContain("field:text");
  }

  @Test
  void aPressUnderACardIsAnsweredThereInOneLineUnlessItAsksForMore() {
    String card = aCardInTriage("INC-1");
    desk.card(card, "INC-1");
    desk.answers(card("INC-1", "in progress", List.of()));

    String taken = press("take INC-1", card);

    assertThat(taken)
        .contains("Done: take INC-1", "It is in progress now.")
        .doesNotContain("<article");
    assertThat(get("/chat/agent/triage").body()).contains("Done: take INC-1");
    desk.answers(
        card("INC-1", "new", List.of(new Moment(Instant.EPOCH, "Erin", "reported it", false))));
    assertThat(press("show INC-1", card)).contains("<article", "reported it");
    desk.answers(card("INC-2", "in progress", List.of()));
    assertThat(press("take INC-2", card)).contains("<article", "INC-2");
    desk.answers(new Reply.Refusal("Sam has it."));
    assertThat(press("take INC-1", card)).contains("Sam has it.");
  }

  @Test
  void aPressAtTheDeskShowsTheCard() {
    desk.answers(card("INC-1", "in progress", List.of()));

    String taken =
        post("/chat/agent/desk/press", Map.of("command", "take INC-1", "event", "12345678")).body();

    assertThat(taken).contains("<article").doesNotContain("Done: ");
  }

  private String aCardInTriage(String key) {
    WebMessage kept =
        messages.keep(
            new WebMessage.Draft(
                "triage",
                null,
                null,
                null,
                "out:1",
                new WebMessage.Content.Answer(card(key, "new", List.of()))));
    return Long.toString(kept.id());
  }

  private static Reply.Card card(String key, String state, List<Moment> timeline) {
    return new Reply.Card(
        key,
        "no sound",
        Reply.Tone.WARNING,
        List.of(),
        "",
        timeline,
        List.of(),
        new Reply.Standing(
            Reply.State.valueOf(state.toUpperCase(Locale.ROOT).replace(' ', '_')),
            new Reply.Fact("State", state),
            null,
            false));
  }

  private String press(String command, String thread) {
    return post(
            "/chat/agent/triage/press",
            Map.of("command", command, "event", UUID.randomUUID().toString(), "thread", thread))
        .body();
  }

  @Test
  void nobodySendsAnothersForm() {
    desk.answers(new Reply.Form("form-2", "F", "report", "", List.of(), "Send"));
    String message =
        first("name=\"message\" value=\"(\\d+)\"", say("employee", "desk", "report").body());

    HttpResponse<String> response = post("/chat/agent/desk/submit", Map.of("message", message));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(desk.heard()).hasSize(1);
  }

  @Test
  void theLastFiftyMessagesAreShownAndTheEarlierOnesOnDemand() {
    for (int i = 1; i <= 40; i++) {
      say("employee", "desk", "word number " + i + ".");
    }

    String page = get("/chat/employee/desk").body();
    assertThat(page).contains("word number 16.", "word number 40.").doesNotContain("number 15.");

    String earlier = get(first("hx-get=\"([^\"]+)\"", page)).body();
    assertThat(earlier)
        .contains("word number 1.", "word number 15.")
        .doesNotContain("number 16.", "<html", "id=\"earlier\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null"
  })
  void whatAnotherSiteSendsIsRefused(String header, String value) {
    HttpResponse<String> response =
        send(
            form("/chat/admin/desk/say", Map.of("text", "help", "event", "12345678"))
                .header(header, value)
                .build());

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(desk.heard()).isEmpty();
  }

  @Test
  void anotherSitesNameForThisMachineShowsNothing() {
    assertThat(
            RawRequest.status(
                port,
                "GET /chat/admin/desk HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "say, text=&event=12345678, 400",
    "say, event=12345678, 400",
    "say, text=help, 400",
    "say, text=help&event=no%20nonce%20%3Cb%3E, 400",
    "say, text=help&event=12345678&thread=x, 400",
    "say, text=help&event=12345678&thread=99999, 404",
    "press, command=&event=12345678, 400",
    "submit, message=x, 400",
    "submit, message=99999999999999999999, 400",
    "submit, message=4711, 404",
  })
  void malformedFormsAreRefusedWithoutATrace(String what, String body, int status) {
    HttpRequest request =
        form("/chat/agent/desk/" + what, Map.of())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Sec-Fetch-Site", "same-origin")
            .build();

    HttpResponse<String> response = send(request);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).doesNotContain("Exception", "at dev.deskhand");
    assertThat(desk.heard()).isEmpty();
    assertThat(count("select count(*) from web_message")).isZero();
  }

  @Test
  void aCommandTooLongForAButtonIsRefused() {
    assertThat(
            post("/chat/agent/desk/press", Map.of("command", "x".repeat(91), "event", "12345678"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void nulEmojiHalfCharactersAndRightToLeftTextAreKept() {
    String text = "\0 null 🖨️👩‍💻 \uD800 مرحبا بالعالم \u202E";
    desk.answers(new Reply.Text(text, List.of(), List.of(Action.of("שלום", "help"))));

    HttpResponse<String> answer = say("employee", "desk", text);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(get("/chat/employee/desk").body())
        .contains("🖨️👩‍💻", "مرحبا بالعالم", "שלום", "dir=\"auto\"")
        .doesNotContain("\0");
  }

  @Test
  void aVeryLongTextIsShownShortened() {
    HttpResponse<String> answer = say("employee", "desk", "x".repeat(100_000));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("(100000 characters in all)").hasSizeLessThan(20_000);
  }

  @Test
  void whatIsDoneOnAPageOnceDoesNotCountForAnotherThingThere() {
    Matcher nonce =
        Pattern.compile("name=\"event\" value=\"([^\"]+)\"")
            .matcher(get("/chat/employee/desk").body());

    assertThat(nonce.results().map(found -> found.group(1)).toList())
        .hasSizeGreaterThan(1)
        .doesNotHaveDuplicates();
  }

  @Test
  void theQuickActionsFitThePerson() {
    assertThat(get("/chat/employee/desk").body())
        .contains("value=\"report\"", "value=\"my\"")
        .doesNotContain("value=\"queue\"", "value=\"metrics 30d\"", "data-words=\"take\"");
    assertThat(get("/chat/agent/desk").body())
        .contains("value=\"queue\"", "data-words=\"take\"", "data-words=\"approve\"")
        .doesNotContain("value=\"metrics 30d\"", "data-words=\"role\"");
    assertThat(get("/chat/manager/desk").body())
        .contains("value=\"metrics 30d\"", "value=\"summary 30d\"", "value=\"queue\"")
        .contains("data-words=\"queue\"", "data-words=\"summary\"")
        .doesNotContain("data-words=\"take\"", "data-words=\"role\"");
    assertThat(get("/chat/admin/desk").body())
        .contains("data-words=\"role\"", "data-words=\"approve\"")
        .doesNotContain("value=\"metrics 30d\"", "value=\"summary 30d\"", "value=\"queue\"")
        .doesNotContain("data-words=\"metrics\"", "data-words=\"take\"");
  }

  @Test
  void nothingRunsOnAPageButWhatComesFromTheJar() {
    HttpResponse<String> page = get("/chat/employee/desk");

    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe"));
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body()).doesNotContain("<style", "style=\"", "onclick", "//cdn", "https://");
    Matcher asset =
        Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+)\"").matcher(page.body());
    int assets = 0;
    while (asset.find()) {
      assertThat(get(asset.group(1)).statusCode()).as(asset.group(1)).isEqualTo(200);
      assets++;
    }
    assertThat(assets).isGreaterThan(4);
  }

  private static String location(HttpResponse<?> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  private int count(String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }
}
