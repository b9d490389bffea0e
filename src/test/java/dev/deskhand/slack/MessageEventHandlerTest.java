package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.standin.SlackAck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an event while the desk cannot write down what it says. */
class MessageEventHandlerTest extends SlackScene {

  @AfterEach
  void mended() {
    jdbc.sql("ALTER TABLE IF EXISTS outbox_away RENAME TO outbox").update();
  }

  @Test
  void slackIsAskedToDeliverAgainWhatTheDeskCouldNotKeep() {
    rita.directMessage("whoami");
    told(rita, "You are Rita Requester");
    jdbc.sql("ALTER TABLE outbox RENAME TO outbox_away").update();
    SlackAck ack = rita.directMessage("report the events printer is on fire");
    assertThat(ack.status()).isEqualTo(503);
    mended();
    assertThat(incidents()).isZero();

    assertThat(slack.redeliver(ack, 1, "http_error")).matches(SlackAck::accepted, "accepted");
    told(rita, "the events printer is on fire");
    assertThat(incidents()).isEqualTo(1);
  }
}
