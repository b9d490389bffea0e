package dev.deskhand.discord.standin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FaultsThroughJdaTest {
  private static final String MESSAGES = "/channels/{channel_id}/messages";

  private DiscordStandIn discord;
  private RealBot bot;

  @BeforeEach
  void logIn() throws InterruptedException {
    discord = DiscordStandIn.start();
    bot = new RealBot(discord).ready();
  }

  @AfterEach
  void logOut() {
    bot.close();
    discord.close();
  }

  @Test
  void a_rate_limited_message_waits_as_long_as_it_is_told() {
    Duration wait = Duration.ofSeconds(1);
    discord.faults().next(1, "POST", MESSAGES, new Fault.BucketLimited(wait));

    general().sendMessage("patience").complete();

    List<RecordedRequest> tries = discord.requests("POST", MESSAGES);
    assertThat(tries).extracting(RecordedRequest::status).containsExactly(429, 200);
    assertThat(between(tries)).isGreaterThanOrEqualTo(wait.minusMillis(50));
  }

  @Test
  void global_and_cloudflare_limits_hold_everything_back() {
    discord.faults().next(1, "POST", MESSAGES, new Fault.GloballyLimited(Duration.ofSeconds(1)));
    general().sendMessage("one").complete();
    discord.faults().next(1, "POST", MESSAGES, new Fault.CloudflareLimited(Duration.ofSeconds(1)));
    general().sendMessage("two").complete();

    assertThat(discord.requests("POST", MESSAGES))
        .extracting(RecordedRequest::status)
        .containsExactly(429, 200, 429, 200);
  }

  @Test
  void a_bad_gateway_is_tried_again_by_the_client_itself() {
    discord.faults().next(1, "POST", MESSAGES, new Fault.ServerError(502));

    general().sendMessage("again").complete();

    assertThat(discord.requests("POST", MESSAGES))
        .extracting(RecordedRequest::status)
        .containsExactly(502, 200);
  }

  @Test
  void discords_errors_reach_the_caller() {
    discord.faults().next(1, "POST", MESSAGES, new Fault.Refused(DiscordError.MISSING_PERMISSIONS));

    assertThatThrownBy(() -> general().sendMessage("no").complete())
        .isInstanceOfSatisfying(
            ErrorResponseException.class,
            refused -> assertThat(refused.getErrorCode()).isEqualTo(50013));
    assertThat(discord.general().messages()).isEmpty();
  }

  @Test
  void a_held_request_goes_on_when_it_is_released() {
    Fault.Held held = discord.faults().hold("POST", MESSAGES);
    CompletableFuture<Message> sent = general().sendMessage("held").submit();
    held.awaitReached();
    assertThat(discord.general().messages()).isEmpty();
    assertThat(sent).isNotDone();

    held.release();

    assertThat(sent.join().getContentRaw()).isEqualTo("held");
  }

  @Test
  void a_connection_cut_before_the_request_is_acted_on_leaves_nothing() {
    discord.faults().next(4, "POST", MESSAGES, new Fault.DroppedBefore());

    assertThatThrownBy(() -> general().sendMessage("lost").complete())
        .isInstanceOf(ErrorResponseException.class);
    assertThat(discord.general().messages()).isEmpty();
  }

  /** The HTTP client under JDA sends a request again on its own: only a nonce keeps it single. */
  @Test
  void a_connection_cut_after_the_request_leaves_the_message_and_an_unknowing_client() {
    discord.faults().next(4, "POST", MESSAGES, new Fault.DroppedAfter());

    assertThatThrownBy(() -> general().sendMessage("lost?").setNonce("n1").complete())
        .isInstanceOf(ErrorResponseException.class);
    assertThat(discord.general().messages()).hasSize(1);
  }

  private static Duration between(List<RecordedRequest> requests) {
    Instant first = requests.getFirst().receivedAt();
    return Duration.between(first, requests.getLast().receivedAt());
  }

  private TextChannel general() {
    return requireNonNull(bot.jda().getTextChannelById(discord.general().id()));
  }
}
