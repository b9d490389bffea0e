package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.delivery.DiscordPlatform;
import dev.deskhand.discord.standin.DiscordError;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.Fault;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.entities.channel.attribute.IPostContainer;
import net.dv8tion.jda.api.utils.TimeUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.CONCURRENT)
class DiscordPlatformTest {

  private static final String MESSAGES = "/channels/{channel_id}/messages";
  private static final String MESSAGE = "/channels/{channel_id}/messages/{message_id}";

  private DiscordStandIn discord;
  private Desk desk;

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    desk = new Desk(discord).ready();
  }

  @AfterEach
  void end() {
    desk.close();
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void aCardIsPostedAndEditedInPlace() {
    MessageRef card =
        delivered(
            deliver(
                "1",
                new Reply.Text("new", List.of(), List.of(Action.of("Take", "take INC-1"))),
                null,
                null));
    assertThat(discord.message(card.message()).orElseThrow().buttons()).containsExactly("Take");

    assertThat(delivered(deliver("2", new Reply.Text("taken"), card, null))).isEqualTo(card);
    StandInMessage now = discord.message(card.message()).orElseThrow();
    assertThat(now.text()).isEqualTo("taken");
    assertThat(now.buttons()).isEmpty();
    assertThat(discord.general().botMessages()).hasSize(1);
  }

  @Test
  void whatBelongsToACardIsPostedInItsThreadWhichIsMadeOnce() {
    MessageRef card = delivered(deliver("1", new Reply.Text("card"), null, null));
    MessageRef first = delivered(deliver("2", new Reply.Text("one"), null, card));
    MessageRef second = delivered(deliver("3", new Reply.Text("two"), null, card));

    assertThat(discord.general().threads()).hasSize(1);
    StandInChannel thread = discord.general().threads().getFirst();
    assertThat(thread.id()).isEqualTo(card.message());
    assertThat(thread.botMessages()).extracting(StandInMessage::content).contains("one", "two");
    assertThat(first.channel()).isEqualTo(second.channel()).isEqualTo(thread.id());
  }

  @Test
  void aPersonIsWrittenToDirectly() {
    DiscordPerson ada = discord.member("42", "Ada");
    assertThat(to(new Address.Person("discord", "42"), "hello"))
        .isInstanceOf(Delivery.Delivered.class);
    assertThat(to(DiscordPlatform.direct("42").address(), "again"))
        .isInstanceOf(Delivery.Delivered.class);

    assertThat(ada.directMessages().botMessages())
        .extracting(StandInMessage::content)
        .containsExactly("hello", "again");
  }

  @Test
  void closedDirectMessagesAreSetAsideWithAReason() {
    discord.member("42", "Ada").closeDirectMessages();

    assertThat(to(new Address.Person("discord", "42"), "hello"))
        .isInstanceOfSatisfying(
            Delivery.Rejected.class,
            never -> assertThat(never.reason()).contains("direct messages"));
  }

  @Test
  void aMessageWhoseOutcomeWasLostIsPostedOnce() {
    for (Fault fault : List.of(new Fault.DroppedAfter(), new Fault.DroppedBefore())) {
      String words = fault.getClass().getSimpleName();
      // both tries of the HTTP client meet it
      discord.faults().next(2, "POST", MESSAGES, fault);
      Delivery outcome = deliver(words, new Reply.Text(words), null, null);
      discord.faults().clear();
      if (!(outcome instanceof Delivery.Delivered)) {
        assertThat(outcome).isInstanceOf(Delivery.Retry.class);
        delivered(deliver(words, new Reply.Text(words), null, null));
      }
      assertThat(discord.general().botMessages().stream().filter(m -> m.content().equals(words)))
          .hasSize(1);
    }
  }

  @Test
  void whatArrivedBeforeALongAbsenceIsNotSaidAgain() {
    Instant tried = Instant.now();
    String text =
        String.join("\n", IntStream.range(0, 600).mapToObj(i -> "line " + i + " of many").toList());
    Reply card =
        new Reply.Card(
            "INC-1",
            "The beamer is dark",
            Reply.Tone.NEUTRAL,
            List.of(new Reply.Fact("Priority", "P3")),
            "It *hums*, too. ",
            List.of(),
            List.of(Action.of("Take", "take INC-1")));
    MessageRef posted = delivered(deliver("1", card, null, null));
    MessageRef under = delivered(deliver("2", new Reply.Text(text), null, posted));
    StandInChannel thread = discord.general().threads().getFirst();
    int parts = thread.botMessages().size();
    discord.forgetNonces();

    assertThat(delivered(again("1", card, null, tried))).isEqualTo(posted);
    assertThat(delivered(again("2", new Reply.Text(text), posted, tried))).isEqualTo(under);

    assertThat(discord.general().botMessages()).hasSize(1);
    assertThat(parts).isGreaterThan(1);
    assertThat(thread.botMessages()).hasSize(parts);
  }

  @Test
  void aCardThatHasChangedSinceIsFoundAgain() {
    Instant tried = Instant.now();
    DiscordPerson ada = discord.member("42", "Ada");
    Address.Person her = new Address.Person("discord", "42");
    Reply before = card("INC-1", "The beamer is dark");
    MessageRef posted = delivered(deliver("1", before, null, null));
    MessageRef told = delivered(desk.platform.deliver(new Outbound("2", her, before, null, null)));

    // at once Discord knows it by its nonce, later the desk by its ticket
    for (int absence = 0; absence < 2; absence++) {
      Reply now = card("INC-1", "The beamer is dark, and hot " + absence);
      assertThat(delivered(again("1", now, null, tried))).isEqualTo(posted);
      assertThat(
              delivered(
                  desk.platform.deliver(
                      new Outbound("2", her, now, null, null, tried, "INC-1", false))))
          .isEqualTo(told);
      discord.forgetNonces();
    }
    assertThat(discord.general().botMessages()).hasSize(1);
    assertThat(ada.directMessages().botMessages()).hasSize(1);

    assertThat(delivered(again("3", card("INC-11", "The beamer is dark"), null, tried)))
        .isNotEqualTo(posted);
    assertThat(discord.general().botMessages()).hasSize(2);
  }

  @Test
  void aCardThatAnswersACommandIsNotTakenForTheCardOfItsTicket() {
    Instant tried = Instant.now();
    Reply card = card("INC-1", "The beamer is dark");
    DiscordPerson ada = discord.member("42", "Ada");
    discord.awaitCommand("manage");
    desk.answer = (origin, command) -> List.of(card);
    ada.inDirectMessages().slash("desk", "show", Map.of("key", "INC-1")).awaitMessage();
    assertThat(ada.directMessages().botMessages()).hasSize(1);

    desk.platform.deliver(
        new Outbound(
            "1", new Address.Person("discord", ada.id()), card, null, null, tried, "INC-1", false));

    assertThat(ada.directMessages().botMessages()).hasSize(2);
  }

  private static Reply card(String key, String title) {
    return new Reply.Card(
        key, title, Reply.Tone.NEUTRAL, List.of(), "It hums.", List.of(), List.of());
  }

  @Test
  void theSameWordsOfBeforeTheAttemptAreAnotherMessage() {
    MessageRef earlier = delivered(deliver("1", new Reply.Text("Done."), null, null));
    Instant tried =
        TimeUtil.getTimeCreated(Long.parseLong(earlier.message())).toInstant().plusMillis(1);

    assertThat(delivered(again("2", new Reply.Text("Done."), null, tried))).isNotEqualTo(earlier);

    assertThat(discord.general().botMessages()).hasSize(2);
  }

  @Test
  void whereTheDeskMayNotReadWhatItSaidItSaysItAgain() {
    Instant tried = Instant.now();
    discord.faults().next(1, "GET", MESSAGES, new Fault.Refused(DiscordError.MISSING_PERMISSIONS));

    delivered(again("1", new Reply.Text("hello"), null, tried));

    assertThat(discord.general().botMessages()).hasSize(1);
  }

  @Test
  void aLongPostOfAForumThatFailsHalfwayIsGoneOnWith() {
    StandInChannel forum = discord.guild().forum("forum");
    Instant tried = Instant.now();
    String text =
        String.join("\n", IntStream.range(0, 600).mapToObj(i -> "line " + i + " of many").toList());
    Address.Channel there = new Address.Channel("discord", forum.id());
    await()
        .until(
            () ->
                desk.connection
                        .connected()
                        .orElseThrow()
                        .getChannelById(IPostContainer.class, forum.id())
                    != null);
    discord
        .faults()
        .next(
            1,
            request ->
                request.isTo("POST", MESSAGES) && request.body().toString().contains("line 200 "),
            new Fault.ServerError(500));
    assertThat(desk.platform.deliver(new Outbound("1", there, new Reply.Text(text), null, null)))
        .isInstanceOf(Delivery.Retry.class);

    delivered(
        desk.platform.deliver(new Outbound("1", there, new Reply.Text(text), null, null, tried)));

    assertThat(forum.threads()).hasSize(1);
    assertThat(
            String.join(
                "\n",
                forum.threads().getFirst().botMessages().stream()
                    .map(StandInMessage::content)
                    .toList()))
        .isEqualTo(text);
  }

  @Test
  void aLongTextThatFailsHalfwayIsGoneOnWithInOrder() {
    String text =
        String.join("\n", IntStream.range(0, 600).mapToObj(i -> "line " + i + " of many").toList());
    discord
        .faults()
        .next(
            1,
            request ->
                request.isTo("POST", MESSAGES) && request.body().toString().contains("line 200 "),
            new Fault.ServerError(500));
    assertThat(deliver("7", new Reply.Text(text), null, null)).isInstanceOf(Delivery.Retry.class);
    delivered(deliver("7", new Reply.Text(text), null, null));

    assertThat(
            String.join(
                "\n",
                discord.general().botMessages().stream().map(StandInMessage::content).toList()))
        .isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_CHANNEL, Rejected",
    "MISSING_ACCESS, Rejected",
    "MISSING_PERMISSIONS, Rejected",
    "UNAUTHORIZED, Retry",
  })
  void eachRefusalOfAPostHasItsConsequence(DiscordError error, String outcome) {
    discord.faults().next(1, "POST", MESSAGES, new Fault.Refused(error));

    Delivery delivery = deliver("1", new Reply.Text("hello"), null, null);

    assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
    if (delivery instanceof Delivery.Retry later) {
      assertThat(later.after()).as("due as soon as Discord lets the desk in").isNull();
    }
    assertThat(discord.requests("POST", MESSAGES)).hasSize(1);
  }

  @Test
  void aDeletedCardIsGone() {
    MessageRef card = delivered(deliver("1", new Reply.Text("card"), null, null));
    discord.faults().next(1, "PATCH", MESSAGE, new Fault.Refused(DiscordError.UNKNOWN_MESSAGE));

    assertThat(deliver("2", new Reply.Text("changed"), card, null))
        .isInstanceOf(Delivery.TargetGone.class);
  }

  @Test
  void aChannelThatIsNotThereIsSetAsideWithAReason() {
    assertThat(to(new Address.Channel("discord", "123"), "hello"))
        .isInstanceOfSatisfying(
            Delivery.Rejected.class, never -> assertThat(never.reason()).contains("discord:123"));
  }

  private Delivery deliver(
      String id, Reply reply, @Nullable MessageRef edits, @Nullable MessageRef under) {
    return desk.platform.deliver(
        new Outbound(
            id, new Address.Channel("discord", discord.general().id()), reply, edits, under));
  }

  private Delivery again(String id, Reply reply, @Nullable MessageRef under, Instant tried) {
    return desk.platform.deliver(
        new Outbound(
            id,
            new Address.Channel("discord", discord.general().id()),
            reply,
            null,
            under,
            tried,
            reply instanceof Reply.Card card ? card.key() : null,
            false));
  }

  private Delivery to(Address to, String words) {
    return desk.platform.deliver(new Outbound("1", to, new Reply.Text(words), null, null));
  }

  private static MessageRef delivered(Delivery delivery) {
    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    return ((Delivery.Delivered) delivery).message();
  }
}
