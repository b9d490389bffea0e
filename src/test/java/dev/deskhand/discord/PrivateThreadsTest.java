package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.standin.DiscordError;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInGuild;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.language.Command;
import java.time.Instant;
import java.util.List;
import net.dv8tion.jda.api.Permission;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Who takes no direct messages is served in a private thread of the channel where they reported.
 */
@Execution(ExecutionMode.CONCURRENT)
class PrivateThreadsTest {

  private static final String MESSAGES = "/channels/{channel_id}/messages";
  private static final String MEMBER = "/channels/{channel_id}/thread-members/{user_id}";

  private DiscordStandIn discord;
  private Desk desk;
  private StandInChannel general;
  private DiscordPerson ada;
  private int number;
  private final ShownCards cards = new ShownCards();

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    general = discord.general();
    ada = discord.member("42", "Ada");
    ada.closeDirectMessages();
    desk = new Desk(discord).ready();
  }

  @AfterEach
  void end() {
    desk.close();
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void theCardStandsInAPrivateThreadOfTheirOwnAndIsEditedThere() {
    MessageRef card = delivered(deliver(card("new"), null, null));
    StandInChannel thread = general.threads().getFirst();
    assertThat(thread.kind()).isEqualTo(StandInChannel.Kind.PRIVATE_THREAD);
    assertThat(thread.name()).isEqualTo("INC-7 The lift beeps");
    assertThat(thread.invitable()).isFalse();
    assertThat(thread.threadMembers()).containsExactlyInAnyOrder("42", discord.botId());
    assertThat(thread.isSeenBy(discord.member("43", "Ben"))).isFalse();
    assertThat(card)
        .isEqualTo(
            new MessageRef(general.id() + "/" + thread.id(), thread.botMessages().getFirst().id()));
    assertThat(thread.botMessages().getFirst().pings()).containsExactly("42");
    assertThat(thread.botMessages().getFirst().buttons()).containsExactly("Cancel…");

    assertThat(delivered(deliver(card("new"), card, null))).isEqualTo(card);
    assertThat(delivered(deliver(card("in progress"), card, null))).isEqualTo(card);
    delivered(deliver(new Reply.Text("Sam works on it."), null, card));

    assertThat(thread.botMessages()).hasSize(2);
    StandInMessage shown = thread.botMessages().getFirst();
    assertThat(shown.text()).contains("no direct messages", "INC-7 The lift beeps", "in progress");
    assertThat(shown.buttons()).containsExactly("Cancel…");
    assertThat(thread.botMessages().getLast().text()).isEqualTo("Sam works on it.");
    assertThat(general.botMessages()).isEmpty();
    assertThat(ada.directMessages().botMessages()).isEmpty();
  }

  @Test
  void whereSomethingIsSaidFirstTheCardIsPostedBeforeIt() {
    MessageRef inDirectMessages = new MessageRef("@42", "1234567");

    assertThat(deliver(new Reply.Text("Sam wrote: hi"), null, inDirectMessages))
        .isInstanceOf(Delivery.TargetGone.class);
    MessageRef card = delivered(deliver(card("new"), null, null));
    delivered(deliver(new Reply.Text("Sam wrote: hi"), null, card));

    StandInChannel thread = general.threads().getFirst();
    assertThat(thread.name()).isEqualTo("INC-7 The lift beeps");
    assertThat(thread.botMessages().getFirst().text()).contains("INC-7 goes on here");
    assertThat(thread.botMessages().getLast().text()).isEqualTo("Sam wrote: hi");
  }

  @Test
  void whatBelongsUnderACardThatWasNotTakenBeforeWaitsForIt() {
    assertThat(never(deliver(ada, new Reply.Text("Sam wrote: hi"), null, null, List.of())))
        .contains("no direct messages", "no text channel");

    assertThat(deliver(new Reply.Text("Sam wrote: hi"), null, null))
        .isInstanceOf(Delivery.Retry.class);
    assertThat(general.threads().getFirst().botMessages()).isEmpty();
    MessageRef card = delivered(deliver(card("new"), null, null));
    delivered(deliver(new Reply.Text("Sam wrote: hi"), null, card));

    assertThat(general.threads())
        .singleElement()
        .satisfies(thread -> assertThat(thread.botMessages()).hasSize(2));
  }

  @Test
  void aTicketThatEndedBeforeItsCardWasShownHasOneThreadHoweverOftenThatIsTried() {
    MessageRef card = delivered(deliver(ended(), null, null));
    StandInChannel thread = general.threads().getFirst();
    await().until(thread::archived);
    awaitForgotten(thread);

    assertThat(
            delivered(
                desk.platform.deliver(
                    new Outbound(
                        "again",
                        new Address.Person("discord", "42"),
                        ended(),
                        null,
                        null,
                        Instant.now().minusSeconds(30),
                        "INC-7",
                        false))))
        .isEqualTo(card);
    assertThat(general.threads()).containsExactly(thread);
    assertThat(thread.botMessages()).hasSize(1);
    await().until(thread::archived);
  }

  @Test
  void aDeskThatWasKilledInTheMiddleGoesOnWithTheThreadThatItMade() {
    for (Fault fault : List.of(new Fault.ServerError(500), new Fault.DroppedAfter())) {
      for (String step : List.of(MEMBER, MESSAGES)) {
        String method = step.equals(MEMBER) ? "PUT" : "POST";
        DiscordPerson ben = discord.member(Integer.toString(100 + ++number), "Ben");
        ben.closeDirectMessages();
        // the post to them directly comes first, and is refused
        discord
            .faults()
            .next(
                20,
                request ->
                    request.isTo(method, step)
                        && general.threads().stream()
                            .anyMatch(thread -> request.path().contains(thread.id())),
                fault);
        Delivery cut = to(ben, card("new"), null);
        discord.faults().clear();
        if (!(cut instanceof Delivery.Delivered)) {
          assertThat(cut).as(fault + " " + step).isInstanceOf(Delivery.Retry.class);
        }
        MessageRef card = delivered(to(ben, card("new"), null));
        assertThat(delivered(to(ben, card("new"), null))).isEqualTo(card);

        List<StandInChannel> theirs =
            general.threads().stream()
                .filter(thread -> thread.threadMembers().contains(ben.id()))
                .toList();
        assertThat(theirs).as(fault + " " + step).hasSize(1);
        assertThat(theirs.getFirst().botMessages()).hasSize(1);
      }
    }
    assertThat(general.threads()).hasSize(4);
  }

  @Test
  void twoPeopleOfOneTicketHaveAThreadEach() {
    DiscordPerson ben = discord.member("43", "Ben");
    ben.closeDirectMessages();

    MessageRef adas = delivered(to(ada, card("new"), null));
    MessageRef bens = delivered(to(ben, card("new"), null));

    assertThat(adas.channel()).isNotEqualTo(bens.channel());
    assertThat(general.threads())
        .extracting(StandInChannel::threadMembers)
        .noneMatch(members -> members.size() != 2);
  }

  @Test
  void theThreadIsArchivedWithItsTicketAndOpenedWithIt() {
    MessageRef card = delivered(deliver(card("new"), null, null));
    delivered(deliver(card("new"), card, null));
    StandInChannel thread = general.threads().getFirst();

    delivered(deliver(ended(), card, null));
    assertThat(thread.archived()).isTrue();
    delivered(deliver(new Reply.Text("Sam closed it."), null, card));
    await().until(thread::archived);
    awaitForgotten(thread);
    delivered(deliver(new Reply.Text("Is all well?"), null, card));
    await().until(thread::archived);
    awaitForgotten(thread);

    delivered(deliver(card("in progress"), card, null));
    assertThat(thread.archived()).isFalse();
    delivered(deliver(new Reply.Text("Sam reopened it."), null, card));
    assertThat(thread.archived()).isFalse();
    assertThat(thread.botMessages()).hasSize(4);
    assertThat(general.threads()).hasSize(1);
  }

  @Test
  void whoeverLeavesTheThreadIsBroughtBackByWhatIsSaidToThem() {
    MessageRef card = delivered(deliver(card("new"), null, null));
    StandInChannel thread = general.threads().getFirst();
    thread.threadMembers().remove("42");

    delivered(deliver(new Reply.Text("Sam wrote: still there?"), null, card));
    assertThat(thread.threadMembers()).contains("42");
  }

  @Test
  void whatIsMissingIsSaidAndNothingIsPostedWhereOthersReadIt() {
    assertThat(never(deliverTo(List.of()))).contains("no direct messages", "no text channel");
    assertThat(never(deliverTo(List.of("@42", "123")))).contains("no text channel");
    assertThat(never(deliverTo(List.of(discord.guild().forum("ideas").id()))))
        .contains("no text channel");

    general.hideFrom(ada);
    assertThat(never(deliverTo(List.of(general.id())))).contains("they do not see #general");
    general.show();
    StandInGuild.Role guests = discord.guild().role("Guests");
    discord.guild().give(ada, "Guests");
    general.hideFrom(guests);
    awaitSaid("they do not see #general");
    StandInChannel panel = discord.guild().textChannel("help");
    await()
        .untilAsserted(
            () ->
                assertThat(deliverTo(List.of(general.id(), panel.id())))
                    .isInstanceOf(Delivery.Delivered.class));
    assertThat(panel.threads()).hasSize(1);

    for (Permission permission :
        List.of(Permission.CREATE_PRIVATE_THREADS, Permission.MESSAGE_SEND_IN_THREADS)) {
      general.denyBot(permission.getRawValue());
      awaitSaid("the desk lacks \"" + permission.getName() + "\" in #general");
    }
    general.denyBot(0);
    discord.guild().leave(ada);
    awaitSaid("they are not in the server \"Stand-in\" any more");
    assertThat(general.threads())
        .as("whether they see it by themselves is found out with a thread, which stays empty")
        .singleElement()
        .satisfies(
            thread -> {
              assertThat(thread.messages()).isEmpty();
              assertThat(thread.threadMembers()).containsExactly(discord.botId());
            });
    assertThat(general.botMessages()).isEmpty();
  }

  @Test
  void whatDiscordRefusesIsNotTriedAgain() {
    discord
        .faults()
        .next(
            1,
            "POST",
            "/channels/{channel_id}/threads",
            new Fault.Refused(DiscordError.MISSING_PERMISSIONS));
    assertThat(never(deliver(card("new"), null, null))).contains("#general 50013");

    MessageRef card = delivered(deliver(card("new"), null, null));
    discord.guild().leave(ada);
    assertThat(never(deliver(new Reply.Text("Sam wrote: hi"), null, card)))
        .contains("not in the server");
  }

  @Test
  void aThreadThatWasDeletedIsGoneAndAnotherOneIsMade() {
    MessageRef card = delivered(deliver(card("new"), null, null));
    discord.delete(general.threads().getFirst());

    await()
        .untilAsserted(
            () ->
                assertThat(deliver(card("new"), card, null))
                    .isInstanceOf(Delivery.TargetGone.class));
    MessageRef again = delivered(deliver(card("new"), null, null));
    delivered(deliver(card("new"), again, null));
    assertThat(general.threads()).hasSize(1);
  }

  @Test
  void aCardThatWasDeletedIsPostedAnewInTheSameThread() {
    MessageRef card = delivered(deliver(card("new"), null, null));
    StandInChannel thread = general.threads().getFirst();
    delivered(deliver(new Reply.Text("Sam wrote: which floor?"), null, card));
    ada.delete(thread.botMessages().getFirst());

    assertThat(deliver(card("new"), card, null)).isInstanceOf(Delivery.TargetGone.class);
    MessageRef again = delivered(deliver(card("new"), null, null));
    assertThat(again.channel()).isEqualTo(card.channel());
    delivered(deliver(card("new"), again, null));
    assertThat(thread.botMessages())
        .hasSize(2)
        .anyMatch(message -> message.text().contains("which floor?"));
  }

  @Test
  void whoTakesDirectMessagesAndWhoseTicketItIsNotHaveNoThread() {
    ada.openDirectMessages();
    delivered(deliver(card("new"), null, null));
    ada.closeDirectMessages();
    assertThat(
            never(
                desk.platform.deliver(
                    new Outbound(
                        "9", new Address.Person("discord", "42"), card("new"), null, null))))
        .contains("accepts no direct messages");
    assertThat(
            never(
                desk.platform.deliver(
                    new Outbound(
                        "10",
                        new Address.Person("discord", "42"),
                        card("new"),
                        null,
                        null,
                        null,
                        "INC-8",
                        false))))
        .contains("accepts no direct messages");
    assertThat(general.threads()).isEmpty();
  }

  @Test
  void whatIsWrittenThereIsHeardAndItsButtonsWork() {
    MessageRef card = delivered(deliver(card("new"), null, null));
    delivered(deliver(card("new"), card, null));
    StandInChannel thread = general.threads().getFirst();

    StandInMessage said = ada.message(thread, "it beeps louder");
    ada.edit(said, "it beeps much louder");
    await().until(() -> desk.commands.size() == 2);
    assertThat(desk.commands.getFirst())
        .isInstanceOfSatisfying(
            Command.ThreadMessage.class,
            talk -> assertThat(talk.text()).isEqualTo("it beeps louder"));
    assertThat(desk.origins.getFirst().place().label()).isEqualTo("discord:" + card.channel());

    StandInMessage answer = ada.press(thread.botMessages().getFirst(), "Cancel…").awaitMessage();
    assertThat(answer.text()).isEqualTo("Understood.");
  }

  private void awaitSaid(String reason) {
    await()
        .untilAsserted(
            () -> {
              Delivery delivery = deliverTo(List.of(general.id()));
              assertThat(delivery)
                  .isInstanceOfSatisfying(
                      Delivery.Rejected.class,
                      never -> assertThat(never.reason()).contains(reason));
            });
  }

  private void awaitForgotten(StandInChannel thread) {
    await()
        .until(
            () ->
                desk.connection.connected().orElseThrow().getThreadChannelById(thread.id())
                    == null);
  }

  private static Reply.Card card(String state) {
    return ShownCards.card(state, 3, false);
  }

  private static Reply.Card ended() {
    return ShownCards.card("closed", 3, true);
  }

  private Delivery deliver(Reply reply, @Nullable MessageRef edits, @Nullable MessageRef under) {
    return deliver(ada, reply, edits, under, List.of(general.id()));
  }

  private Delivery deliverTo(List<String> channels) {
    return deliver(ada, card("new"), null, null, channels);
  }

  private Delivery to(DiscordPerson person, Reply reply, @Nullable MessageRef edits) {
    return deliver(person, reply, edits, null, List.of(general.id()));
  }

  private Delivery deliver(
      DiscordPerson person,
      Reply reply,
      @Nullable MessageRef edits,
      @Nullable MessageRef under,
      List<String> channels) {
    desk.reportedIn = channels;
    return cards.noted(
        reply,
        desk.platform.deliver(
            new Outbound(
                Integer.toString(++number),
                new Address.Person("discord", person.id()),
                reply,
                edits,
                under,
                null,
                "INC-7",
                cards.ended(edits, under))));
  }

  private static MessageRef delivered(Delivery delivery) {
    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    return ((Delivery.Delivered) delivery).message();
  }

  private static String never(Delivery delivery) {
    assertThat(delivery).isInstanceOf(Delivery.Rejected.class);
    return ((Delivery.Rejected) delivery).reason();
  }
}
