package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.connection.DiscordProperties;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.language.Command;
import dev.deskhand.testing.Spoken;
import java.time.Duration;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.JDA;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.health.contributor.Status;

@Execution(ExecutionMode.CONCURRENT)
class DiscordConnectionTest {

  private DiscordStandIn discord;

  @BeforeEach
  void start() {
    discord = DiscordStandIn.start();
  }

  @AfterEach
  void end() {
    discord.close();
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void theTokenIsNeverPrinted() {
    assertThat(new DiscordProperties("s3cret", "1", "", "", Duration.ofSeconds(12), "").toString())
        .doesNotContain("s3cret");
  }

  @Test
  void aDeskThatIsConnectedIsHealthy() {
    try (Desk desk = new Desk(discord).ready()) {
      await().until(() -> desk.health.health().getStatus().equals(Status.UP));
    }
  }

  @Test
  void aRefusedTokenIsTriedOnceAndSaid() {
    try (Desk desk = new Desk(discord, "wrong.token.here", "")) {
      await().until(() -> desk.connection.trouble() != null);

      assertThat(desk.health.health().getStatus()).isEqualTo(Status.DOWN);
      assertThat(desk.health.health().getDetails().toString()).contains("DISCORD_TOKEN");
      assertThat(discord.requests()).hasSize(1);
      assertThat(desk.platform.deliver(outbound(discord))).isInstanceOf(Delivery.Retry.class);
    }
  }

  @Test
  void aDeskThatFindsDiscordDownGoesOnTrying() {
    discord.faults().next(2, "GET", "/users/@me", new Fault.ServerError(500));
    try (Desk desk = new Desk(discord)) {
      desk.ready();
      assertThat(discord.requests("GET", "/users/@me")).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void withoutTheIntentForContentsTheRestGoesOn() {
    discord.gateway().grantNoPrivilegedIntents();
    DiscordPerson ada = discord.member("42", "Ada");
    try (Desk desk = new Desk(discord)) {
      desk.ready();
      await().until(() -> desk.health.health().getStatus().equals(Status.UP));
      assertThat(desk.health.health().getDetails())
          .containsEntry("missingIntents", "MESSAGE_CONTENT");

      ada.directMessage("my");
      await().until(() -> desk.commands.contains(Spoken.command("my")));
    }
  }

  @Test
  void whatIsSaidWhileTheConnectionIsDownIsHeardAfterItOnceAndInOrder() {
    DiscordPerson ada = discord.member("42", "Ada");
    try (Desk desk = new Desk(discord).ready()) {
      IntStream.range(0, 50)
          .forEach(
              i -> {
                ada.directMessage("words " + i);
                if (i == 20) {
                  discord.gateway().dropSockets();
                }
              });

      await().until(() -> desk.commands.size() == 50);
      assertThat(desk.commands)
          .containsExactlyElementsOf(
              IntStream.range(0, 50)
                  .<Command>mapToObj(i -> new Command.FreeText("words " + i))
                  .toList());
      await()
          .until(
              () ->
                  desk.meters
                          .find("deskhand.discord.gateway")
                          .tag("event", "resumed")
                          .counters()
                          .size()
                      == 1);
    }
  }

  @Test
  void theEndOfTheDeskIsTheEndOfItsSession() {
    Desk desk = new Desk(discord).ready();
    JDA jda = desk.connection.connected().orElseThrow().getShards().getFirst();
    desk.close();

    assertThat(jda.getStatus()).isEqualTo(JDA.Status.SHUTDOWN);
    await().atMost(Duration.ofSeconds(5)).until(() -> !discord.gateway().connected());
  }

  private static Outbound outbound(DiscordStandIn discord) {
    return new Outbound(
        "1",
        new Address.Channel("discord", discord.general().id()),
        new Reply.Text("Hello"),
        null,
        null);
  }
}
