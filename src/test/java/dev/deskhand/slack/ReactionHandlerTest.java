package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.slack.standin.SlackPerson;
import dev.deskhand.slack.standin.SlackStandIn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A message becomes an incident by a reaction. */
class ReactionHandlerTest extends SlackScene {

  private String requester() {
    return jdbc.sql("SELECT name FROM incident JOIN person ON person.id = requester_id")
        .query(String.class)
        .single();
  }

  @Test
  void aReactionOpensAnIncidentForTheAuthorOnceHoweverManyReact() {
    SlackPerson otto = slack.person("U0OTTO", "Otto Other");
    SlackMessage said =
        otto.message(OFFICE, null, "for:@Anton \"the <@U0RITA> turnstile\" is shut").message();

    SlackAck first = anton.react(said, "ticket");
    assertThat(first).matches(SlackAck::accepted, "accepted");
    assertThat(rita.react(said, "ticket::skin-tone-2")).matches(SlackAck::accepted, "accepted");
    assertThat(anton.react(said, "admission_tickets")).matches(SlackAck::accepted, "accepted");
    assertThat(slack.redeliver(first, 1, "http_timeout")).matches(SlackAck::accepted, "accepted");

    assertThat(incidents()).isEqualTo(1);
    assertThat(requester()).isEqualTo("Otto Other");
    assertThat(card("turnstile").shown())
        .contains("for:@Anton \"the @Rita Requester turnstile\" is shut")
        .contains("/archives/" + OFFICE);
    // those concerned have cards of their own, and the channel hears no more than the reaction
    for (SlackPerson concerned : List.of(anton, otto)) {
      assertThat(cardOf(concerned, "turnstile").buttons()).isNotEmpty();
    }
    assertThat(ofTheDesk(OFFICE)).isEmpty();
  }

  @Test
  void aReplyInAThreadIsReportedAndItsThreadHearsNoMoreOfIt() {
    SlackMessage head = anton.message(OFFICE, null, "Morning all").message();
    SlackMessage reply = anton.message(OFFICE, head.ts(), "The heating is off").message();
    rita.react(reply, "ticket");
    cardOf(rita, "The heating is off");
    card("The heating is off");
    assertThat(ofTheDesk(OFFICE)).isEmpty();
  }

  @Test
  void aReactionTakesTheFilesOfTheMessageAlong() {
    SlackMessage said = anton.share(OFFICE, null, "The lid is broken", "lid.png").message();
    rita.react(said, "ticket");
    assertThat(card("The lid is broken").shown()).contains("lid.png: https://");
  }

  /** In the person's own conversation with the desk. */
  private SlackMessage cardOf(SlackPerson person, String containing) {
    return slack.awaitMessage(person.dm(), message -> message.shown().contains(containing));
  }

  private List<SlackMessage> ofTheDesk(String channel) {
    return messages(channel, message -> message.user().equals(SlackStandIn.DESK));
  }

  @Test
  void aMessageWithoutWordsIsReportedByItsLink() {
    SlackMessage said = anton.message(OFFICE, null, "").message();
    rita.react(said, "ticket");
    assertThat(card("(no words)").shown()).contains("/archives/" + OFFICE);
  }

  @Test
  void otherEmojiTheDesksOwnMessagesAndBotsOpenNothing() {
    SlackMessage said = rita.message(OFFICE, null, "Look at this").message();
    assertThat(anton.react(said, "eyes")).matches(SlackAck::accepted, "accepted");
    rita.mention(OFFICE, "report the gong is cracked");
    SlackMessage own =
        slack.awaitMessage(OFFICE, message -> message.user().equals(SlackStandIn.DESK));
    assertThat(anton.react(own, "ticket")).matches(SlackAck::accepted, "accepted");
    slack.bot("U0BOT", "Build Bot");
    assertThat(slack.person("U0BOT", "Build Bot").react(said, "ticket"))
        .matches(SlackAck::accepted, "accepted");
    // the one that was reported by words
    assertThat(jdbc.sql("SELECT title FROM incident").query(String.class).list())
        .containsExactly("the gong is cracked");
  }

  @Test
  void whatCannotBeFetchedIsAskedForAgain() {
    SlackMessage said = anton.message(OFFICE, null, "The bell does not ring").message();
    slack
        .faults()
        .when(
            call ->
                call.method().equals("conversations.replies") && call.param("ts").equals(said.ts()),
            1,
            Fault.status(503));
    SlackAck ack = rita.react(said, "ticket");
    assertThat(ack.status()).isEqualTo(503);
    assertThat(incidents()).isZero();
    slack.faults().next("chat.getPermalink", Fault.status(503));
    assertThat(slack.redeliver(ack, 1, "http_error").status()).isEqualTo(503);

    assertThat(slack.redeliver(ack, 2, "http_error")).matches(SlackAck::accepted, "accepted");

    card("The bell does not ring");
    assertThat(incidents()).isEqualTo(1);
  }

  @Test
  void aMessageThatIsGoneOpensNothing() {
    SlackMessage said = anton.message(OFFICE, null, "Never mind").message();
    anton.delete(said);
    assertThat(rita.react(said, "ticket")).matches(SlackAck::accepted, "accepted");
    assertThat(incidents()).isZero();
  }
}
