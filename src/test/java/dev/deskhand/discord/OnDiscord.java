package dev.deskhand.discord;

import static org.awaitility.Awaitility.await;

import dev.deskhand.discord.gateway.DiscordConnection;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInGuild;
import dev.deskhand.testing.SharedDesk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A desk that is connected to a Discord stand-in, which all tests with this interface share. Since
 * the desk's numbers begin anew in each test and the stand-in's messages stay, each test says words
 * of its own.
 */
@SharedDesk
@ResourceLock(OnDiscord.DESK)
interface OnDiscord {

  /** Tests of this desk run one after another. */
  String DESK = "the desk on Discord";

  /** The id of the person who is an admin from the start. */
  String ADMIN = "900";

  DiscordStandIn DISCORD = DiscordStandIn.start();

  StandInChannel TRIAGE = DISCORD.guild().textChannel("triage");

  StandInChannel STATUS = DISCORD.guild().textChannel("status");

  /** Whoever has this role is an agent. */
  StandInGuild.Role AGENTS = DISCORD.guild().role("Agents");

  @DynamicPropertySource
  static void connect(DynamicPropertyRegistry properties) {
    properties.add("DISCORD_TOKEN", DISCORD::token);
    properties.add("DISCORD_API_URL", DISCORD::restUrl);
    properties.add("DISCORD_GATEWAY_URL", DISCORD::gatewayUrl);
    properties.add("DISCORD_GUILD_ID", () -> DISCORD.guild().id());
    properties.add("DESKHAND_ADMINS", () -> "discord:" + ADMIN);
    properties.add("DESKHAND_DISCORD_ROLES", () -> AGENTS.id() + ":agent");
    properties.add("DESKHAND_TRIAGE_CHANNELS", () -> "discord:" + TRIAGE.id());
    properties.add("DESKHAND_STATUS_CHANNELS", () -> "discord:" + STATUS.id());
  }

  /** A desk that rested while tests of another one ran logs in again. */
  @BeforeEach
  default void loggedIn(@Autowired DiscordConnection connection) {
    await().until(() -> connection.connected().isPresent());
    DISCORD.gateway().awaitConnected();
    DISCORD.awaitCommand("manage");
  }
}
