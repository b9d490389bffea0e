package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.inbound.Shortcut;
import dev.deskhand.slack.standin.Sending;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.testing.LooksAtOutput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** Payloads with a right signature and something wrong in them; the same ones each time. */
@LooksAtOutput
class FuzzedPayloadsTest extends SlackScene {

  private static final int PAYLOADS = 3_000;
  private static final int AT_MOST_CHANGED = 3;
  private static final Pattern VALUE = Pattern.compile("(?<=:)(\"[^\"]*\"|\\d+|true|false)");
  private static final Pattern FIELD = Pattern.compile("\"[a-z_]+\":(\"[^\"]*\"|\\d+),");
  private static final List<String> NASTY =
      List.of(
          "null",
          "\"\"",
          "7",
          "-1e308",
          "true",
          "{}",
          "[]",
          "[null]",
          "{\"id\":{}}",
          "\"\\u0000\"",
          "\"U0\\u0000RITA\"",
          "\"\\ud83d\"",
          "\"\\udc00x\"",
          "\"\\u202e\\u0007\"",
          "\"take INC-1\\u0000\"",
          "\"@\\u0000\"",
          "\"<@U0\\u0000>\"",
          "\"" + "x".repeat(5_000) + "\"",
          "\"99999999999999999999\"",
          "\"' or 1=1 --\"",
          "\"%s%n$1\\\\\"");

  /** A line that the way of a payload through the desk leaves when it ends in an exception. */
  private static final Pattern FAILURE =
      Pattern.compile(
          " ERROR |\\tat (dev\\.deskhand\\.(slack|conversation|chat|people)|com\\.slack)\\.");

  private final Random random = new Random(20261129);

  /** What is asked of Slack about people and places that it never named breaks its rules. */
  @Override
  void nothingBrokeARuleOfSlacks() {
    slack.faults().clear();
  }

  @Test
  void nothingThatIsSignedMakesTheDeskFail(CapturedOutput output) {
    List<String> sound = sound();
    TreeMap<Integer, Integer> statuses = new TreeMap<>();
    for (int i = 0; i < PAYLOADS; i++) {
      String payload = changed(sound.get(i % sound.size()));
      int status = send(payload);
      assertThat(status).as(payload).isIn(200, 400);
      statuses.merge(status, 1, Integer::sum);
    }
    assertThat(statuses).containsKeys(200, 400);
    assertThat(output.getOut().lines().filter(line -> FAILURE.matcher(line).find())).isEmpty();
  }

  private int send(String payload) {
    if (payload.startsWith("command=")) {
      return slack.raw("application/x-www-form-urlencoded", payload, Sending.USUAL).status();
    }
    return payload.contains("event_callback")
        ? slack.raw("application/json", payload, Sending.USUAL).status()
        : slack
            .raw(
                "application/x-www-form-urlencoded",
                "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8),
                Sending.USUAL)
            .status();
  }

  private String changed(String payload) {
    String changed = payload;
    for (int change = random.nextInt(AT_MOST_CHANGED) + 1; change > 0; change--) {
      changed =
          switch (random.nextInt(6)) {
            case 0 -> replaced(changed, FIELD, "");
            case 1 -> flipped(changed);
            case 2 -> random.nextInt(10) == 0 ? cut(changed) : changed;
            default ->
                payload.startsWith("command=")
                    ? flipped(changed)
                    : replaced(changed, VALUE, NASTY.get(random.nextInt(NASTY.size())));
          };
    }
    return changed;
  }

  private String replaced(String payload, Pattern what, String by) {
    Matcher found = what.matcher(payload);
    List<int[]> all = found.results().map(each -> new int[] {each.start(), each.end()}).toList();
    if (all.isEmpty()) {
      return payload;
    }
    int[] one = all.get(random.nextInt(all.size()));
    return payload.substring(0, one[0]) + by + payload.substring(one[1]);
  }

  private String flipped(String payload) {
    if (payload.isEmpty()) {
      return payload;
    }
    int at = random.nextInt(payload.length());
    String by =
        payload.startsWith("command=")
            ? List.of("%00", "%ED%A0%80", "%", "&", "=", "%FF", "+").get(random.nextInt(7))
            : String.valueOf((char) (random.nextInt(0x7F)));
    return payload.substring(0, at) + by + payload.substring(at + 1);
  }

