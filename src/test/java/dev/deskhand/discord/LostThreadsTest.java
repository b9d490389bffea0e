package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.deskhand.discord.standin.StandInMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Cards, threads and posts that somebody deleted, locked or archived, or that Discord refuses. */
@Execution(ExecutionMode.CONCURRENT)
class LostThreadsTest {

  private static final String THREADS = "/channels/{channel_id}/messages/{message_id}/threads";
  private static final String MESSAGE = "/channels/{channel_id}/messages/{message_id}";

  private DiscordStandIn discord;
  private Desk desk;
  private StandInChannel channel;
  private StandInChannel forum;
  private int number;
  private final ShownCards cards = new ShownCards();

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
    channel = discord.general();
    forum = discord.guild().forum("tickets");
    desk = new Desk(discord).ready();
  }

  @AfterEach
  void end() {
    desk.close();
    assertThat(discord.complaints()).isEmpty();
    discord.close();
  }

  @Test
  void aCardThatWasDeletedIsGoneAndItsThreadSaysWhereTheTalkGoesOn() {
    MessageRef card = delivered(deliver(channel, card("new"), null, null));
    delivered(deliver(channel, line("Ada wrote: hello"), null, card));
    StandInChannel thread = channel.threads().getFirst();
    person().delete(discord.message(card.message()).orElseThrow());

    assertThat(deliver(channel, card("in progress"), card, null))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(thread.botMessages().getLast().text()).contains("was deleted", "new one");
    assertThat(thread.archived()).isTrue();
  }

  @Test
  void aThreadThatWasDeletedIsOpenedAnew() {
    MessageRef card = delivered(deliver(channel, card("new"), null, null));
    delivered(deliver(channel, line("Ada wrote: hello"), null, card));
    discord.delete(channel.threads().getFirst());

    delivered(deliver(channel, line("Ada wrote: again"), null, card));
    assertThat(channel.threads()).hasSize(1);
    assertThat(texts(channel.threads().getFirst())).containsExactly("Ada wrote: again");
  }

  @Test
  void whereDiscordAllowsNoSecondThreadTheCardGivesWayToANewOne() {
    MessageRef card = delivered(deliver(channel, card("new"), null, null));
    discord
        .faults()
        .next(1, "POST", THREADS, new Fault.Refused(DiscordError.THREAD_ALREADY_CREATED));

    assertThat(deliver(channel, line("Ada wrote: hello"), null, card))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(discord.message(card.message())).isEmpty();
  }

  @Test
  void aThreadThatAnAgentOpensAtTheSameMomentIsUsed() {
    MessageRef card = delivered(deliver(channel, card("new"), null, null));
    Fault.Held opening = discord.faults().hold("POST", THREADS);
    CompletableFuture<Delivery> said =
        CompletableFuture.supplyAsync(() -> deliver(channel, line("Ada wrote: hello"), null, card));
    opening.awaitReached();
    StandInChannel thread = discord.threadOf(discord.message(card.message()).orElseThrow());
    opening.release();

    assertThat(said.join())
        .isInstanceOfSatisfying(
            Delivery.Delivered.class,
            delivered -> assertThat(delivered.message().channel()).isEqualTo(thread.id()));
    assertThat(texts(thread)).containsExactly("Ada wrote: hello");
  }

  @Test
  void withoutRoomForAnotherThreadALineAnswersItsCard() {
    MessageRef card = delivered(deliver(channel, card("new"), null, null));
    discord
        .faults()
        .next(1, "POST", THREADS, new Fault.Refused(DiscordError.TOO_MANY_ACTIVE_THREADS));

    delivered(deliver(channel, line("Ada wrote: hello"), null, card));
    StandInMessage said = channel.botMessages().getLast();
    assertThat(said.text()).isEqualTo("Ada wrote: hello");
    assertThat(said.body().path("message_reference").path("message_id").asString())
        .isEqualTo(card.message());
    assertThat(channel.threads()).isEmpty();
  }

  @Test
  void withoutRoomForAnotherPostAnAdminHasToAct() {
    discord
        .faults()
        .next(
            1,
            "POST",
            "/channels/{channel_id}/threads",
            new Fault.Refused(DiscordError.TOO_MANY_ACTIVE_THREADS));

    assertThat(deliver(forum, card("new"), null, null))
        .isInstanceOfSatisfying(
            Delivery.Rejected.class,
            never -> assertThat(never.reason()).contains("no more active threads"));
  }

  @Test
  void aPostThatWasArchivedAMomentAgoIsOpenedForTheEditOfItsCard() {
    MessageRef card = delivered(deliver(forum, card("new"), null, null));
    discord.faults().next(1, "PATCH", MESSAGE, new Fault.Refused(DiscordError.THREAD_ARCHIVED));

    delivered(deliver(forum, card("in progress"), card, null));
    StandInChannel post = forum.threads().getFirst();
    assertThat(post.botMessages().getFirst().text()).contains("in progress");
    assertThat(post.archived()).isFalse();
  }

  @Test
  void aThreadThatSomebodyLockedIsSaidToBeLocked() {
    MessageRef card = delivered(deliver(channel, card("new"), null, null));
    delivered(deliver(channel, line("Ada wrote: hello"), null, card));
    discord
        .faults()
        .next(
            1,
            "POST",
            "/channels/{channel_id}/messages",
            new Fault.Refused(DiscordError.THREAD_LOCKED));

    assertThat(deliver(channel, line("Ada wrote: again"), null, card))
        .isInstanceOfSatisfying(
            Delivery.Rejected.class, never -> assertThat(never.reason()).contains("unlock it"));
  }

  @Test
  void aPostThatWasDeletedIsGoneForItsCardAndForWhatIsSaidUnderIt() {
    MessageRef card = delivered(deliver(forum, card("new"), null, null));
    discord.delete(forum.threads().getFirst());

    assertThat(deliver(forum, card("in progress"), card, null))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(deliver(forum, line("Ada wrote: hello"), null, card))
        .isInstanceOf(Delivery.TargetGone.class);
  }

  @Test
  void aPostWhoseCardWasDeletedSaysWhereTheTalkGoesOn() {
    MessageRef card = delivered(deliver(forum, card("new"), null, null));
    StandInChannel post = forum.threads().getFirst();
    person().delete(post.botMessages().getFirst());

    assertThat(deliver(forum, line("Ada wrote: hello"), null, card))
        .isInstanceOf(Delivery.TargetGone.class);
    assertThat(texts(post)).singleElement().asString().contains("was deleted", "new one");
    assertThat(post.archived()).isTrue();
  }

  @Test
  void aThreadThatCannotBeArchivedNowIsArchivedWithTheNextAttempt() {
    MessageRef card = delivered(deliver(channel, card("new"), null, null));
    delivered(deliver(channel, line("Ada wrote: hello"), null, card));
    discord.faults().next(1, "PATCH", "/channels/{channel_id}", new Fault.ServerError(500));

    assertThat(deliver(channel, ended(), card, null)).isInstanceOf(Delivery.Retry.class);
    delivered(deliver(channel, ended(), card, null));
    assertThat(channel.threads().getFirst().archived()).isTrue();
  }

  private DiscordPerson person() {
    return discord.member("42", "Sam");
  }

  private static List<String> texts(StandInChannel thread) {
    return thread.botMessages().stream().map(StandInMessage::text).toList();
  }

  private static Reply line(String words) {
    return new Reply.Text(words);
  }

  private static Reply.Card card(String state) {
    return ShownCards.card(state, 3, false);
  }

  private static Reply.Card ended() {
    return ShownCards.card("closed", 3, true);
  }

  private Delivery deliver(
      StandInChannel to, Reply reply, @Nullable MessageRef edits, @Nullable MessageRef under) {
    return cards.noted(
        reply,
        desk.platform.deliver(
            new Outbound(
                Integer.toString(++number),
                new Address.Channel("discord", to.id()),
                reply,
                edits,
                under,
                null,
                null,
                cards.ended(edits, under))));
  }

  private static MessageRef delivered(Delivery delivery) {
    assertThat(delivery).isInstanceOf(Delivery.Delivered.class);
    return ((Delivery.Delivered) delivery).message();
  }
}
