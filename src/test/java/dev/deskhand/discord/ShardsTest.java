package dev.deskhand.discord;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInGuild;
import dev.deskhand.testing.Spoken;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** As many shards as Discord advises. */
@Execution(ExecutionMode.CONCURRENT)
class ShardsTest {

  private final DiscordStandIn discord = DiscordStandIn.start();
  private final Map<Integer, StandInGuild> guilds = new HashMap<>();
  private final Map<String, StandInChannel> channels = new HashMap<>();

  @BeforeEach
  void aServerOnEachShard() {
    guilds.put(shardOf(discord.guild()), discord.guild());
    while (guilds.size() < 2) {
      StandInGuild another = discord.anotherGuild("Another");
      guilds.putIfAbsent(shardOf(another), another);
    }
    guilds.values().forEach(guild -> channels.put(guild.id(), guild.textChannel("news")));
  }

  @AfterEach
  void end() {
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void serversAndDirectMessagesAreServedWhicheverShardTheyAreOn() {
    discord.gateway().adviseShards(2, 2);
    DiscordPerson ada = on(0).member("42", "Ada");
    DiscordPerson ben = on(1).member("43", "Ben");
    try (Desk desk = complete(new Desk(discord))) {
      ada.slash("desk", "whoami").awaitMessage();
      ben.slash("desk", "whoami").awaitMessage();
      ben.directMessage("my");
      await().until(() -> desk.commands.contains(Spoken.command("my")));

      for (StandInGuild guild : guilds.values()) {
        String channel = requireNonNull(channels.get(guild.id())).id();
        assertThat(deliver(desk, new Address.Channel("discord", channel)))
            .isInstanceOf(Delivery.Delivered.class);
      }
      assertThat(deliver(desk, new Address.Person("discord", "43")))
          .isInstanceOf(Delivery.Delivered.class);
      assertThat(discord.gateway().identifies()).isEqualTo(2);
    }
  }

  @Test
  void shardsLogInAtThePaceThatDiscordAllows() {
    discord.gateway().adviseShards(2, 1);
    try (Desk desk = complete(new Desk(discord))) {
      assertThat(desk.connection.connected().orElseThrow().getShardsTotal()).isEqualTo(2);
    }
  }

  private StandInGuild on(int shard) {
    return requireNonNull(guilds.get(shard));
  }

  private Desk complete(Desk desk) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                discord.gateway().connectedShards() == 2
                    && "CONNECTED".equals(desk.health.health().getDetails().get("gateway")));
    discord.awaitCommand("desk");
    return desk;
  }

  private static Delivery deliver(Desk desk, Address to) {
    return desk.platform.deliver(new Outbound("1", to, new Reply.Text("hello"), null, null));
  }

  private static int shardOf(StandInGuild guild) {
    return (int) ((Long.parseLong(guild.id()) >>> 22) % 2);
  }
}
