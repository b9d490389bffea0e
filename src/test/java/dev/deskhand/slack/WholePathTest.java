package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.standin.Sending;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackView;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From what people do on Slack to PostgreSQL and back. */
class WholePathTest extends SlackScene {

  @Test
  void anIncidentIsReportedTakenAnsweredAndResolvedAndTheRequesterIsTold() {
    makeAgent(anton);

    SlackAck reported = rita.slash("/desk", "report the VPN drops every hour", OFFICE);
    assertThat(reported).matches(SlackAck::accepted, "accepted");
    assertThat(reported.json().path("response_type").asString()).isEqualTo("ephemeral");
    assertThat(reported.body()).contains("INC-1");
    SlackMessage card = card("the VPN drops every hour");

    assertThat(anton.press(card, "Take")).matches(SlackAck::accepted, "accepted");
    SlackMessage taken = slack.awaitChange(card, now -> now.shown().contains("Anton Agent"));
    assertThat(anton.slash("/desk", "reply INC-1 Which client do you use?", TRIAGE))
        .matches(SlackAck::accepted, "accepted");
    told(rita, "Which client do you use?");
    assertThat(anton.slash("/desk", "resolve INC-1 The gateway was restarted", TRIAGE))
        .matches(SlackAck::accepted, "accepted");

    told(rita, "resolved it: The gateway was restarted");
    slack.awaitChange(taken, now -> now.shown().contains("resolved"));
    assertThat(messages(TRIAGE, message -> message.text().contains("the VPN drops every hour")))
        .filteredOn(message -> message.threadTs() == null)
        .hasSize(1);
    assertThat(jdbc.sql("SELECT state FROM incident").query(String.class).single())
        .isEqualTo("RESOLVED");
  }

  @Test
  void theSameEventFiveTimesIsOneTicketAndOneMessage() {
    SlackAck first =
        rita.sending(Sending.USUAL.withEventId("EvFive"))
            .directMessage("report my keyboard lost its letter q");
    for (int retry = 1; retry <= 4; retry++) {
      assertThat(slack.redeliver(first, retry, "http_timeout"))
          .matches(SlackAck::accepted, "accepted");
    }
    card("my keyboard lost its letter q");
    told(rita, "my keyboard lost its letter q");
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.sql("SELECT count(*) FROM outbox WHERE state = 'PENDING'")
                            .query(Integer.class)
                            .single())
                    .isZero());
    assertThat(incidents()).isEqualTo(1);
    assertThat(messages(rita.dm(), message -> message.shown().contains("letter q")))
        .filteredOn(message -> !message.user().equals(rita.id()))
        .hasSize(1);
  }

  @Test
  void aFormIsOpenedFilledInAndItsAnswerShown() {
    assertThat(rita.slash("/desk", "report", OFFICE)).matches(SlackAck::accepted, "accepted");
    SlackView form = slack.awaitModal(rita, view -> view.callbackId().equals("desk:form"));

    SlackAck sent = rita.submit(form, Map.of("field:text", "The printer eats paper"));

    assertThat(sent).matches(SlackAck::accepted, "accepted");
    assertThat(rita.modal()).isEmpty();
    SlackMessage answer =
        slack.awaitHeard(
            rita, message -> message.ephemeral() && message.shown().contains("printer eats paper"));
    assertThat(answer.shown()).contains("It goes on in your direct messages");
    card("The printer eats paper");
    assertThat(rita.submit(form, Map.of("field:text", "The printer eats paper")))
        .matches(SlackAck::accepted, "accepted");
    assertThat(incidents()).isEqualTo(1);
  }
}
