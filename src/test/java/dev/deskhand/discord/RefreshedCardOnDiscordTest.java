package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.people.Actor;
import dev.deskhand.people.People;
import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import dev.deskhand.tickets.IncidentChange;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Incidents.Level;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cards show how their ticket stands when they are delivered. */
@DeskhandTest
class RefreshedCardOnDiscordTest implements OnDiscord {

  private static final String MESSAGE = "/channels/{channel_id}/messages/{message_id}";

  @Autowired Incidents incidents;
  @Autowired People people;
  @Autowired JdbcClient jdbc;
  @Autowired SettableClock clock;

  @AfterEach
  void end() {
    DISCORD.faults().clear();
    assertThat(DISCORD.complaints()).isEmpty();
  }

  @Test
  void tenChangesWhileDiscordIsAwayAreOneEditOfEachCard() {
    DiscordPerson ada = DISCORD.member("1810", "Ada");
    ada.slash("desk", "report", Map.of("text", "the pulley squeaks")).awaitMessage();
    StandInMessage card = TRIAGE.awaitBotMessage("the pulley squeaks");
    await().until(() -> pending() == 0);
    DISCORD.faults().next(1_000, "PATCH", MESSAGE, new Fault.ServerError(500));

    prioritise(Level.LOW);
    await().until(() -> waitingToBeTriedAgain() == 2);
    for (int change = 2; change <= 9; change++) {
      prioritise(change % 2 == 0 ? Level.MEDIUM : Level.LOW);
    }
    prioritise(Level.HIGH);
    // what is sent just now, since Discord was heard of meanwhile, does not know of the last change
    await().until(() -> waitingToBeTriedAgain() == 2);
    long before = edits();
    DISCORD.faults().clear();
    clock.advance(Duration.ofMinutes(1));
    await().until(() -> pending() == 0);

    assertThat(edits() - before).as("one in the channel, one of Ada's own").isEqualTo(2);
    assertThat(DISCORD.message(card.id()).orElseThrow().text()).contains("P1");
  }

  private static long edits() {
    return DISCORD.requests().stream()
        .filter(request -> request.isTo("PATCH", MESSAGE) && request.status() == 200)
        .count();
  }

  private void prioritise(Level level) {
    long ada = people.account("discord", "1810").orElseThrow().id();
    assertThat(
            incidents.change(
                jdbc.sql("SELECT max(id) FROM incident").query(Long.class).single(),
                new IncidentChange.Prioritise(level, level),
                new Actor(ada, "Ada", "discord:" + TRIAGE.id(), "c-1", clock.instant())))
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
