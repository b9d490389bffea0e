package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.language.Command;
import dev.deskhand.testing.Spoken;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Context menus, the reaction that reports, and completions. */
@Execution(ExecutionMode.CONCURRENT)
class ContextMenuHandlerTest {

  private DiscordStandIn discord;
  private Desk desk;
  private DiscordPerson ada;
  private DiscordPerson bob;

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada");
    bob = discord.member("43", "Bob");
    desk = new Desk(discord, discord.token(), discord.guild().id()).ready();
    desk.answer =
        (origin, command) ->
            List.of(
                command instanceof Command.Ask(var name, var key, Reply.Form form)
                    ? form
                    : new Reply.Text("Understood."));
    discord.awaitCommand("manage");
  }

  @AfterEach
  void end() {
    desk.close();
    discord.close();
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void aMessageIsReportedForWhoWroteItThroughAFormThatHoldsIt() {
    StandInMessage said = bob.message(discord.general(), "The **beamer** is dark <@42>");
    StandInModal form = ada.contextMenu("Report this message", said).awaitModal();

    assertThat(form.field("text").orElseThrow().prefilled())
        .startsWith("The **beamer** is dark @42\n\nhttps://discord.com/channels/")
        .endsWith("/" + said.id());
    assertThat(desk.origins.getFirst().mentioned()).containsExactly(sender(bob));
    assertThat(form.field("for").orElseThrow().json().toString()).contains("\"43\"");

    ada.submit(form, Map.of("for", "43")).awaitMessage();
    assertThat(desk.commands.getLast())
        .extracting(Spoken::shown)
        .asString()
        .startsWith("report[text=The **beamer** is dark")
        .contains(", onBehalfOf=@43");
    assertThat(desk.origins.getLast().mentioned()).containsExactly(sender(bob));
  }

  @Test
  void ownAndBotsMessagesAreReportedForWhoeverReportsThem() {
    StandInMessage own = ada.message(discord.general(), "My screen flickers");
    StandInModal form = ada.contextMenu("Report this message", own).awaitModal();

    assertThat(form.field("for").orElseThrow().json().toString()).doesNotContain("default_values");
    assertThat(desk.origins.getFirst().mentioned()).isEmpty();
  }

  @Test
  void aMessageOfFourThousandCharactersFitsIntoItsFormWithItsLink() {
    StandInMessage said = bob.message(discord.general(), "x".repeat(4_000));
    StandInModal form = ada.contextMenu("Report this message", said).awaitModal();

    assertThat(form.field("text").orElseThrow().prefilled())
        .hasSizeLessThanOrEqualTo(4_000)
        .contains("x…\n\nhttps://discord.com/channels/")
        .endsWith(said.id());
  }

  @Test
  void anAgentListsTheTicketsOfAPerson() {
    StandInMessage answer = ada.contextMenu("Tickets of this person", bob).awaitMessage();

    assertThat(answer.ephemeral()).isTrue();
    assertThat(desk.commands).containsExactly(Spoken.command("tickets @43"));
    assertThat(desk.origins.getFirst().mentioned()).containsExactly(sender(bob));
  }

  @Test
  void aReactionReportsAMessageForWhoWroteIt() {
    StandInMessage said = bob.message(discord.general(), "The beamer is dark");
    ada.react(said, "👍");
    ada.react(said, "🎫");

    await().until(() -> desk.commands.size() == 1);
    assertThat(desk.commands.getFirst())
        .extracting(Spoken::shown)
        .asString()
        .startsWith("report[text=The beamer is dark\n\nhttps://")
        .contains(", onBehalfOf=@43");
    Origin origin = desk.origins.getFirst();
    assertThat(origin.sender()).isEqualTo(sender(ada));
    assertThat(origin.mentioned()).containsExactly(sender(bob));
    assertThat(origin.answering()).isEqualTo(Origin.ReplyRoute.TO_SENDER);
    assertThat(origin.place().channel()).isEqualTo(discord.general().id());
  }

  @Test
  void whoeverReactsToTheSameMessageMeansTheSameEvent() {
    StandInMessage said = bob.message(discord.general(), "The beamer is dark");
    ada.react(said, "🎫");
    bob.react(said, "🎫");

    await().until(() -> desk.commands.size() == 2);
    assertThat(desk.origins)
        .extracting(Origin::eventId)
        .containsOnly(Origin.ONCE + "reaction:" + said.id());
  }

  @Test
  void reactionsToTheDeskItselfAndInOtherServersMeanNothing() {
    StandInMessage desks = ada.slash("outage", "declare", declared()).awaitMessage();
    desk.commands.clear();
    ada.react(desks, "🎫");
    var elsewhere = discord.anotherGuild("Elsewhere");
    DiscordPerson eve = elsewhere.member("66", "Eve");
    eve.react(eve.message(elsewhere.textChannel("there"), "burning"), "🎫");
    ada.react(ada.message(discord.general(), "after them"), "🎫");

    await().until(() -> !desk.commands.isEmpty());
    assertThat(desk.commands)
        .singleElement()
        .extracting(Spoken::shown)
        .asString()
        .startsWith("report[text=after them");
  }

  @Test
  void aMessageThatCannotBeReadIsNotReportedAndWhoReactedIsTold() {
    StandInMessage empty = bob.message(discord.general(), "");
    ada.react(empty, "🎫");

    ada.directMessages().awaitBotMessage("cannot read that message");
    assertThat(desk.commands).isEmpty();
  }

  @Test
  void whoReactedIsToldWhichMessageTheDeskCouldNotReport() {
    StandInMessage said = bob.message(discord.general(), "The beamer is dark");
    discord
        .faults()
        .next(5, "GET", "/channels/{channel_id}/messages/{message_id}", new Fault.ServerError(500));

    ada.react(said, "🎫");

    assertThat(ada.directMessages().awaitBotMessage("has not reported this message").content())
        .contains("https://discord.com/channels/", "/" + said.id());
    assertThat(desk.commands).isEmpty();
  }

  @Test
  void theLastOfSeveralKeysIsCompleted() {
    desk.suggestions =
        typed ->
            List.of(
                new Reply.Option("INC-1", "INC-1 Beamer"),
                new Reply.Option("INC-2", "INC-2 Lamp for " + typed));

    assertThat(
            ada.complete("outage", "attach", "incidents", "INC-1, la", Map.of("key", "OUT-1"))
                .awaitChoices())
        .extracting(InteractionAnswer.Choice::value, InteractionAnswer.Choice::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("INC-1, INC-2", "INC-1, INC-2 Lamp for la"));
  }

  @Test
  void completionsThatComeTooLateAreNone() {
    java.util.concurrent.CountDownLatch slow = new java.util.concurrent.CountDownLatch(1);
    desk.suggestions =
        typed -> {
          try {
            slow.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return List.of(new Reply.Option("INC-1", "INC-1"));
        };
    try {
      assertThat(ada.complete("desk", "show", "key", "x", Map.of()).awaitChoices()).isEmpty();
    } finally {
      slow.countDown();
    }
  }

  private static Map<String, String> declared() {
    return Map.of("service", "VPN", "severity", "down", "text", "no tunnel");
  }

  private static Sender sender(DiscordPerson person) {
    return new Sender("discord", person.id(), person.name());
  }
}
