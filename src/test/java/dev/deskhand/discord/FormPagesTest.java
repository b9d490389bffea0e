package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Reply;
import dev.deskhand.chat.Sender;
import dev.deskhand.discord.standin.DiscordInteraction;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.InteractionAnswer;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.discord.standin.StandInModal;
import dev.deskhand.language.Command;
import dev.deskhand.testing.Patience;
import dev.deskhand.testing.Spoken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A form of more questions than a modal holds. */
@Execution(ExecutionMode.CONCURRENT)
class FormPagesTest {

  private static final Map<String, String> LAPTOP = Map.of("item", "laptop");

  private DiscordStandIn discord;
  private Desk desk;
  private DiscordPerson ada;

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada");
    desk = new Desk(discord, discord.token(), discord.guild().id()).ready();
    discord.awaitCommand("manage");
    answerWithTwelveQuestions(desk);
  }

  @AfterEach
  void end() {
    desk.close();
    discord.close();
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void itsPagesFollowEachOtherAndEverythingEnteredIsSentAtTheEnd() {
    StandInModal first = ada.slash("desk", "request", LAPTOP).awaitModal();
    assertThat(first.title()).isEqualTo("Laptop (1 of 3)");
    assertThat(first.fields()).hasSize(5);

    StandInMessage goOn = ada.submit(first, Map.of("f0", "zero", "f1", "one")).awaitMessage();
    assertThat(goOn.ephemeral()).isTrue();
    assertThat(goOn.buttons()).containsExactly("Next (2 of 3)…", "Back (1 of 3)…");

    StandInModal second = ada.press(goOn, "Next (2 of 3)…").awaitModal();
    StandInMessage further = ada.submit(second, Map.of("f5", "five")).awaitMessage();
    assertThat(further.id())
        .as("the same message, so that they do not pile up")
        .isEqualTo(goOn.id());
    assertThat(further.buttons()).containsExactly("Next (3 of 3)…", "Back (2 of 3)…");

    StandInModal third = ada.press(further, "Next (3 of 3)…").awaitModal();
    assertThat(third.fields()).hasSize(2);
    assertThat(desk.commands).hasSize(1);
    assertThat(ada.submit(third, Map.of("f11", "eleven")).awaitMessage().content())
        .isEqualTo("Asked for.");

    assertThat(desk.commands.getLast())
        .isEqualTo(
            request("laptop", Map.of("f0", "zero", "f1", "one", "f5", "five", "f11", "eleven")));
    assertThat(desk.origins.getLast().eventId()).isEqualTo("twelve");
  }

  @Test
  void aPersonWhoWasPickedOnAnEarlierPageIsMadeKnown() {
    discord.member("43", "Bob");
    List<Reply.Input> inputs = new ArrayList<>(inputs(6));
    inputs.set(0, new Reply.Input("who", "For whom", Reply.InputKind.PERSON, true));
    desk.answer =
        (origin, command) ->
            List.of(
                Spoken.shown(command).equals("request[item=laptop]")
                    ? new Reply.Form("six", "Laptop", "request laptop", "", inputs, "Ask for it")
                    : new Reply.Text("Asked for."));
    StandInModal first = ada.slash("desk", "request", LAPTOP).awaitModal();
    StandInMessage goOn = ada.submit(first, Map.of("who", "43")).awaitMessage();
    StandInModal second = ada.press(goOn, "Next (2 of 2)…").awaitModal();
    ada.submit(second, Map.of()).awaitMessage();

    assertThat(desk.commands.getLast()).isEqualTo(request("laptop", Map.of("who", "@43")));
    assertThat(desk.origins.getLast().mentioned())
        .containsExactly(new Sender("discord", "43", "Bob"));
  }

  @Test
  void askingWhoWasPickedDoesNotTakeTheTimeToAnswer() {
    List<Reply.Input> inputs = new ArrayList<>(inputs(6));
    for (int i = 0; i < 3; i++) {
      discord.member("5" + i, "Bob " + i);
      inputs.set(i, new Reply.Input("who" + i, "Whom", Reply.InputKind.PERSON, true));
    }
    CountDownLatch slow = new CountDownLatch(1);
    desk.answer =
        (origin, command) -> {
          if (Spoken.shown(command).equals("request[item=laptop]")) {
            return List.of(
                new Reply.Form("slow", "Laptop", "request laptop", "", inputs, "Ask for it"));
          }
          await().pollInterval(Duration.ofMillis(20)).until(() -> slow.getCount() == 0);
          return List.of(new Reply.Text("Asked for."));
        };
    StandInModal first = ada.slash("desk", "request", LAPTOP).awaitModal();
    StandInMessage goOn =
        ada.submit(first, Map.of("who0", "50", "who1", "51", "who2", "52")).awaitMessage();
    StandInModal second = ada.press(goOn, "Next (2 of 2)…").awaitModal();
    discord
        .faults()
        .next(
            3,
            "GET",
            "/guilds/{guild_id}/members/{user_id}",
            new Fault.Delayed(Duration.ofSeconds(1)));
    DiscordInteraction sent = ada.submit(second, Map.of());

    assertThat(sent.awaitAnswer()).isInstanceOf(InteractionAnswer.Deferred.class);
    assertThat(sent.answeredAfter()).isLessThan(Patience.AT_ONCE);
    slow.countDown();
    assertThat(sent.awaitMessage().content()).isEqualTo("Asked for.");
  }

  @Test
  void aPageThatIsOpenedAgainHoldsWhatWasEntered() {
    StandInModal first = ada.slash("desk", "request", LAPTOP).awaitModal();
    StandInMessage goOn = ada.submit(first, Map.of("f0", "zero")).awaitMessage();

    StandInModal again = ada.press(goOn, "Back (1 of 3)…").awaitModal();
    assertThat(again.field("f0").orElseThrow().prefilled()).isEqualTo("zero");
  }

  @Test
  void anotherCopyOfTheDeskGoesOnWithIt() {
    StandInModal first = ada.slash("desk", "request", LAPTOP).awaitModal();
    StandInMessage goOn = ada.submit(first, Map.of("f0", "zero")).awaitMessage();
    desk.close();
    desk = new Desk(discord, discord.token(), discord.guild().id(), desk.kept).ready();
    answerWithTwelveQuestions(desk);

    StandInModal second = ada.press(goOn, "Next (2 of 3)…").awaitModal();
    StandInMessage further = ada.submit(second, Map.of("f5", "five")).awaitMessage();
    StandInModal third = ada.press(further, "Next (3 of 3)…").awaitModal();
    ada.submit(third, Map.of()).awaitMessage();

    assertThat(desk.commands)
        .containsExactly(request("laptop", Map.of("f0", "zero", "f5", "five")));
  }

  @Test
  void discordTakesEachPageOfTheLargestForm() {
    String endless = "👩‍👩‍👧‍👦 **x** ``` <@1> ".repeat(400);
    List<Reply.InputKind> kinds = List.of(Reply.InputKind.values());
    List<Reply.Input> inputs =
        IntStream.range(0, 25)
            .mapToObj(i -> largest(i, kinds.get(i % kinds.size()), endless))
            .toList();
    desk.answer =
        (origin, command) ->
            List.of(new Reply.Form("large", endless, "request laptop", endless, inputs, endless));

    StandInModal page = ada.slash("desk", "request", LAPTOP).awaitModal();
    for (int next = 2; next <= 5; next++) {
      String label = "Next (" + next + " of 5)…";
      page = ada.press(ada.submit(page, Map.of()).awaitMessage(), label).awaitModal();
    }
    assertThat(page.title()).endsWith("… (5 of 5)");
  }

  private static Reply.Input largest(int number, Reply.InputKind kind, String endless) {
    List<Reply.Option> options =
        kind == Reply.InputKind.CHOICE
            ? IntStream.range(0, number < 10 ? 25 : 40)
                .mapToObj(i -> new Reply.Option("o" + i, i + endless))
                .toList()
            : List.of();
    String value =
        switch (kind) {
          case LINE, PARAGRAPH, PERSON_OR_TEAM -> endless;
          case CHOICE -> "o3";
          case PERSON -> "@42";
          case DATE -> "2026-03-31";
          case NUMBER -> "7";
        };
    return new Reply.Input("f" + number, endless, kind, true, endless, options, value);
  }

  @Test
  void aFormThatWasForgottenIsSaidToBe() {
    StandInModal first = ada.slash("desk", "request", LAPTOP).awaitModal();
    StandInMessage goOn = ada.submit(first, Map.of("f0", "zero")).awaitMessage();
    desk.kept.forget("twelve");

    StandInMessage answer = ada.press(goOn, "Next (2 of 3)…").awaitMessage();
    assertThat(answer.content()).contains("no longer works here");
    assertThat(answer.ephemeral()).isTrue();
    DiscordInteraction sent = ada.submit(first, Map.of("f0", "zero"));
    assertThat(sent.awaitMessage().content()).contains("no longer works here");
  }

  @Test
  void aFormWhoseCommandIsLongerThanAnIdIsKeptWithItsCommand() {
    String words = "request " + "long-name-".repeat(12);
    desk.answer =
        (origin, command) ->
            List.of(
                Spoken.is(command, "request")
                    ? new Reply.Text("Asked for.")
                    : new Reply.Form("long", "Long", words, "", inputs(1), "Ask"));
    StandInModal form = ada.slash("desk", "catalog").awaitModal();

    assertThat(ada.submit(form, Map.of("f0", "x")).awaitMessage().content())
        .isEqualTo("Asked for.");
    assertThat(desk.commands.getLast())
        .isEqualTo(request("long-name-".repeat(12), Map.of("f0", "x")));
  }

  private static Command request(String item, Map<String, String> fields) {
    return Spoken.submitted("request " + item, fields);
  }

  private static void answerWithTwelveQuestions(Desk desk) {
    desk.answer =
        (origin, command) ->
            List.of(
                Spoken.shown(command).equals("request[item=laptop]")
                    ? new Reply.Form(
                        "twelve", "Laptop", "request laptop", "A laptop.", inputs(12), "Ask for it")
                    : new Reply.Text("Asked for."));
  }

  private static List<Reply.Input> inputs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Reply.Input("f" + i, "Question " + i, Reply.InputKind.LINE, false))
        .toList();
  }
}
