package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.testing.Spoken;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.health.contributor.Status;

/** Several copies of the desk, of which one has the session. */
@Execution(ExecutionMode.CONCURRENT)
class SessionLeaseTest {

  private final SharedLock locks = new SharedLock();
  private DiscordStandIn discord;
  private DiscordPerson ada;

  @BeforeEach
  void start() {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada");
  }

  @AfterEach
  void end() {
    assertThat(discord.complaints()).isEmpty();
    assertThat(discord.gateway().besides()).isZero();
    discord.close();
  }

  @Test
  void oneCopyHasTheSessionAndTheOtherStandsBy() {
    try (Desk first = copy().ready();
        Desk second = copy()) {
      ada.directMessage("my");
      await().until(() -> first.commands.equals(List.of(Spoken.command("my"))));

      assertThat(discord.gateway().identifies()).isEqualTo(1);
      assertThat(second.health.health().getStatus()).isEqualTo(Status.UP);
      assertThat(second.health.health().getDetails()).containsEntry("gateway", "standing by");
      assertThat(second.platform.deliver(outbound())).isEqualTo(new Delivery.OtherInstance());
      assertThat(first.platform.deliver(outbound())).isInstanceOf(Delivery.Delivered.class);
      assertThat(first.meters.get("deskhand.discord.session").gauge().value()).isEqualTo(1);
      assertThat(second.meters.get("deskhand.discord.session").gauge().value()).isZero();
      assertThat(second.commands).isEmpty();
    }
  }

  @Test
  void aCopyThatIsShutDownHandsOverAtOnce() {
    Desk first = copy().ready();
    try (Desk second = copy()) {
      first.close();
      await().atMost(Duration.ofSeconds(4)).until(() -> second.connection.connected().isPresent());

      ada.directMessage("my");
      await().until(() -> second.commands.equals(List.of(Spoken.command("my"))));
      assertThat(first.commands).isEmpty();
    }
  }

  @Test
  void aShortFailureOfTheDatabaseEndsNoSession() {
    try (Desk desk = copy().ready()) {
      locks.away(true);
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(10))
          .until(() -> desk.connection.connected().isPresent());
      locks.away(false);
      await()
          .during(Duration.ofSeconds(4))
          .atMost(Duration.ofSeconds(12))
          .until(() -> desk.connection.connected().isPresent());

      assertThat(discord.gateway().identifies()).isEqualTo(1);
    }
  }

  @Test
  void aCopyThatCannotRenewItsRightEndsItsSessionAndTakesItUpAgainLater() {
    try (Desk desk = copy().ready()) {
      locks.away(true);
      await().atMost(Duration.ofSeconds(5)).until(() -> !discord.gateway().connected());
      assertThat(desk.connection.connected()).isEmpty();
      assertThat(desk.health.health().getDetails()).containsEntry("gateway", "standing by");

      locks.away(false);
      desk.ready();
      ada.directMessage("my");
      await().until(() -> desk.commands.equals(List.of(Spoken.command("my"))));
    }
  }

  @Test
  void whatALostSessionCouldNotReadIsReadByTheNextWithoutWaitingForIt() {
    KnownPlaces places = new KnownPlaces();
    try (Desk desk = copy(places).ready()) {
      ada.directMessage("help");
      await().until(() -> desk.commands.size() == 1);
      await().until(() -> places.listenedUntil("discord").isPresent());
    }
    ada.directMessage("my");
    discord.faults().next(50, "GET", "/channels/{channel_id}/messages", new Fault.ServerError(500));
    try (Desk desk = copy(places).ready()) {
      locks.away(true);
      await().atMost(Duration.ofSeconds(8)).until(() -> !discord.gateway().connected());
      discord.faults().clear();
      locks.away(false);

      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> desk.commands.contains(Spoken.command("my")));
    }
  }

  private Desk copy() {
    return copy(new KnownPlaces());
  }

  private Desk copy(KnownPlaces places) {
    return new Desk(discord, discord.token(), "", locks, places);
  }

  private Outbound outbound() {
    return new Outbound(
        "1",
        new Address.Channel("discord", discord.general().id()),
        new Reply.Text("Hello"),
        null,
        null);
  }
}
