package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Reply;
import dev.deskhand.discord.standin.DiscordError;
import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.language.Command;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Answers to which the way through their interaction is closed, since its token has run out. */
@Execution(ExecutionMode.CONCURRENT)
class LostAnswersTest {

  private DiscordStandIn discord;
  private Desk desk;
  private DiscordPerson ada;
  private final CountDownLatch slow = new CountDownLatch(1);

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada");
    desk = new Desk(discord, discord.token(), discord.guild().id()).ready();
    discord.awaitCommand("manage");
  }

  @AfterEach
  void end() {
    slow.countDown();
    desk.close();
    discord.close();
    assertThat(discord.complaints()).isEmpty();
    assertThat(discord.notifying()).isEmpty();
  }

  @Test
  void anAnswerThatComesAfterTheTokenHasRunOutIsSentDirectly() {
    desk.answer =
        (origin, command) -> {
          await().pollInterval(Duration.ofMillis(20)).until(() -> slow.getCount() == 0);
          return List.of(new Reply.Text("very late"));
        };
    DiscordInteraction command = ada.slash("desk", "my");
    assertThat(command.awaitAnswer()).isInstanceOf(InteractionAnswer.Deferred.class);
    command.expireToken();
    slow.countDown();

    ada.directMessages().awaitBotMessage("very late");
  }

  @Test
  void aTokenThatHasRunOutByTheDesksClockIsNotUsed() {
    desk.answer =
        (origin, command) -> {
          await().pollInterval(Duration.ofMillis(20)).until(() -> slow.getCount() == 0);
          return List.of(new Reply.Text("very late"));
        };
    DiscordInteraction command = ada.slash("desk", "my");
    assertThat(command.awaitAnswer()).isInstanceOf(InteractionAnswer.Deferred.class);
    desk.clock.moveOn(Duration.ofMinutes(15));
    slow.countDown();

    ada.directMessages().awaitBotMessage("very late");
    assertThat(discord.requests("PATCH", "/webhooks/{id}/{token}/messages/@original")).isEmpty();
  }

  @Test
  void whatIsLeftToSayWhenTheTokenRunsOutIsSentDirectly() {
    Fault.Held held = discord.faults().hold("PATCH", "/webhooks/{id}/{token}/messages/@original");
    desk.answer =
        (origin, command) -> {
          await().pollInterval(Duration.ofMillis(20)).until(() -> slow.getCount() == 0);
          return List.of(new Reply.Text("in time"), new Reply.Text("too late"));
        };
    DiscordInteraction command = ada.slash("desk", "my");
    assertThat(command.awaitAnswer()).isInstanceOf(InteractionAnswer.Deferred.class);
    slow.countDown();
    held.awaitReached();
    desk.clock.moveOn(Duration.ofMinutes(15));
    held.release();

    assertThat(command.awaitMessage().content()).isEqualTo("in time");
    ada.directMessages().awaitBotMessage("too late");
    assertThat(discord.requests("POST", "/webhooks/{id}/{token}")).isEmpty();
    assertThat(command.refusals()).isEmpty();
  }

  @Test
  void aFormThatDiscordNoLongerTakesIsOfferedDirectly() {
    desk.answer =
        (origin, command) ->
            command instanceof Command.Ask(var name, var key, Reply.Form form)
                ? List.of(form)
                : List.of(new Reply.Text("reported"));
    discord
        .faults()
        .next(
            1,
            "POST",
            "/interactions/{id}/{token}/callback",
            new Fault.Refused(DiscordError.UNKNOWN_INTERACTION));
    ada.slash("desk", "report");

    StandInMessage offer =
        ada.directMessages().awaitBotMessage(message -> message.buttons().contains("Report…"));
    assertThat(ada.inDirectMessages().press(offer, "Report…").awaitModal().title())
        .isEqualTo("Report");
  }

  @Test
  void anAnswerThatDiscordNoLongerTakesIsSentDirectly() {
    discord
        .faults()
        .next(
            1,
            "POST",
            "/interactions/{id}/{token}/callback",
            new Fault.Refused(DiscordError.UNKNOWN_INTERACTION));
    ada.slash("desk", "my");

    ada.directMessages().awaitBotMessage("Understood.");
  }
}
