package dev.deskhand.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.slack.standin.Fault;
import dev.deskhand.slack.standin.SlackAck;
import dev.deskhand.slack.standin.SlackCall;
import dev.deskhand.slack.standin.SlackMessage;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Level;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cards show how their ticket stands when they are delivered. */
class RefreshedCardTest extends SlackScene {

  @Autowired Incidents incidents;
  @Autowired People people;

  @Test
  void tenChangesWhileSlackIsAwayAreOneEditOfEachCard() {
    makeAgent(anton);
    assertThat(rita.slash("/desk", "report the crane squeaks", OFFICE))
        .matches(SlackAck::accepted, "accepted");
    SlackMessage card = card("the crane squeaks");
    SlackMessage own = toldDirectly(rita, "the crane squeaks");
    await().until(() -> pending() == 0);
    slack.faults().always("chat.update", Fault.status(503));

    prioritise(Level.LOW);
    await().until(() -> waitingToBeTriedAgain() == 2);
    for (int change = 2; change <= 9; change++) {
      prioritise(change % 2 == 0 ? Level.MEDIUM : Level.LOW);
    }
    prioritise(Level.HIGH);
    // what is sent just now, since Slack was heard of meanwhile, does not know of the last change
    await().until(() -> waitingToBeTriedAgain() == 2);
    slack.forgetCalls();
    slack.faults().clear();
    later(Duration.ofMinutes(1));
    await().until(() -> pending() == 0);

    assertThat(slack.calls("chat.update"))
        .filteredOn(SlackCall::succeeded)
        .extracting(call -> call.param("channel"))
        .containsExactlyInAnyOrder(TRIAGE, rita.dm());
    assertThat(slack.current(card).orElseThrow().shown()).contains("P1");
    assertThat(slack.current(own).orElseThrow().shown()).contains("P1");
  }

  private void prioritise(Level level) {
    long agent = people.account("slack", anton.id()).orElseThrow().id();
    assertThat(
            incidents.change(
                jdbc.sql("SELECT max(id) FROM incident").query(Long.class).single(),
                new IncidentChange.Prioritise(level, level),
                new Actor(agent, "Anton Agent", "slack:" + TRIAGE, "c-1", clock.instant())))
        .isInstanceOf(Incidents.Outcome.Done.class);
  }

  private int pending() {
    return count("state = 'PENDING'");
  }

  private int waitingToBeTriedAgain() {
    return count("state = 'PENDING' AND attempts > 0 AND claimed_at IS NULL");
  }

  private int count(String condition) {
    return jdbc.sql("SELECT count(*) FROM outbox WHERE " + condition).query(Integer.class).single();
  }
}
