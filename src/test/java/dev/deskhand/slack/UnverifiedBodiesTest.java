package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.verification.UnverifiedBodies;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.Patience;
import dev.deskhand.testing.UnfinishedRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** What somebody costs the desk who begins requests and is not Slack. */
@LooksAtOutput
class UnverifiedBodiesTest extends SlackScene {

  private static final String FORGED = "v0=" + "a".repeat(64);
  private static final int MANY = 200;

  private final List<UnfinishedRequest> begun = new ArrayList<>();

  @AfterEach
  void hangUp(CapturedOutput output) {
    begun.forEach(UnfinishedRequest::close);
    assertThat(output).doesNotContain("\tat ");
    assertThat(output.getAll().lines()).noneMatch(line -> line.contains("ERROR"));
  }

  @Test
  void whatIsNotSignedIsRefusedBeforeItsBodyIsReadHoweverManyTryIt() {
    for (int i = 0; i < MANY; i++) {
      begin("Content-Length: 999999", 10_000);
    }
    assertThat(promptly("whoami")).matches(SlackAck::accepted, "accepted");
    assertThat(begun).allMatch(request -> request.status() == 401);
    assertThat(begun).allMatch(UnfinishedRequest::isClosed);
  }

  @Test
  void whatMayBeSlacksIsWaitedForAndKeepsNobodyOut() {
    for (int i = 0; i < MANY; i++) {
      begin("Content-Length: 999999\n" + signed(FORGED), 10_000);
    }
    await().until(() -> held() <= UnverifiedBodies.MOST);
    for (int i = 0; i < 10; i++) {
      assertThat(promptly("whoami")).matches(SlackAck::accepted, "accepted");
    }
    assertThat(begun).allMatch(UnfinishedRequest::isClosed);
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForLong() {
    UnfinishedRequest begun = begin("Content-Length: 9\n" + signed(FORGED), 0);
    assertThat(begun.status()).isEqualTo(408);
    assertThat(begun.isClosed()).isTrue();
  }

  @Test
  void aBodyThatWillBeTooLargeIsRefusedBeforeItComes() {
    assertThat(begin("Content-Length: 1000001\n" + signed(FORGED), 0).status()).isEqualTo(413);
  }

  @Test
  void aBodyThatDoesNotSayHowLargeItIsIsCountedAsItComes() {
    String head = "Transfer-Encoding: chunked\n" + signed(FORGED);
    UnfinishedRequest large = begun(head, "1E8480\r\n" + "x".repeat(1_100_000));
    assertThat(large.status()).isIn(413, 0);
    assertThat(large.isClosed()).isTrue();
  }

  @Test
  void whatIsNotSignedAsSlackSignsIsRefusedByItsHeaders() {
    List<String> headers =
        List.of(
            "X-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: <t>",
            "X-Slack-Request-Timestamp: +<t>\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: <t>.0\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: -<t>\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: 0x<t>\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: 99999999999999999999\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: 1\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp:\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: <t>\nX-Slack-Signature: <s>,<s>",
            "X-Slack-Request-Timestamp: <t>\nX-Slack-Signature: v1=0000",
            "X-Slack-Request-Timestamp: <t>\nX-Slack-Signature: <s>0",
            "X-Slack-Request-Timestamp: <t>\nX-Slack-Request-Timestamp: <t>\nX-Slack-Signature: <s>",
            "X-Slack-Request-Timestamp: <t>\nX-Slack-Signature: <s>\nX-Slack-Signature: <s>");
    String now = Long.toString(clock.instant().getEpochSecond());
    for (String each : headers) {
      begin("Content-Length: 999999\n" + each.replace("<t>", now).replace("<s>", FORGED), 0);
    }
    // all of them at once, since each connection is held a while for what does not come
    for (int i = 0; i < headers.size(); i++) {
      assertThat(begun.get(i).status()).as(headers.get(i)).isEqualTo(401);
      assertThat(begun.get(i).isClosed()).as(headers.get(i)).isTrue();
    }
  }

  @Test
  void noBodyThatNobodyWantsIsReadElsewhere() {
    for (String request :
        List.of(
            "POST /nowhere",
            "POST /status",
            "POST /api/v1/chat",
            "POST /api/v1/status",
            "POST /chat/agent/desk/say",
            "POST /actuator/health",
            "PUT /status",
            "PATCH /nowhere",
            "DELETE /nowhere",
            "POST /error")) {
      for (String type :
          List.of(
              "application/x-www-form-urlencoded",
              "multipart/form-data; boundary=x",
              "multipart/form-data",
              "application/json")) {
        begun(
            request,
            "Content-Type: %s\nContent-Length: 900000".formatted(type),
            "x=".repeat(5_000));
      }
    }
    assertThat(begun).extracting(UnfinishedRequest::status).allMatch(status -> status / 100 == 4);
    assertThat(begun).allMatch(UnfinishedRequest::isClosed);
  }

  private SlackAck promptly(String words) {
    SlackAck ack = rita.slash("/desk", words, OFFICE);
    assertThat(ack.elapsed()).isLessThan(Patience.AT_ONCE);
    return ack;
  }

  private long held() {
    return begun.stream().filter(UnfinishedRequest::isHeld).count();
  }

  private String signed(String signature) {
    return "X-Slack-Request-Timestamp: %d\nX-Slack-Signature: %s"
        .formatted(clock.instant().getEpochSecond(), signature);
  }

  private UnfinishedRequest begin(String headers, int length) {
    return begun(headers, "x".repeat(length));
  }

  private UnfinishedRequest begun(String headers, String body) {
    return begun("POST /slack/events", headers, body);
  }

  private UnfinishedRequest begun(String request, String headers, String body) {
    UnfinishedRequest begun =
        new UnfinishedRequest(
            port, request + " HTTP/1.1\nHost: localhost\nConnection: keep-alive\n" + headers, body);
    this.begun.add(begun);
    return begun;
  }
}
