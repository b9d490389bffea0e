package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.standin.Sending;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.LooksAtOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;

/** What arrives at the desk's door and is not what it should be. */
@LooksAtOutput
class BadRequestsTest extends SlackScene {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String JSON = "application/json";

  @AfterEach
  void nothingWasDone(CapturedOutput output) {
    assertThat(incidents()).isZero();
    assertThat(output).doesNotContain("\tat ");
  }

  @Test
  void onlyWhatSlackSignedLatelyIsLetIn() {
    assertThat(slash(Sending.USUAL.withForgedSignature()).status()).isEqualTo(401);
    assertThat(slash(Sending.USUAL.withoutSignature()).status()).isEqualTo(401);
    assertThat(slash(Sending.USUAL.signedBefore(Duration.ofSeconds(301))).status()).isEqualTo(401);
    assertThat(slash(Sending.USUAL.signedBefore(Duration.ofSeconds(-301))).status()).isEqualTo(401);
    assertThat(rita.slash("/desk", "whoami", OFFICE).status()).isEqualTo(200);
  }

  private SlackAck slash(Sending how) {
    return rita.sending(how).slash("/desk", "report x", OFFICE);
  }

  @Test
  void aBodyIsNotParsedUnlessItIsSignedAndWhyItWasRefusedIsToldOnceAMinute(CapturedOutput output) {
    for (int i = 0; i < 3; i++) {
      assertThat(slack.raw(JSON, "{\"type\":", Sending.USUAL.withForgedSignature()).status())
          .isEqualTo(401);
    }
    assertThat(output.getOut().lines().filter(line -> line.contains("signature is not Slack's")))
        .hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void aBodyOfMoreThanAMegabyteIsNotRead() {
    assertThat(slack.raw(JSON, "{\"a\":\"" + "x".repeat(1_000_000) + "\"}", Sending.USUAL).status())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "null",
        "{\"type\":7}",
      })
  void aMalformedBodyIsRefused(String body) {
    assertThat(slack.raw(JSON, body, Sending.USUAL).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"payload=", "payload=%7B", "a=b", "payload=%zz"})
  void aMalformedFormIsRefused(String body) {
    assertThat(slack.raw(FORM, body, Sending.USUAL).status()).isEqualTo(400);
  }

  static List<String> withoutProperIds() {
    String of = "{\"type\":\"%s\",\"team\":{\"id\":\"" + SlackStandIn.TEAM + "\"},%s}";
    String noUser = "\"callback_id\":\"x\",\"trigger_id\":\"1.1.a\"";
    String user = "\"user\":{\"id\":\"U0RITA\"},";
    return List.of(
        of.formatted("shortcut", noUser),
        of.formatted("shortcut", noUser + ",\"user\":{}"),
        of.formatted("shortcut", noUser + ",\"user\":{\"id\":7}"),
        of.formatted("message_action", noUser + ",\"user\":{\"id\":\"\"}"),
        of.formatted("block_actions", "\"actions\":[]"),
        of.formatted("block_suggestion", "\"value\":\"x\",\"user\":{\"id\":null}"),
        of.formatted("view_submission", "\"view\":{\"type\":\"modal\"}"),
        of.formatted("view_closed", "\"view\":{\"type\":\"modal\"},\"user\":[]"),
        of.formatted("shortcut", noUser + ",\"user\":{\"id\":\"U0\\u0000RITA\"}"),
        of.formatted("shortcut", noUser + ",\"user\":{\"id\":\"U0\\ud83dRITA\"}"),
        of.formatted("block_actions", user + "\"actions\":[{\"action_id\":\"desk:\\u0000\"}]"),
        of.formatted("block_actions", user + "\"channel\":{\"id\":\"C0 1\"},\"actions\":[]"),
        event("\"user\":\"U0\\u0000RITA\",\"channel\":\"D1\",\"ts\":\"1.1\""),
        event("\"user\":\"U0RITA\",\"channel\":\"D\\u0000\",\"ts\":\"1.1\""),
        event("\"user\":\"U0RITA\",\"channel\":\"D1\",\"ts\":\"1.1\\u0000\""),
        event("\"user\":\"U0RITA\",\"item\":{\"channel\":\"C\\u0007\",\"ts\":\"1.1\"}"),
        event("\"message\":{\"user\":\"U0\\u0000\",\"ts\":\"1.1\",\"text\":\"x\"}"));
  }

  private static String event(String fields) {
    return """
        {"type":"event_callback","team_id":"%s","event_id":"EvNul","event":
          {"type":"message","channel_type":"im","text":"report x",%s}}
        """
        .formatted(SlackStandIn.TEAM, fields);
  }

  @ParameterizedTest
  @MethodSource("withoutProperIds")
  void whatDoesNotSayByAProperIdWhoseItIsIsRefused(String payload) {
    boolean event = payload.contains("event_callback");
    String body = event ? payload : "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    assertThat(slack.raw(event ? JSON : FORM, body, Sending.USUAL).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user_id=U0%00RITA", "user_id=", "user_id=U0RITA&channel_id=C%00"})
  void aCommandWithoutProperIdsIsRefused(String ids) {
    String body =
        "command=%2Fdesk&text=report+x&channel_id=C0OFFICE&trigger_id=1.1.a&team_id="
            + SlackStandIn.TEAM
            + "&"
            + ids;
    assertThat(slack.raw(FORM, body, Sending.USUAL).status()).isEqualTo(400);
  }

  @Test
  void unknownKindsAreAcknowledgedAndToldOnce(CapturedOutput output) {
    for (int i = 0; i < 3; i++) {
      assertThat(slack.raw(JSON, "{\"type\":\"clairvoyance\"}", Sending.USUAL).status())
          .isEqualTo(200);
    }
    assertThat(output.getOut().lines().filter(line -> line.contains("clairvoyance"))).hasSize(1);
    assertThat(rita.globalShortcut("no-such").status()).isEqualTo(200);
    assertThat(rita.openHome().status()).isEqualTo(200);
  }

  @Test
  void whatBotsAndTheDeskItselfSayIsNotForTheDesk() {
    slack.bot("U0BOT", "A bot");
    String event =
        """
        {"type": "event_callback", "team_id": "%s", "event_id": "Ev7", "event": {
          "type": "message", "channel_type": "im", "channel": "D9", "user": "%s", %s
          "ts": "1772442000.000001", "text": "report something"}}
        """;
    for (String more :
        new String[] {
          "\"bot_id\": \"B1\",",
          "\"subtype\": \"message_changed\",",
          "\"subtype\": \"bot_message\","
        }) {
      assertThat(
              slack
                  .raw(JSON, event.formatted(SlackStandIn.TEAM, "U0BOT", more), Sending.USUAL)
                  .status())
          .isEqualTo(200);
    }
    assertThat(
            slack
                .raw(JSON, event.formatted(SlackStandIn.TEAM, SlackStandIn.DESK, ""), Sending.USUAL)
                .status())
        .isEqualTo(200);
    assertThat(jdbc.sql("SELECT count(*) FROM inbound_event").query(Integer.class).single())
        .isZero();
  }
}
