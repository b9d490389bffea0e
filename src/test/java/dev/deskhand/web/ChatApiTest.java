package dev.deskhand.web;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.testing.Spoken;
import dev.deskhand.web.chat.ChatApi;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatApiTest extends WebScene {

  @Test
  void aCommandIsAnsweredWithItsReplies() {
    desk.answers(
        new Reply.Card(
            "INC-1",
            "the VPN is down",
            Reply.Tone.DANGER,
            List.of(new Reply.Fact("State", "new")),
            "",
            List.of(),
            List.of(Action.primary("Take", "take INC-1"))));

    HttpResponse<String> response = chat("demo-agent", "{\"text\": \"show INC-1\"}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThatJson(response.body())
        .isEqualTo(
            """
            {"replies": [{
              "kind": "card",
              "text": "INC-1 the VPN is down\\nState: new",
              "keys": ["INC-1"],
              "actions": [{"label": "Take", "command": "take INC-1"}]
            }]}
            """);
    assertThat(desk.heard())
        .singleElement()
        .satisfies(
            heard -> {
              assertThat(Spoken.is(heard.command(), "show")).isTrue();
              assertThat(heard.origin().sender().userId()).isEqualTo("agent");
              assertThat(heard.origin().sender().platform()).isEqualTo("web");
              assertThat(heard.origin().answering()).isEqualTo(Origin.ReplyRoute.IN_PLACE);
            });
  }

  @Test
  void whatCanBeDoneWithEachRowOfAListIsToldBeforeWhereTheOtherPagesAre() {
    desk.answers(
        new Reply.Listing(
            "Queue: 12 open",
            List.of(
                new Reply.Row("INC-1", "no sound", "", List.of(Action.of("Take", "take INC-1"))),
                new Reply.Row("INC-2", "no picture", "")),
            List.of(Action.of("Next page", "queue page:2"))));

    assertThatJson(chat("demo-agent", "{\"text\": \"queue\"}").body())
        .isEqualTo(
            """
            {"replies": [{
              "kind": "list",
              "text": "Queue: 12 open\\nINC-1 no sound\\nINC-2 no picture",
              "keys": ["INC-1", "INC-2"],
              "actions": [
                {"label": "Take", "command": "take INC-1"},
                {"label": "Next page", "command": "queue page:2"}
              ]
            }]}
            """);
  }

  @Test
  void everyShapeHasItsKind() {
    desk.answers(
        new Reply.Text("t"),
        new Reply.Form("f", "F", "report", "", List.of(), "Send"),
        new Reply.Choices("c?", List.of()),
        new Reply.Listing("l", List.of(), List.of()),
        new Reply.Picture("p", "d", new byte[] {1}),
        new Reply.Refusal("no"));

    assertThatJson(chat("demo-employee", "{\"text\": \"help\"}").body())
        .inPath("$.replies[*].kind")
        .isEqualTo(
            """
            ["text", "form", "choices", "list", "picture", "refusal"]
            """);
  }

  @Test
  void withoutAValidTokenNothingIsParsed() {
    for (String token : List.of("demo", "demo-employee2", "DEMO-AGENT", "demo-", "é", " ")) {
      assertThat(chat(token, "not even json").statusCode()).as(token).isEqualTo(401);
    }
    HttpResponse<String> none =
        send(HttpRequest.newBuilder(at("/api/v1/chat")).POST(BodyPublishers.noBody()).build());
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));
    assertThat(desk.heard()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "{",
        "null",
        "[]",
        "\"help\"",
        "{}",
        "{\"text\": null}",
        "{\"text\": 5}",
        "{\"text\": [\"help\"]}",
        "{\"text\": \"help\"} {\"text\": \"help\"}",
        "{\"text\": \"help\", \"text\": \"queue\"}",
        "{\"text\": \"\\ud\"}"
      })
  void aMalformedBodyIsABadRequestThatSaysWhatIsWanted(String body) {
    HttpResponse<String> response = chat("demo-employee", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThatJson(response.body()).node("detail").asString().contains("\"text\"");
    assertThat(desk.heard()).isEmpty();
  }

  @Test
  void aBodyTooLargeIsRefusedUnparsed() {
    HttpResponse<String> response =
        chat("demo-employee", "{\"text\": \"" + "x".repeat(ChatApi.LARGEST_BODY) + "\"}");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThatJson(response.body()).node("detail").asString().contains("256 kB");
  }

  @Test
  void brokenUtf8IsABadRequest() {
    byte[] body = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xC3, '"', '}'};

    assertThat(
            send(request("demo-employee").POST(BodyPublishers.ofByteArray(body)).build())
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void theSameIdempotencyKeyCountsOnceForEachPerson() {
    for (int i = 0; i < 3; i++) {
      send(
          request("demo-employee")
              .header("Idempotency-Key", "once")
              .POST(BodyPublishers.ofString("{\"text\": \"my\"}"))
              .build());
    }
    HttpResponse<String> other =
        send(
            request("demo-agent")
                .header("Idempotency-Key", "once")
                .POST(BodyPublishers.ofString("{\"text\": \"my\"}"))
                .build());

    assertThatJson(other.body()).node("replies").isArray().hasSize(1);
    assertThat(desk.heard()).hasSize(2);
  }

  @Test
  void anIdempotencyKeyOfAnyLengthIsNotTaken() {
    HttpResponse<String> response =
        send(
            request("demo-employee")
                .header("Idempotency-Key", "x".repeat(201))
                .POST(BodyPublishers.ofString("{\"text\": \"my\"}"))
                .build());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(desk.heard()).isEmpty();
  }

  @Test
  void anotherSitesNameForThisMachineIsRefused() {
    String request =
        """
        POST /api/v1/chat HTTP/1.1
        Host: evil.example
        Authorization: Bearer demo-admin
        Content-Length: 0
        Connection: close

        """
            .replace("\n", "\r\n");

    assertThat(RawRequest.status(port, request)).isEqualTo(403);
  }

  @Test
  void lookingAtItIsNotAllowed() {
    assertThat(send(request("demo-employee").GET().build()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> chat(String token, String body) {
    return send(request(token).POST(BodyPublishers.ofString(body)).build());
  }

  private HttpRequest.Builder request(String token) {
    return HttpRequest.newBuilder(at("/api/v1/chat"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }
}