  private String cut(String payload) {
    return payload.substring(0, random.nextInt(payload.length() + 1));
  }

  private static List<String> sound() {
    String press =
        """
        "trigger_id":"1.1.a","container":{"type":"message","message_ts":"1772442000.000100",
        "channel_id":"C0OFFICE","is_ephemeral":false},"channel":{"id":"C0OFFICE","name":"office"},
        "response_url":"http://127.0.0.1:1/none","actions":[{"action_id":"desk:press:0",
        "block_id":"b","type":"button","value":"%s","action_ts":"1772442000.000200"}]""";
    String form =
        """
        "trigger_id":"1.1.a","view":{"id":"V1","type":"modal","callback_id":"%s",
        "private_metadata":"{\\"v\\":1,\\"c\\":\\"report\\"}","blocks":[{"type":"input",
        "block_id":"field:text","label":{"type":"plain_text","text":"L"},"element":
        {"type":"plain_text_input","action_id":"a"}}],"state":{"values":{"field:text":
        {"a":{"type":"plain_text_input","value":"it broke"}}}}}"""
            .formatted(ModalRenderer.FORM);
    String message =
        """
        "text":"report the lift is stuck","ts":"1772442000.000300","channel":"D0RITA",
        "channel_type":"im","user":"U0RITA","event_ts":"1772442000.000300\"""";
    return List.of(
        "command=%2Fdesk&text=report+the+VPN+is+down&user_id=U0RITA&user_name=rita"
            + "&channel_id=C0OFFICE&channel_name=office&trigger_id=1.1.a&team_id="
            + SlackStandIn.TEAM
            + "&response_url=http%3A%2F%2F127.0.0.1%3A1%2Fnone",
        EveryWayIn.about("block_actions", press.formatted("my")),
        EveryWayIn.about("block_actions", press.formatted("show INC-1")),
        EveryWayIn.about("block_actions", press.formatted("resolve INC-1 done")),
        EveryWayIn.about("view_submission", form),
        EveryWayIn.about("view_closed", form),
        EveryWayIn.about(
            "shortcut",
            "\"callback_id\":\"" + Shortcut.REPORT.callbackId() + "\",\"trigger_id\":\"1.1.a\""),
        EveryWayIn.about(
            "message_action",
            "\"callback_id\":\""
                + Shortcut.REPORT_MESSAGE.callbackId()
                + "\",\"trigger_id\":\"1.1.a\",\"channel\":{\"id\":\"C0OFFICE\"},\"message\":"
                + "{\"type\":\"message\",\"user\":\"U0ANTON\",\"text\":\"x\",\"ts\":\"1772442000.1\"}"),
        EveryWayIn.about(
            "block_suggestion",
            "\"action_id\":\"a\",\"block_id\":\"field:service\",\"value\":\"vp\""),
        event("message", message),
        event(
            "message",
            "\"subtype\":\"file_share\",\"files\":[{\"id\":\"F1\",\"name\":\"a.txt\","
                + "\"permalink\":\"https://files.example/a\"}],"
                + message),
        event("message", "\"thread_ts\":\"1772442000.000100\"," + message),
        event(
            "message",
            "\"subtype\":\"message_changed\",\"message\":{\"thread_ts\":\"1.1\","
                + message
                + "},"
                + message),
        event(
            "message",
            "\"subtype\":\"message_deleted\",\"deleted_ts\":\"1.2\",\"previous_message\":"
                + "{\"thread_ts\":\"1.1\","
                + message
                + "},"
                + message),
        event("app_mention", message.replace("report", "<@" + SlackStandIn.DESK + "> report")),
        event(
            "reaction_added",
            "\"user\":\"U0RITA\",\"reaction\":\"ticket\",\"item\":{\"type\":\"message\","
                + "\"channel\":\"C0OFFICE\",\"ts\":\"1772442000.000100\"}"),
        event("app_home_opened", "\"user\":\"U0RITA\",\"channel\":\"D0RITA\",\"tab\":\"home\""),
        event("user_change", "\"user\":{\"id\":\"U0RITA\",\"name\":\"rita\",\"team_id\":\"T1\"}"));
  }

  private static String event(String type, String fields) {
    return """
        {"type":"event_callback","team_id":"%s","event_id":"EvFuzz","event_time":1772442000,
        "event":{"type":"%s",%s}}"""
        .formatted(SlackStandIn.TEAM, type, fields);
  }
}
