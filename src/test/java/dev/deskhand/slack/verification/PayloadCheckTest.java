package dev.deskhand.slack.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.connection.PayloadCheck;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a payload of Slack's. */
class PayloadCheckTest {

  private final PayloadCheck check = new PayloadCheck("T1"::equals);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"attachments\": [{\"callback_id\": \"Approve build 7 ?\", \"id\": 1}]",
        "\"blocks\": [{\"type\": \"actions\", \"elements\": [{\"action_id\": \"{ 'a': 'ü' }\"}]}]",
        "\"metadata\": {\"event_type\": \"task\", \"event_payload\": {\"id\": \"Task no. 5\", \"user\": \"\\u00fc\"}}",
      })
  void whatOtherAppsCallThingsInTheirMessagesIsTheirs(String part) {
    assertThat(
            check.json(
                """
                {"type": "message_action", "team": {"id": "T1"}, "user": {"id": "U1"},
                 "channel": {"id": "C1"}, "message": {"ts": "1.2", %s}}
                """
                    .formatted(part)))
        .isEqualTo(PayloadCheck.Verdict.PASS);
    assertThat(
            check.json(
                """
                {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event":
                 {"type": "message", "user": "U1", "channel": "C1", "ts": "1.2", %s}}
                """
                    .formatted(part)))
        .isEqualTo(PayloadCheck.Verdict.PASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "U 1", "U\u00fc"})
  void whatCannotBeAnIdNamesNobody(String id) {
    assertThat(
            check.json(
                """
                {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event":
                 {"type": "message", "user": "%s", "channel": "C1", "ts": "1.2"}}
                """
                    .formatted(id)))
        .isEqualTo(PayloadCheck.Verdict.NO_PAYLOAD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "c1", "C 1", "C1\\u0000", "#office"})
  void whatCannotBeAPlaceIsNone(String channel) {
    assertThat(
            check.json(
                """
                {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event":
                 {"type": "message", "user": "U1", "channel": "%s", "ts": "1.2"}}
                """
                    .formatted(channel)))
        .isEqualTo(PayloadCheck.Verdict.NO_PAYLOAD);
    assertThat(
            check.command(
                Map.of(
                    "command", "/desk",
                    "text", "my",
                    "user_id", "U1",
                    "trigger_id", "1.2",
                    "team_id", "T1",
                    "channel_id", channel.replace("\\u0000", "\0"))))
        .isEqualTo(PayloadCheck.Verdict.NO_PAYLOAD);
  }
}
