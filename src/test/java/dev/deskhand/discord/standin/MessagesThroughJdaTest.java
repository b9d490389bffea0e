package dev.deskhand.discord.standin;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessagesThroughJdaTest {
  private DiscordStandIn discord;
  private RealBot bot;
  private DiscordPerson ada;
  private final List<Message> heard = new CopyOnWriteArrayList<>();

  @BeforeEach
  void logIn() throws InterruptedException {
    discord = DiscordStandIn.start();
    ada = discord.member("42", "Ada");
    bot = new RealBot(discord, GatewayIntent.GUILD_MESSAGE_REACTIONS).ready();
    bot.on(
        MessageReceivedEvent.class,
        event -> {
          if (!event.getAuthor().isBot()) {
            heard.add(event.getMessage());
          }
        });
  }

  @AfterEach
  void logOut() {
    bot.close();
    discord.close();
  }

  @Test
  void a_card_is_posted_and_edited_in_place() {
    Message posted =
        general()
            .sendMessageEmbeds(
                new EmbedBuilder().setTitle("INC-1").addField("State", "NEW", true).build())
            .addComponents(ActionRow.of(Button.primary("take:INC-1", "Take")))
            .setAllowedMentions(List.of())
            .complete();
    posted
        .editMessageEmbeds(
            new EmbedBuilder().setTitle("INC-1").addField("State", "IN_PROGRESS", true).build())
        .complete();

    StandInMessage card = discord.general().awaitBotMessage("IN_PROGRESS");
    assertThat(card.text()).isEqualTo("INC-1\nState: IN_PROGRESS");
    assertThat(card.buttons()).containsExactly("Take");
    assertThat(card.edits()).isEqualTo(1);
    assertThat(discord.general().messages()).hasSize(1);
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void a_picture_is_uploaded_and_can_be_fetched() {
    byte[] picture = "not really a picture".getBytes(StandardCharsets.UTF_8);

    Message posted = general().sendFiles(FileUpload.fromData(picture, "summary ü.png")).complete();

    StandInMessage seen = discord.message(posted.getId()).orElseThrow();
    assertThat(seen.files()).containsOnlyKeys("summary ü.png");
    assertThat(seen.files().get("summary ü.png")).isEqualTo(picture);
    assertThat(posted.getAttachments()).hasSize(1);
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void a_direct_message_is_sent_and_answered() {
    bot.jda().openPrivateChannelById("42").complete().sendMessage("INC-1 is resolved").complete();
    assertThat(ada.directMessages().awaitBotMessage("resolved").authorId())
        .isEqualTo(discord.botId());

    ada.directMessage("thank you");
    Waiting.until("the answer", () -> heard.size() == 1);
    assertThat(heard.getFirst().getContentRaw()).isEqualTo("thank you");
    assertThat(heard.getFirst().isFromGuild()).isFalse();
  }

  @Test
  void who_has_closed_their_direct_messages_cannot_be_written_to() {
    ada.closeDirectMessages();
    var channel = bot.jda().openPrivateChannelById("42").complete();

    assertThatThrownBy(() -> channel.sendMessage("hello").complete())
        .isInstanceOfSatisfying(
            ErrorResponseException.class,
            refused -> assertThat(refused.getErrorCode()).isEqualTo(50007));
  }

  @Test
  void without_the_content_intent_only_what_is_meant_for_the_bot_is_readable() {
    ada.message(discord.general(), "nobody's business");
    ada.mention(discord.general(), "my");

    Waiting.until("both messages", () -> heard.size() == 2);
    assertThat(heard)
        .extracting(Message::getContentRaw)
        .containsExactly("", "<@" + discord.botId() + "> my");
  }

  @Test
  void the_same_message_can_be_delivered_five_times() {
    StandInMessage said = ada.withNextId("1234567890123456789").directMessage("report VPN down");
    for (int i = 0; i < 4; i++) {
      ada.sendAgain(said);
    }

    Waiting.until("five deliveries", () -> heard.size() == 5);
    assertThat(heard).extracting(Message::getId).containsOnly("1234567890123456789");
    assertThat(ada.directMessages().messages()).hasSize(1);
  }

  @Test
  void a_nonce_keeps_a_repeated_message_from_appearing_twice() {
    String first = general().sendMessage("once").setNonce("outbox-1").complete().getId();
    String second = general().sendMessage("once").setNonce("outbox-1").complete().getId();

    assertThat(second).isEqualTo(first);
    assertThat(discord.general().messages()).hasSize(1);
  }

  @Test
  void threads_hang_in_a_channel_and_can_be_archived() {
    Message card = general().sendMessage("INC-1").complete();
    ThreadChannel thread = card.createThreadChannel("INC-1 VPN down").complete();
    thread.sendMessage("the talk about it").complete();
    thread.getManager().setArchived(true).complete();

    StandInChannel seen = discord.general().threads().getFirst();
    assertThat(seen.id()).isEqualTo(card.getId());
    assertThat(seen.name()).isEqualTo("INC-1 VPN down");
    assertThat(seen.messages())
        .extracting(StandInMessage::content)
        .containsExactly("the talk about it");
    assertThat(seen.archived()).isTrue();
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void a_forum_takes_posts() {
    StandInChannel forum = discord.guild().forum("incidents");
    Waiting.until("the forum", () -> bot.jda().getForumChannelById(forum.id()) != null);

    requireNonNull(bot.jda().getForumChannelById(forum.id()))
        .createForumPost("INC-1", MessageCreateData.fromContent("VPN down"))
        .complete();

    assertThat(forum.threads()).extracting(StandInChannel::name).containsExactly("INC-1");
    assertThat(forum.threads().getFirst().messages().getFirst().content()).isEqualTo("VPN down");
    assertThat(discord.complaints()).isEmpty();
  }

  @Test
  void reactions_arrive() {
    List<String> emojis = new CopyOnWriteArrayList<>();
    bot.on(MessageReactionAddEvent.class, event -> emojis.add(event.getEmoji().getFormatted()));
    Message card = general().sendMessage("INC-1").complete();

    ada.react(discord.message(card.getId()).orElseThrow(), "👀");

    Waiting.until("the reaction", () -> emojis.equals(List.of("👀")));
  }

  @Test
  void who_is_pinged_follows_from_what_the_bot_allows() {
    String text = "@everyone look, <@42>";
    Message quiet = general().sendMessage(text).setAllowedMentions(List.of()).complete();
    assertThat(discord.message(quiet.getId()).orElseThrow().pings()).isEmpty();
    assertThat(discord.message(quiet.getId()).orElseThrow().pingsEveryone()).isFalse();

    Message loud =
        general()
            .sendMessage(text)
            .setAllowedMentions(List.of(Message.MentionType.EVERYONE, Message.MentionType.USER))
            .complete();
    assertThat(discord.message(loud.getId()).orElseThrow().pings()).containsExactly("42");
    assertThat(discord.message(loud.getId()).orElseThrow().pingsEveryone()).isTrue();
  }

  @Test
  void a_stranger_guild_is_another_guild() {
    StandInGuild strangers = discord.anotherGuild("Strangers");
    DiscordPerson mallory = strangers.member("66", "Mallory");
    Waiting.until("the guild", () -> bot.jda().getGuildById(strangers.id()) != null);

    mallory.mention(strangers.textChannel("talk"), "queue");

    Waiting.until("the message", () -> heard.size() == 1);
    assertThat(heard.getFirst().getGuildId()).isEqualTo(strangers.id());
  }

  private TextChannel general() {
    return requireNonNull(bot.jda().getTextChannelById(discord.general().id()));
  }
}
