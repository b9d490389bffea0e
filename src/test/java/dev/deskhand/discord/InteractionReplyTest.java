package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.standin.Complaint;
import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.language.Command;
import dev.deskhand.testing.Patience;
import dev.deskhand.testing.Spoken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Execution(ExecutionMode.CONCURRENT)
class InteractionReplyTest {

  private static final Map<String, String> DECLARE =
      Map.of("service", "VPN", "severity", "down", "text", "no tunnel");

  private DiscordStandIn discord;
  private Desk desk;
  private DiscordPerson ada;
  private String expected = "none";
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
    assertThat(discord.complaints()).extracting(Complaint::what).allMatch(expected::equals);
    assertThat(discord.notifying()).isEmpty();
  }

  @Test
  void optionsBecomeACommandWithoutBeingReadAsWords() {
    discord.member("43", "Grace");
    String text = "\"quoted\" service:VPN impact:high";
    ada.slash("desk", "report", Map.of("text", text, "for", "43", "urgency", "low")).awaitMessage();

    assertThat(desk.commands)
        .containsExactly(
            Spoken.submitted("report", Map.of("text", text, "urgency", "low", "for", "@43")));
    assertThat(desk.origins.getFirst().sender().name()).isEqualTo("Ada");
    assertThat(desk.origins.getFirst().answering()).isEqualTo(Origin.ReplyRoute.IN_PLACE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLateAnswerIsDeferredAsPrivateAsItsCommandIs(boolean hidden) {
    desk.answer =
        (origin, command) -> {
          await().pollInterval(Duration.ofMillis(20)).until(() -> slow.getCount() == 0);
          return List.of(new Reply.Text("at last"), new Reply.Text("and more"));
        };
    DiscordInteraction command =
        hidden ? ada.slash("desk", "my") : ada.slash("outage", "declare", DECLARE);

    assertThat(command.awaitAnswer())
        .isInstanceOfSatisfying(
            InteractionAnswer.Deferred.class,
            deferred -> assertThat(deferred.ephemeral()).isEqualTo(hidden));
    assertThat(command.answeredAfter()).isLessThan(Patience.AT_ONCE);
    slow.countDown();

    StandInMessage answer = command.awaitMessage();
    assertThat(answer.content()).isEqualTo("at last");
    assertThat(answer.ephemeral()).isEqualTo(hidden);
    assertThat(command.awaitFollowUp().content()).isEqualTo("and more");
    assertThat(command.awaitFollowUp().ephemeral()).isEqualTo(hidden);
  }

  @Test
  void aFormThatComesTooLateToBeOpenedIsOpenedByAButton() {
    desk.answer =
        (origin, command) -> {
          if (command instanceof Command.Ask(var name, var key, Reply.Form form)) {
            await().pollInterval(Duration.ofMillis(20)).until(() -> slow.getCount() == 0);
            return List.of(form);
          }
          return List.of(new Reply.Text("reported"));
        };
    DiscordInteraction command = ada.slash("desk", "report", Map.of("urgency", "high"));
    assertThat(command.awaitAnswer()).isInstanceOf(InteractionAnswer.Deferred.class);
    slow.countDown();

    var form = ada.press(command.awaitMessage(), "Report…").awaitModal();
    assertThat(form.field("urgency").orElseThrow().json().toString()).contains("high");
    assertThat(ada.submit(form, Map.of("text", "late")).awaitMessage().content())
        .isEqualTo("reported");
  }

  @Test
  void aFormIsWaitedForLongerThanOtherAnswers() {
    desk.answer =
        (origin, command) -> {
          await().pollInterval(Duration.ofMillis(10)).until(() -> slow.getCount() == 0);
          return command instanceof Command.Ask(var name, var key, Reply.Form form)
              ? List.of(form)
              : List.of(new Reply.Text("said"));
        };
    DiscordInteraction report = ada.slash("desk", "report");
    DiscordInteraction list = ada.slash("desk", "my");
    list.awaitAnswer();
    slow.countDown();

    assertThat(report.awaitModal().title()).isEqualTo("Report");
  }

  @Test
  void aFormThatCannotBeOpenedIsNotMetWithSilence() {
    Reply.Option endless = new Reply.Option("x".repeat(101), "too long for Discord");
    Reply.Input input =
        new Reply.Input("text", "What", Reply.InputKind.CHOICE, true, "", List.of(endless), "");
    desk.answer =
        (origin, command) ->
            List.of(new Reply.Form("f", "Report", "report", "", List.of(input), "Report"));

    assertThat(ada.slash("desk", "report").awaitMessage().text()).contains("Report");
  }

  @Test
  void aPersonWhoCannotBeIsLeftOutOfTheFormThatNamesThem() {
    Reply.Input input =
        new Reply.Input("for", "For", Reply.InputKind.PERSON, false).with("@99999999999999999999");
    desk.answer =
        (origin, command) ->
            List.of(new Reply.Form("f", "Report", "report", "", List.of(input), "Report"));

    assertThat(ada.slash("desk", "report").awaitModal().title()).isEqualTo("Report");
  }

  @Test
  void workWithoutWordsIsAnsweredToo() {
    desk.answer = (origin, command) -> List.of();

    assertThat(ada.slash("desk", "my").awaitMessage().content()).isEqualTo("Done.");
  }

  @Test
  void anErrorInOneMessageDoesNotSwallowTheNext() {
    desk.answer =
        (origin, command) -> {
          if (desk.commands.size() == 1) {
            await().pollInterval(Duration.ofMillis(20)).until(() -> slow.getCount() == 0);
            throw new StackOverflowError("too deep");
          }
          return List.of();
        };
    ada.directMessage("first");
    await().until(() -> desk.commands.size() == 1);
    ada.directMessage("second");
    // what is written later is heard later: by then the second waits for the first
    DiscordPerson bob = discord.member("43", "Bob");
    bob.directMessage("third");
    await().until(() -> desk.commands.size() == 2);
    slow.countDown();

    await().until(() -> desk.commands.size() == 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5})
  void anAnswerWhoseReceiptWasLostIsGivenOnce(int lost) {
    discord
        .faults()
        .next(lost, "POST", "/interactions/{id}/{token}/callback", new Fault.DroppedAfter());
    DiscordInteraction command = ada.slash("desk", "my");

    assertThat(command.awaitMessage().content()).isEqualTo("Understood.");
    discord.faults().clear();
    ada.slash("desk", "whoami").awaitMessage();
    assertThat(ada.directMessages().botMessages()).isEmpty();
    // the SDK may try again, since it cannot know; at last the desk asks
    expected = "a second first response";
  }

  @Test
  void aDeskInTroubleSaysSo() {
    desk.answer =
        (origin, command) -> {
          throw new IllegalStateException("no database");
        };

    assertThat(ada.slash("desk", "my").awaitMessage().content()).contains("out of order");
    ada.directMessage("my laptop burns");
    ada.directMessages().awaitBotMessage("out of order");
  }

  @Test
  void wordsAreNotTakenInWhenDiscordDoesNotSayWhatTheyAnswer() {
    Reply card = new Reply.Text("your ticket");
    desk.platform.deliver(
        new Outbound("1", new Address.Person("discord", ada.id()), card, null, null));
    StandInMessage first =
        ada.reply(ada.directMessages().awaitBotMessage("your ticket"), "it is worse");
    await().until(() -> desk.commands.size() == 1);
    discord
        .faults()
        .next(1, "GET", "/channels/{channel_id}/messages/{message_id}", new Fault.ServerError(500));
    ada.reply(first, "and worse");

    ada.directMessages().awaitBotMessage("send it again");
    assertThat(desk.commands).hasSize(1);
  }

  @Test
  void anotherServerIsToldThatItIsNotServed() {
    var elsewhere = discord.anotherGuild("Elsewhere");
    DiscordPerson eve = elsewhere.member("66", "Eve");
    StandInChannel there = elsewhere.textChannel("there");
    DiscordInteraction pressed = eve.component(eve.message(there, "old"), "a1|my", 2, List.of());

    assertThat(pressed.awaitMessage().content()).contains("another Discord server");
    assertThat(pressed.awaitMessage().ephemeral()).isTrue();
    eve.mention(there, "report let me in");
    eve.directMessage("report let me in");
    eve.directMessages().awaitBotMessage("not in it");
    assertThat(desk.commands).isEmpty();
  }

  @Test
  void wordsReachTheDeskAsTheyWereSaid() {
    ada.mention(discord.general(), "report for <@!43> and <@44> it is broken");
    await().until(() -> desk.commands.size() == 1);

    assertThat(desk.commands.getFirst())
        .extracting(Spoken::shown)
        .isEqualTo("report[text=for @43 and @44 it is broken]");
    assertThat(desk.origins.getFirst().place().channel()).isEqualTo(discord.general().id());
    assertThat(desk.origins.getFirst().answering()).isEqualTo(Origin.ReplyRoute.POSTED);
  }
}
