package dev.deskhand.web;

import static net.javacrumbs.jsonunit.assertj.JsonAssertions.assertThatJson;
import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.LooksAtOutput;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;

/** What is not there, whoever asks. */
@LooksAtOutput
class ErrorAnswersTest extends WebScene {

  private static final String CHROMIUM =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";

  @AfterEach
  void theDeskMadeNoMistake(CapturedOutput output) {
    assertThat(output).doesNotContain("\tat ");
    assertThat(output.getAll().lines()).noneMatch(line -> line.contains("ERROR"));
  }

  static Stream<Arguments> absent() {
    List<String> accepts =
        List.of(CHROMIUM, "text/html", "*/*", "", "image/png,image/*;q=0.8,*/*;q=0.5", "nonsense");
    return Stream.of(
            "/chat/nobody",
            "/chat/nobody/desk",
            "/chat/employee/triage",
            "/chat/employee/nowhere",
            "/chat/employee/triage/earlier?before=7",
            "/chat/nobody/live?seen=0",
            "/chat/employee/desk/pictures/4711-1.png",
            "/?as=nobody",
            "/nowhere",
            "/assets/nothing.css",
            "/error")
        .flatMap(path -> accepts.stream().map(accept -> Arguments.of(path, accept)));
  }

  @ParameterizedTest
  @MethodSource("absent")
  void whatIsNotThereIsAPageThatSaysSo(String path, String accept) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
    HttpResponse<String> response =
        send((accept.isEmpty() ? request : request.header("Accept", accept)).build());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is nothing here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/chat/nobody/desk", "/nowhere", "/api/v1/nothing", "/error", "//", "//a:b/"})
  void aProgramThatAsksForADocumentGetsOne(String path) {
    HttpResponse<String> response =
        send(HttpRequest.newBuilder(at(path)).header("Accept", "application/json").build());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThatJson(response.body()).node("status").isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*/*", "application/json", "application/xml"})
  void theAddressesOfProgramsAnswerWithDocuments(String accept) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at("/api/v1/nothing"));
    HttpResponse<String> response =
        send((accept.isEmpty() ? request : request.header("Accept", accept)).build());
    assertThat(response.statusCode()).isEqualTo(404);
    assertThatJson(response.body()).node("status").isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "say?text=x&event=abcdefgh1&thread=4711",
        "press?command=my&event=abcdefgh1&thread=4711",
        "submit?message=4711",
      })
  void whatSomebodyAnswersThatIsNotTheirsIsNotThere(String what) {
    for (String accept : List.of("*/*", CHROMIUM)) {
      HttpResponse<String> response =
          send(
              HttpRequest.newBuilder(at("/chat/employee/desk/" + what))
                  .header("Accept", accept)
                  .header("HX-Request", "true")
                  .header("Sec-Fetch-Site", "same-origin")
                  .POST(BodyPublishers.noBody())
                  .build());
      assertThat(response.statusCode()).as(accept).isEqualTo(404);
    }
    assertThat(desk.heard()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=x", "multipart/x"})
  void aBodyInPartsIsRefusedAsWhatItIs(String type) {
    for (String path : List.of("/api/v1/chat", "/chat/agent/desk/say", "/nowhere", "/status")) {
      HttpResponse<String> response =
          send(
              HttpRequest.newBuilder(at(path))
                  .header("Authorization", "Bearer demo-agent")
                  .header("Content-Type", type)
                  .header("Sec-Fetch-Site", "same-origin")
                  .POST(BodyPublishers.ofString("--x\r\nrubbish"))
                  .build());
      assertThat(response.statusCode()).as(path).isBetween(400, 415);
    }
  }

  @Test
  void whatCannotBeReadOfTheirOwnAddressIsAMistakeOfWhoAsks() {
    for (String path : List.of("/chat/agent/live", "/chat/agent/desk/earlier", "/?as=%00")) {
      assertThat(get(path).statusCode()).as(path).isBetween(400, 404);
    }
  }
}
