package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.SharedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Promise 8: two copies of the desk, each a process of its own, on one database. */
@DesksInProcesses
class TwoCopiesTest {

  private static final Logger log = LoggerFactory.getLogger(TwoCopiesTest.class);

  private static final Duration TAKEOVER = Duration.ofSeconds(30);

  /** Nothing alike: the answer to a report names those that it looks like. */
  private static final List<String> BROKEN =
      List.of(
          "Printer jams",
          "Wifi drops",
          "Keyboard sticks",
          "Monitor flickers",
          "Coffee burns",
          "Badge expired",
          "Telephone echoes",
          "Laptop overheats",
          "Scanner squeaks");

  private final HttpClient client = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void whenTheCopyWithTheSessionIsKilledTheOtherAnswersSoonAndNothingTwice() throws Exception {
    try (DiscordStandIn discord = DiscordStandIn.start()) {
      StandInChannel triage = discord.guild().textChannel("triage");
      DiscordPerson ada = discord.member("42", "Ada");
      String settings = settings(discord, triage);
      try (DeskProcess first = start(settings, "first")) {
        assertThat(first.port()).isPositive();
        discord.awaitCommand("desk");
        try (DeskProcess second = start(settings, "second")) {
          int standby = second.port();
          await().until(() -> get(standby, "/actuator/health").statusCode() == 200);
          assertThat(get(standby, "/actuator/prometheus").body())
              .contains("deskhand_discord_session 0.0");
          for (int n = 0; n < 5; n++) {
            ada.directMessage("report " + BROKEN.get(n));
          }
          ada.directMessages().awaitBotMessage(BROKEN.get(4));

          Instant killed = Instant.now();
          first.kill();
          for (int n = 5; n < 8; n++) {
            ada.directMessage("report " + BROKEN.get(n));
          }
          await().atMost(TAKEOVER).until(discord.gateway()::connected);
          await()
              .atMost(TAKEOVER.minus(Duration.between(killed, Instant.now())))
              .untilAsserted(() -> answered(ada));

          log.info("another copy answered after {}", Duration.between(killed, Instant.now()));
          ada.directMessage("report " + BROKEN.get(8));
          await()
              .atMost(TAKEOVER)
              .untilAsserted(
                  () -> {
                    for (String words : BROKEN) {
                      assertThat(told(ada.directMessages(), words)).as(words).isEqualTo(1);
                      assertThat(told(triage, words)).as(words).isEqualTo(1);
                    }
                  });
          assertThat(get(standby, "/actuator/prometheus").body())
              .contains("deskhand_discord_session 1.0");
        }
      }
      assertThat(discord.gateway().besides()).isZero();
      assertThat(discord.complaints()).isEmpty();
    }
  }

  private static void answered(DiscordPerson ada) {
    assertThat(ada.slash("desk", "whoami", Map.of()).awaitMessage().text()).contains("Ada");
  }

  private static long told(StandInChannel channel, String words) {
    return channel.botMessages().stream().filter(one -> one.text().contains(words)).count();
  }

  private static String settings(DiscordStandIn discord, StandInChannel triage) {
    return """
        SERVER_PORT=0
        SPRING_DATASOURCE_URL=%s
        DISCORD_TOKEN=%s
        DISCORD_API_URL=%s
        DISCORD_GATEWAY_URL=%s
        DISCORD_GUILD_ID=%s
        DESKHAND_TRIAGE_CHANNELS=discord:%s
        """
        .formatted(
            SharedPostgres.get().newDatabase(),
            discord.token(),
            discord.restUrl(),
            discord.gatewayUrl(),
            discord.guild().id(),
            triage.id());
  }

  private DeskProcess start(String settings, String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Files.writeString(own.resolve(".env"), settings);
    return DeskProcess.start(own, "desk.log");
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
        BodyHandlers.ofString());
  }
}
