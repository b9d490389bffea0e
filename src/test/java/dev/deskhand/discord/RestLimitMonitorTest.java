package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.connection.RestLimitMonitor;
import dev.deskhand.discord.standin.DiscordError;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.health.contributor.Status;

/** Discord's limits are seen, and the desk stays far from those that ban it. */
@Execution(ExecutionMode.CONCURRENT)
class RestLimitMonitorTest {

  private static final String MESSAGES = "/channels/{channel_id}/messages";

  private DiscordStandIn discord;
  private Desk desk;

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    desk = new Desk(discord).ready();
    discord.awaitCommand("desk");
  }

  @AfterEach
  void end() {
    desk.close();
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void aGlobalLimitIsKeptAndShown() {
    discord.faults().next(1, "POST", MESSAGES, new Fault.GloballyLimited(Duration.ofSeconds(1)));

    assertThat(say("one")).isInstanceOf(Delivery.Delivered.class);
    assertThat(health("limited")).isEqualTo("DISCORD");
    assertThat(desk.meters.get("deskhand.discord.limits").tag("kind", "global").counter().count())
        .isEqualTo(1);
    assertThat(desk.health.health().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aBanByCloudflareIsShownAndNothingIsAskedUntilItEnds() {
    discord.faults().next(1, "POST", MESSAGES, new Fault.CloudflareLimited(Duration.ofMinutes(2)));
    assertThat(say("one")).isInstanceOf(Delivery.Retry.class);
    int asked = discord.requests().size();

    assertThat(say("two"))
        .isInstanceOfSatisfying(
            Delivery.Retry.class,
            later ->
                assertThat(later.after()).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(2)));
    assertThat(discord.requests()).hasSize(asked);
    assertThat(desk.health.health().getStatus()).isEqualTo(Status.DOWN);
    assertThat(health("limited")).isEqualTo("CLOUDFLARE");
    assertThat(desk.health.health().getDetails()).containsKey("limitedUntil");
  }

  @Test
  void refusalsAreCountedAndTooManyOfThemMakeTheDeskAskLess() {
    discord
        .faults()
        .next(
            RestLimitMonitor.TOO_MANY,
            "POST",
            MESSAGES,
            new Fault.Refused(DiscordError.MISSING_PERMISSIONS));
    for (int i = 0; i < RestLimitMonitor.TOO_MANY; i++) {
      assertThat(say("words " + i)).isInstanceOf(Delivery.Rejected.class);
    }
    int asked = discord.requests().size();

    assertThat(desk.health.health().getDetails())
        .containsEntry("refusedIn10Minutes", RestLimitMonitor.TOO_MANY);
    assertThat(say("more")).isInstanceOf(Delivery.Retry.class);
    assertThat(discord.requests()).hasSize(asked);

    desk.nanos.addAndGet(Duration.ofMinutes(11).toNanos());
    assertThat(say("more")).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void aRefusedTokenIsNotUsedAgain() {
    discord.faults().next(1, "POST", MESSAGES, new Fault.Refused(DiscordError.UNAUTHORIZED));
    assertThat(say("one")).isInstanceOf(Delivery.Retry.class);
    int asked = discord.requests().size();

    assertThat(say("one")).isInstanceOf(Delivery.Retry.class);
    assertThat(discord.requests()).hasSize(asked);
    await().until(() -> desk.health.health().getStatus().equals(Status.DOWN));
    assertThat(desk.health.health().getDetails().toString()).contains("DISCORD_TOKEN");
  }

  private String health(String detail) {
    return String.valueOf(desk.health.health().getDetails().get(detail));
  }

  private Delivery say(String words) {
    return desk.platform.deliver(
        new Outbound(
            words,
            new Address.Channel("discord", discord.general().id()),
            new Reply.Text(words),
            null,
            null));
  }
}
