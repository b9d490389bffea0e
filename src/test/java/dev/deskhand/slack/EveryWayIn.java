package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.forms.ModalRenderer;
import dev.deskhand.slack.inbound.EventSubscription;
import dev.deskhand.slack.inbound.Shortcut;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackStandIn;
import dev.deskhand.slack.standin.SlackView;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.OnRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;

/** Everything that Slack sends, good and bad; the same over HTTP and by Socket Mode. */
@LooksAtOutput
abstract class EveryWayIn extends SlackScene {

  @AfterEach
  void noStackTraceIsLogged(CapturedOutput output) {
    assertThat(output).doesNotContain("\tat com.slack.").doesNotContain("\tat dev.deskhand.slack.");
  }

  @Test
  void aSlashCommandIsAnswered() {
    SlackAck ack = rita.slash("/desk", "report the VPN is down", OFFICE);
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    assertThat(ack.body()).contains("INC-1");
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void aButtonIsPressed() {
    makeAgent(anton);
    String what = "the VPN is slow, says " + getClass().getSimpleName();
    rita.slash("/desk", "report " + what, OFFICE);
    SlackMessage card = card(what);
    assertThat(anton.press(card, "Take")).matches(SlackAck::accepted, "accepted");
    slack.awaitChange(card, now -> now.shown().contains("Anton Agent"));
  }

  @Test
  void aFormIsSentAndAnotherClosed() {
    rita.slash("/desk", "report", OFFICE);
    SlackView form = slack.awaitModal(rita, view -> view.callbackId().equals(ModalRenderer.FORM));
    assertThat(rita.submit(form, Map.of("field:text", "The printer eats paper")))
        .matches(SlackAck::accepted, "accepted");
    card("The printer eats paper");

    assertThat(interactive(closed(form.json().toString()))).matches(SlackAck::accepted, "accepted");
    assertThat(interactive(closed("{\"type\":\"modal\",\"callback_id\":\"x\"}")))
        .matches(SlackAck::accepted, "accepted");
    assertThat(incidents()).isEqualTo(1);
  }

  private static String closed(String view) {
    return about("view_closed", "\"view\":" + view);
  }

  @Test
  void aSearchInAFormIsAnswered() {
    rita.slash("/desk", "report", OFFICE);
    SlackView form = slack.awaitModal(rita, view -> view.callbackId().equals(ModalRenderer.FORM));
    assertThat(rita.suggest(form, "field:service", "vp").suggestions()).containsExactly("VPN");
  }

  @Test
  void aMessageThatIsChosenInItsMenuIsReported() {
    String what = "the lift stops, says " + getClass().getSimpleName();
    SlackMessage said = anton.message(OFFICE, null, what).message();
    rita.messageShortcut(Shortcut.REPORT_MESSAGE.callbackId(), said);
    SlackView form = slack.awaitModal(rita, view -> view.json().toString().contains(what));
    assertThat(rita.submit(form, Map.of())).matches(SlackAck::accepted, "accepted");
    assertThat(card(what).shown()).contains("Anton Agent");
  }

  @Test
  void aReactionATabThatIsOpenedAndTalkInAThreadAreHeard() {
    makeAgent(anton);
    String what = "the gate jams, says " + getClass().getSimpleName();
    assertThat(anton.react(rita.message(OFFICE, null, what).message(), "ticket"))
        .matches(SlackAck::accepted, "accepted");
    SlackMessage card = card(what);
    // the thread is a ticket's from when it is stored where its card is
    await()
        .until(
            () ->
                jdbc.sql("SELECT count(*) FROM posted_card WHERE message = ?")
                        .param(card.ts())
                        .query(Integer.class)
                        .single()
                    == 1);
    assertThat(anton.message(TRIAGE, card.ts(), "oil it")).matches(SlackAck::accepted, "accepted");
    assertThat(OnRecord.of(jdbc, "INC")).containsOnlyOnce("note:oil it");
    assertThat(rita.openHome()).matches(SlackAck::accepted, "accepted");
    slack.awaitHome(rita, view -> view.shown().contains(what));
  }

  @Test
  void directMessagesAndMentionsAreHeard() {
    assertThat(rita.directMessage("report my chair squeaks"))
        .matches(SlackAck::accepted, "accepted");
    toldDirectly(rita, "my chair squeaks");
    assertThat(rita.mention(OFFICE, "report the coffee machine is on strike"))
        .matches(SlackAck::accepted, "accepted");
    card("the coffee machine is on strike");
    assertThat(incidents()).isEqualTo(2);
  }

  @Test
  void aRetryIsAcknowledgedAndNotDoneTwice() {
    SlackAck first = rita.directMessage("report my chair squeaks");
    assertThat(slack.redeliver(first, 1, "http_timeout")).matches(SlackAck::accepted, "accepted");
    assertThat(incidents()).isEqualTo(1);
  }

  /** Where the desk has a handler, it takes an event of which it can make nothing, too. */
  @Test
  void eachEventThatIsSubscribedToHasAHandler(CapturedOutput output) {
    for (String word : EventSubscription.words()) {
      int dot = word.indexOf('.');
      String type = dot < 0 ? word : word.substring(0, dot);
      String channelType = dot < 0 ? "" : word.substring(dot + 1).replaceAll("s$", "");
      assertThat(event("EvBare" + word, type, channelType))
          .as(word)
          .matches(SlackAck::accepted, "accepted");
      assertThat(output.getOut()).doesNotContain("no handler: event " + type);
    }
  }

  @Test
  void eachShortcutHasAHandler(CapturedOutput output) {
    SlackMessage message = rita.message(OFFICE, null, "The lamp flickers").message();
    for (Shortcut shortcut : Shortcut.values()) {
      SlackAck ack =
          switch (shortcut.menu()) {
            case GLOBAL -> rita.globalShortcut(shortcut.callbackId());
            case MESSAGE -> rita.messageShortcut(shortcut.callbackId(), message);
          };
      assertThat(ack).as(shortcut.callbackId()).matches(SlackAck::accepted, "accepted");
      // or it opens over the form of another test
      rita.close(slack.awaitModal(rita, view -> view.callbackId().equals(ModalRenderer.FORM)));
    }
    assertThat(output.getOut()).doesNotContain("Shortcut");
    assertThat(incidents()).isZero();
  }

  private SlackAck event(String id, String type, String channelType) {
    return slack.payload(
        "events_api",
        """
        {"type":"event_callback","team_id":"%s","event_id":"%s","event_time":1772442000,
         "event":{"type":"%s","channel_type":"%s","event_ts":"1772442000.000001"}}
        """
            .formatted(SlackStandIn.TEAM, id, type, channelType));
  }

  private static List<String> unknown() {
    return List.of(
        about("shortcut", "\"callback_id\":\"no-such\",\"trigger_id\":\"1.1.a\""),
        about(
            "message_action",
            "\"callback_id\":\"no-such\",\"trigger_id\":\"1.1.a\",\"channel\":{\"id\":\"C1\"},"
                + "\"message\":{\"type\":\"message\",\"text\":\"x\",\"ts\":\"1.1\"}"),
        about("block_suggestion", "\"action_id\":\"no-such\",\"block_id\":\"b\",\"value\":\"x\""),
        about("block_actions", "\"actions\":[{\"action_id\":\"no-such\",\"block_id\":\"b\"}]"),
        about("view_closed", "\"view\":{\"type\":\"modal\",\"callback_id\":\"no-such\"}"),
        about("dialog_submission", "\"callback_id\":\"no-such\",\"submission\":{}"),
        about("dialog_cancellation", "\"callback_id\":\"no-such\""),
        about("dialog_suggestion", "\"callback_id\":\"no-such\",\"name\":\"n\",\"value\":\"x\""),
        about("interactive_message", "\"callback_id\":\"no-such\",\"actions\":[{\"name\":\"n\"}]"));
  }

  @Test
  void whatHasNoHandlerIsAcknowledged() {
    assertThat(unknown()).allSatisfy(this::isAcknowledged);
  }

  private void isAcknowledged(String payload) {
    assertThat(interactive(payload)).as(payload).matches(SlackAck::accepted, "accepted");
  }

  @Test
  void whatHasNoHandlerIsToldOnce(CapturedOutput output) {
    // of what other tests have sent too it may have been told before
    String unheard = UUID.randomUUID().toString().replace("-", "_");
    for (int i = 0; i < 3; i++) {
      assertThat(event("EvNone" + i, "pin_" + unheard, "")).matches(SlackAck::accepted, "accepted");
      assertThat(interactive(about("telepathy_" + unheard, "\"a\":1")))
          .matches(SlackAck::accepted, "accepted");
      assertThat(slack.payload("events_api", "{\"type\":\"app_rate_limited\"}"))
          .matches(SlackAck::accepted, "accepted");
    }
    assertThat(lines(output, "Slack holds events back")).isLessThanOrEqualTo(1);
    assertThat(lines(output, "no handler: event pin_" + unheard)).isEqualTo(1);
    assertThat(lines(output, "telepathy_" + unheard)).isEqualTo(1);
  }

  @Test
  void aFormOfAnOlderVersionIsAnswered() {
    String submission =
        about(
            "view_submission",
            """
            "view":{"type":"modal","callback_id":"%s","private_metadata":"{\\"v\\":0}",
              "blocks":[{"type":"input","block_id":"b1","label":{"type":"plain_text","text":"L"},
                "element":{"type":"plain_text_input","action_id":"a1"}}],
              "state":{"values":{}}}
            """);
    SlackAck known = interactive(submission.formatted(ModalRenderer.FORM));
    assertThat(known).matches(SlackAck::accepted, "accepted");
    assertThat(known.fieldErrors()).containsKey("b1");
    SlackAck renamed = interactive(submission.formatted("form-of-last-year"));
    assertThat(renamed).matches(SlackAck::accepted, "accepted");
    assertThat(renamed.body()).contains("older version");
  }

  private static List<String> broken() {
    return List.of(
        about("block_actions", "\"actions\":7"),
        about("block_actions", "\"actions\":[]"),
        about("block_actions", "\"trigger_id\":\"1.1.a\""),
        about("block_actions", "\"actions\":[{\"action_id\":\"desk:press:0\",\"value\":\"my\"}]"),
        about(
            "block_actions",
            "\"actions\":[{\"action_id\":\"desk:press:0\"}],\"channel\":{\"id\":7}"),
        about("view_submission", "\"view\":{\"type\":\"modal\"}"),
        about("view_submission", "\"view\":{\"type\":\"modal\",\"state\":[],\"callback_id\":{}}"),
        about("view_submission", "\"view\":7"),
        about("view_closed", "\"view\":[]"),
        about("shortcut", "\"callback_id\":[]"),
        about("shortcut", "\"extra\":{\"deep\":[1,2,{}]}"),
        about("block_suggestion", "\"value\":{}"),
        "{\"type\":\"view_submission\",\"user\":{\"id\":\"U1\"}}");
  }

  @Test
  void whatLacksFieldsOrHasOthersIsAcknowledgedAndNotDone() {
    assertThat(broken()).allSatisfy(this::isAcknowledged);
    assertThat(incidents()).isZero();
  }

  private static List<String> brokenEvents() {
    return List.of(
        "\"event\":[]",
        "\"event\":{\"type\":\"message\",\"files\":7,\"channel_type\":\"im\"}",
        "\"event\":{\"type\":\"message\",\"channel_type\":\"im\",\"user\":{},\"channel\":[]}",
        "\"event\":{\"type\":\"message\",\"channel_type\":\"im\",\"text\":\"report x\"}",
        "\"event\":{\"type\":\"message\",\"subtype\":\"message_changed\"}",
        "\"event\":{\"type\":\"message\",\"subtype\":\"no_such_subtype\"}",
        "\"event\":{\"type\":\"app_mention\",\"blocks\":7}",
        "\"event\":{\"type\":\"app_mention\",\"ts\":\"never\",\"text\":null}",
        "\"event\":{\"type\":\"\"}",
        "\"authorizations\":7,\"event\":{\"type\":\"app_mention\"}");
  }

  @Test
  void anEventThatLacksFieldsOrHasOthersIsAcknowledgedAndNotDone() {
    assertThat(brokenEvents())
        .allSatisfy(
            rest ->
                assertThat(
                        slack
                            .payload(
                                "events_api",
                                "{\"type\":\"event_callback\",\"team_id\":\"%s\",\"event_id\":\"EvBad\",%s}"
                                    .formatted(SlackStandIn.TEAM, rest))
                            .accepted())
                    .isTrue());
    assertThat(incidents()).isZero();
  }

  @Test
  void aCommandThatLacksFieldsIsAcknowledgedAndNotDone() {
    for (String json :
        Arrays.asList(
            "{\"command\":\"/desk\"}",
            "{\"command\":\"/desk\",\"user_id\":\"U0RITA\",\"channel_id\":\"C0OFFICE\"}")) {
      assertThat(slack.payload("slash_commands", json)).matches(SlackAck::accepted, "accepted");
    }
    assertThat(incidents()).isZero();
  }

  @Test
  void whatIsOfAnotherWorkspaceIsToldOnceAndNotDone(CapturedOutput output) {
    for (int i = 0; i < 2; i++) {
      assertThat(
              slack.payload(
                  "events_api",
                  """
                      {"type": "event_callback", "team_id": "T0OTHER", "event_id": "EvOther",
                       "event": {"type": "message", "channel_type": "im", "channel": "D9",
                         "user": "U9", "ts": "1772442000.000001", "text": "report something"}}
                      """))
          .matches(SlackAck::accepted, "accepted");
    }
    assertThat(lines(output, "T0OTHER")).isLessThanOrEqualTo(1);
    assertThat(jdbc.sql("SELECT count(*) FROM inbound_event").query(Integer.class).single())
        .isZero();
    assertThat(incidents()).isZero();
  }

  /** In a channel that workspaces share, an event can begin in another one. */
  @Test
  void anEventForTheDesksInstallationIsTheDesksWhereverItBegan() {
    SlackAck ack =
        slack.payload(
            "events_api",
            """
            {"type": "event_callback", "team_id": "T0OTHER", "event_id": "EvShared",
             "authorizations": [{"team_id": "%s", "user_id": "%s", "is_bot": true}],
             "event": {"type": "message", "channel_type": "im", "channel": "%s", "user": "%s",
               "ts": "1772442000.000001", "text": "report something shared"}}
            """
                .formatted(SlackStandIn.TEAM, SlackStandIn.DESK, rita.dm(), rita.id()));
    assertThat(ack).matches(SlackAck::accepted, "accepted");
    assertThat(incidents()).isEqualTo(1);
  }

  private static long lines(CapturedOutput output, String containing) {
    return output.getOut().lines().filter(line -> line.contains(containing)).count();
  }

  static String about(String type, String rest) {
    return """
        {"type":"%s","team":{"id":"%s"},"user":{"id":"U0RITA","name":"%s"},%s}
        """
        .formatted(type, SlackStandIn.TEAM, "rita", rest);
  }

  SlackAck interactive(String payload) {
    return slack.payload("interactive", payload);
  }
}
