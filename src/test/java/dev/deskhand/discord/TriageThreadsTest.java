package dev.deskhand.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.Delivery;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.ChatPlatform.Outbound;
import dev.deskhand.chat.Reply;
import dev.deskhand.discord.standin.DiscordPerson;
import dev.deskhand.discord.standin.DiscordStandIn;
import dev.deskhand.discord.standin.StandInChannel;
import dev.deskhand.discord.standin.StandInMessage;
import dev.deskhand.language.Command;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ForumChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.internal.JDAImpl;
import net.dv8tion.jda.internal.entities.GuildImpl;
import net.dv8tion.jda.internal.entities.channel.concrete.ThreadChannelImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tickets in the agents' channel, be it a text channel or a forum. */
@Execution(ExecutionMode.CONCURRENT)
class TriageThreadsTest {

  private DiscordStandIn discord;
  private Desk desk;
  private StandInChannel forum;
  private int number;
  private final ShownCards cards = new ShownCards();

  @BeforeEach
  void connect() {
    discord = DiscordStandIn.start();
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
  void aTicketIsAPostOfTheForumWithItsCardAndTagsThatFollowIt() {
    MessageRef card = delivered(deliver(forum, card("new", 2), null, null));
    StandInChannel post = forum.threads().getFirst();
    assertThat(post.name()).isEqualTo("INC-7 The lift beeps");
    assertThat(card).isEqualTo(new MessageRef(forum.id(), post.id()));
    assertThat(post.botMessages()).hasSize(1);
    assertThat(post.tags()).containsExactlyInAnyOrder("P2", "new");

    delivered(deliver(forum, card("waiting for the requester", 1), card, null));
    assertThat(post.tags()).containsExactlyInAnyOrder("P1", "waiting");
    delivered(deliver(forum, new Reply.Text("Sam works on it."), null, card));

    assertThat(forum.threads()).hasSize(1);
    assertThat(post.botMessages()).hasSize(2);
    assertThat(post.botMessages().getFirst().text()).contains("waiting for the requester");
    assertThat(post.botMessages().getLast().text()).isEqualTo("Sam works on it.");
  }

  @Test
  void aForumWhoseTagsTheDeskMayNotMakeGetsThoseThatItHas() {
    forum.denyBot(Permission.MANAGE_CHANNEL.getRawValue());
    await()
        .until(
            () -> {
              ForumChannel known =
                  desk.connection.connected().orElseThrow().getForumChannelById(forum.id());
              return known != null
                  && !known
                      .getGuild()
                      .getSelfMember()
                      .hasPermission(known, Permission.MANAGE_CHANNEL);
            });
    MessageRef card = delivered(deliver(forum, card("new", 2), null, null));

    assertThat(delivered(deliver(forum, card("closed", 2), card, null))).isEqualTo(card);
    assertThat(forum.threads().getFirst().tags()).isEmpty();
  }

  @Test
  void aPostIsArchivedWithItsTicketAndOpenedWithIt() {
    MessageRef card = delivered(deliver(forum, card("new", 3), null, null));
    StandInChannel post = forum.threads().getFirst();

    delivered(deliver(forum, ended(), card, null));
    assertThat(post.archived()).isTrue();
    delivered(deliver(forum, new Reply.Text("Sam closed it."), null, card));
    await().until(post::archived);
    awaitForgotten(post);
    delivered(deliver(forum, new Reply.Text("Ada rated it."), null, card));
    await().until(post::archived);
    awaitForgotten(post);

    delivered(deliver(forum, card("in progress", 3), card, null));
    assertThat(post.archived()).isFalse();
    delivered(deliver(forum, new Reply.Text("Ada reopened it."), null, card));
    assertThat(post.archived()).isFalse();
    assertThat(post.botMessages()).hasSize(4);
    assertThat(post.locked()).isFalse();
  }

  @Test
  void aPostThatWasDeletedIsMadeAnew() {
    MessageRef card = delivered(deliver(forum, card("new", 3), null, null));
    discord.delete(forum.threads().getFirst());

    await()
        .untilAsserted(
            () ->
                assertThat(deliver(forum, card("new", 3), card, null))
                    .isInstanceOf(Delivery.TargetGone.class));
    delivered(deliver(forum, card("new", 3), null, null));
    assertThat(forum.threads()).hasSize(1);
  }

  @Test
  void aCardThatStandsInAnArchivedThreadIsEditedThere() {
    StandInChannel channel = discord.general();
    MessageRef head = delivered(deliver(channel, card("new", 3), null, null));
    delivered(deliver(channel, new Reply.Text("Ada wrote: hello"), null, head));
    StandInChannel thread = channel.threads().getFirst();
    Address within = new Address.Thread("discord", channel.id(), thread.id());
    MessageRef card =
        delivered(desk.platform.deliver(new Outbound("90", within, card("new", 2), null, null)));
    delivered(deliver(channel, ended(), head, null));
    assertThat(thread.archived()).isTrue();

    assertThat(
            delivered(
                desk.platform.deliver(new Outbound("91", within, card("waiting", 2), card, null))))
        .isEqualTo(card);
    assertThat(discord.message(card.message()).orElseThrow().text()).contains("waiting");
    assertThat(thread.archived()).isTrue();
  }

  @Test
  void theThreadOfACardIsArchivedWithItsTicketAndOpenedWithIt() {
    StandInChannel channel = discord.general();
    MessageRef card = delivered(deliver(channel, card("new", 3), null, null));
    delivered(deliver(channel, new Reply.Text("Ada wrote: hello"), null, card));
    StandInChannel thread = channel.threads().getFirst();

    delivered(deliver(channel, ended(), card, null));
    assertThat(thread.archived()).isTrue();
    delivered(deliver(channel, new Reply.Text("Sam closed it."), null, card));
    assertThat(thread.archived()).isTrue();

    delivered(deliver(channel, card("in progress", 3), card, null));
    delivered(deliver(channel, new Reply.Text("Ada reopened it."), null, card));
    assertThat(thread.archived()).isFalse();
    assertThat(channel.threads()).hasSize(1);
    assertThat(thread.botMessages()).hasSize(3);
  }

  @Test
  void theThreadOfACardIsOpenedWithItsTicketThoughNothingIsSaid() {
    StandInChannel channel = discord.general();
    MessageRef card = delivered(deliver(channel, card("new", 3), null, null));
    delivered(deliver(channel, new Reply.Text("Ada wrote: hello"), null, card));
    StandInChannel thread = channel.threads().getFirst();
    delivered(deliver(channel, ended(), card, null));
    awaitForgotten(thread);

    delivered(deliver(channel, card("in progress", 3), card, null));
    assertThat(thread.archived()).isFalse();
    assertThat(thread.botMessages()).hasSize(1);
  }

  @Test
  void aTicketThatIsReopenedAndClosedInTheSameMomentHasItsThreadArchived() {
    StandInChannel channel = discord.general();
    MessageRef card = delivered(deliver(channel, card("new", 3), null, null));
    delivered(deliver(channel, new Reply.Text("Ada wrote: hello"), null, card));
    StandInChannel thread = channel.threads().getFirst();

    for (int i = 0; i < 5; i++) {
      delivered(deliver(channel, ended(), card, null));
      assertThat(thread.archived()).isTrue();
      delivered(deliver(channel, card("in progress", 3), card, null));
      assertThat(thread.archived()).isFalse();
    }
  }

  @Test
  void aThreadOfWhichJdaHasNotNotedTheParentYetIsSpokenInAndHeard() {
    StandInChannel channel = discord.general();
    MessageRef card = delivered(deliver(channel, card("new", 3), null, null));
    delivered(deliver(channel, new Reply.Text("Ada wrote: hello"), null, card));
    StandInChannel thread = channel.threads().getFirst();
    halfKnown(thread);

    delivered(deliver(channel, new Reply.Text("Ada wrote: again"), null, card));
    assertThat(thread.botMessages()).hasSize(2);

    halfKnown(thread);
    discord.member("42", "Sam").message(thread, "look at the fuse");
    await().until(() -> desk.commands.size() == 1);
    assertThat(desk.origins.getFirst().place().thread()).isEqualTo(thread.id());
    assertThat(desk.origins.getFirst().place().channel()).isEqualTo(channel.id());
  }

  @Test
  void aPostWhoseTicketHasChangedSinceIsFoundAgain() {
    MessageRef card = delivered(deliver(forum, card("new", 3), null, null));
    await()
        .until(
            () ->
                desk.connection.connected().orElseThrow().getThreadChannelById(card.message())
                    != null);
    Reply.Card now =
        new Reply.Card(
            "INC-7", "The lift howls", Reply.Tone.NEUTRAL, List.of(), "", List.of(), List.of());

    assertThat(again(forum, now)).isEqualTo(card);
    assertThat(forum.threads()).hasSize(1);
  }

  @Test
  void aPostOfWhichJdaHasNotNotedTheParentYetIsEditedAndFoundAgain() {
    MessageRef card = delivered(deliver(forum, card("new", 3), null, null));
    StandInChannel post = forum.threads().getFirst();
    halfKnown(post);
    assertThat(again(forum, card("new", 3))).isEqualTo(card);

    halfKnown(post);
    delivered(deliver(forum, card("in progress", 3), card, null));
    assertThat(post.botMessages().getFirst().text()).contains("in progress");
    assertThat(forum.threads()).hasSize(1);
  }

  @Test
  void whatIsWrittenInAPostIsHeardAsTheTalkOfItsTicket() {
    MessageRef card = delivered(deliver(forum, card("new", 3), null, null));
    StandInChannel post = forum.threads().getFirst();
    DiscordPerson sam = discord.member("42", "Sam");
    StandInMessage said = sam.message(post, "look at the fuse");
    sam.edit(said, "look at the fuses");

    await().until(() -> desk.commands.size() == 2);
    assertThat(desk.commands.getFirst())
        .isInstanceOfSatisfying(
            Command.ThreadMessage.class,
            talk -> assertThat(talk.text()).isEqualTo("look at the fuse"));
    assertThat(desk.commands.getLast())
        .isEqualTo(new Command.MessageEdited(said.id(), "look at the fuses"));
    assertThat(desk.origins.getFirst().place().channel()).isEqualTo(card.channel());
    assertThat(desk.origins.getFirst().place().thread()).isEqualTo(card.message());
  }

  /** JDA as it is for a moment while two of its threads learn of the same new thread. */
  private void halfKnown(StandInChannel thread) {
    JDAImpl jda = (JDAImpl) desk.connection.connected().orElseThrow().getShards().getFirst();
    await().until(() -> jda.getThreadChannelById(thread.id()) != null);
    GuildImpl guild = Objects.requireNonNull((GuildImpl) jda.getGuildById(discord.guild().id()));
    ThreadChannelImpl half =
        new ThreadChannelImpl(Long.parseLong(thread.id()), guild, ChannelType.GUILD_PUBLIC_THREAD);
    half.setName(thread.name()).setOwnerId(jda.getSelfUser().getIdLong());
    half.setAutoArchiveDuration(ThreadChannel.AutoArchiveDuration.TIME_24_HOURS);
    guild.getChannelView().put(half);
    jda.getChannelsView().put(half);
    assertThatThrownBy(half::getParentChannel).isInstanceOf(NullPointerException.class);
  }

  private MessageRef again(StandInChannel to, Reply reply) {
    return delivered(
        desk.platform.deliver(
            new Outbound(
                Integer.toString(++number),
                new Address.Channel("discord", to.id()),
                reply,
                null,
                null,
                Instant.now().minusSeconds(30),
                "INC-7",
                false)));
  }

  private void awaitForgotten(StandInChannel thread) {
    await()
        .until(
            () ->
                desk.connection.connected().orElseThrow().getThreadChannelById(thread.id())
                    == null);
  }

  private static Reply.Card card(String state, int priority) {
    return ShownCards.card(state, priority, false);
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
