package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.slack.inbound.SlackListening;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What Slack and people are told while the database does not do its work. */
class TroubledDatabaseTest extends SlackScene {

  private static final SlackPerson trudy = slack.person("U0TRUDY", "Trudy Troubled");

  @Autowired SlackListening listening;

  @BeforeEach
  void join() {
    slack.channel(OFFICE, "office", trudy.id(), anton.id());
  }

  @AfterEach
  void allIsWell() {
    // what could not be taken in would be read some minutes later, in the middle of another test
    listening.stop();
    listening.start();
    jdbc.sql("drop trigger if exists trouble on incident").update();
    jdbc.sql("drop sequence if exists troubles").update();
  }

  @Test
  void anEventThatCouldNotBeTakenInIsNotAcknowledgedAndCountsOnceWhenItIsSentAgain() {
    trouble("perform pg_terminate_backend(pg_backend_pid());");

    SlackAck first = trudy.directMessage("report the lamp of hall seven hums");

    assertThat(first.status()).isEqualTo(503);
    jdbc.sql("drop trigger trouble on incident").update();
    assertThat(slack.redeliver(first, 1, "http_error")).matches(SlackAck::accepted, "accepted");
    assertThat(slack.redeliver(first, 2, "http_error")).matches(SlackAck::accepted, "accepted");
    assertThat(incidents()).isEqualTo(1);
    assertThat(
            jdbc.sql("select count(*) from outbox where payload::text like '%Sorry%'")
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void aCommandIsTriedAgainWhileItsAnswerCanStillBeGiven() {
    jdbc.sql("create sequence troubles").update();
    // longer than Slack waits for the first word
    trouble(
        "if nextval('troubles') < 9 then perform pg_terminate_backend(pg_backend_pid()); end if;");

    SlackAck ack = trudy.slash("/desk", "report the lamp of hall seven hums", OFFICE);

    assertThat(ack).matches(SlackAck::accepted, "accepted");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                trudy.heard().stream()
                    .anyMatch(
                        message ->
                            message.channel().equals(OFFICE)
                                && message.shown().contains("the lamp of hall seven hums")));
    assertThat(incidents()).isEqualTo(1);
    assertThat(trudy.heard())
        .filteredOn(message -> message.shown().contains("the lamp of hall seven hums"))
        .noneMatch(message -> message.shown().contains("Sorry"));
  }

  @Test
  void anApologyStandsAmongThePersonsCardsAndQuotesWhatItIsAboutWithoutPingingAnybody() {
    trouble("raise exception 'a bug';");

    assertThat(trudy.directMessage("report the lamp of @here <@U0ANTON> hums"))
        .matches(SlackAck::accepted, "accepted");

    SlackMessage apology = told(trudy, "Sorry");
    assertThat(apology.shown()).contains("This is about:", "the lamp of");
    assertThat(apology.pings()).isEmpty();
    assertThat(
            jdbc.sql("select conversation from outbox where payload::text like '%Sorry%'")
                .query(String.class)
                .list())
        .containsExactly("slack:@" + trudy.id());
  }

  private void trouble(String does) {
    jdbc.sql(
            "create or replace function trouble() returns trigger language plpgsql as $$begin "
                + does
                + " return new; end$$")
        .update();
    jdbc.sql(
            """
            create trigger trouble before insert on incident
            for each row execute function trouble()
            """)
        .update();
  }
}
