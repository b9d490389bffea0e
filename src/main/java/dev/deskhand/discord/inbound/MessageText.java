package dev.deskhand.discord.inbound;

import dev.deskhand.discord.delivery.Attachments;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import dev.deskhand.discord.rendering.Mentions;
import dev.deskhand.platform.MessageParts;
import dev.deskhand.platform.MessageReport;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;
import net.dv8tion.jda.api.components.tree.MessageComponentTree;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.messages.MessagePoll;
import net.dv8tion.jda.api.entities.messages.MessageSnapshot;
import net.dv8tion.jda.api.entities.sticker.StickerItem;
import org.jspecify.annotations.Nullable;

/** What somebody wrote in a channel, as it goes into a report. */
public final class MessageText {

  /** Beside a link, within the 4,000 characters of a modal's input. */
  private static final int LONGEST = 3_800;

  private MessageText() {}

  /** What is reported by whoever makes an issue of a message. */
  public static MessageReport report(Message message) {
    return new MessageReport(
        message.getId(),
        DiscordMarkdown.shorten(written(message, words(message)), LONGEST),
        Optional.of(message.getJumpUrl()),
        byPerson(message)
            ? Optional.of(GuildAccess.sender(message.getAuthor(), message.getMember()))
            : Optional.empty(),
        Attachments.of(message));
  }

  /**
   * What a message says. Other apps put their words into embeds and components; beside words of a
   * person's own, embeds are previews of links.
   */
  static String words(Message message) {
    return words(message.getContentRaw(), message);
  }

  /** The same with some of what stands in it as its own words. */
  static String words(String own, Message message) {
    String said =
        MessageParts.together(
            own,
            message.getMessageSnapshots().stream()
                .map(snapshot -> forwarded(snapshot, message.getMessageReference()))
                .collect(Collectors.joining("\n")));
    return said.isEmpty()
        ? MessageParts.together(
            shown(message.getEmbeds(), message.getComponentTree()),
            Optional.ofNullable(message.getPoll()).map(MessageText::poll).orElse(null),
            message.isVoiceMessage() ? voice(message.getAttachments()) : null,
            stickers(message.getStickers()))
        : said;
  }

  private static String forwarded(MessageSnapshot snapshot, @Nullable MessageReference from) {
    String words =
        snapshot.getContentRaw().isBlank()
            ? MessageParts.together(
                shown(snapshot.getEmbeds(), snapshot.getComponentTree()),
                stickers(snapshot.getStickers()))
            : snapshot.getContentRaw();
    return MessageParts.forwarded(null, words, from == null ? null : link(from));
  }

  private static String link(MessageReference to) {
    String guild = to.getGuildIdLong() == 0 ? "@me" : to.getGuildId();
    return Message.JUMP_URL.formatted(guild, to.getChannelId(), to.getMessageId());
  }

  private static String shown(List<MessageEmbed> embeds, MessageComponentTree components) {
    return MessageParts.together(
        embeds.stream()
            .map(MessageText::words)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("\n")),
        components.findAll(TextDisplay.class).stream()
            .map(TextDisplay::getContent)
            .collect(Collectors.joining("\n")));
  }

  private static String poll(MessagePoll poll) {
    return MessageParts.poll(
        poll.getQuestion().getText(),
        poll.getAnswers().stream().map(MessagePoll.Answer::getText).toList());
  }

  private static String voice(List<Message.Attachment> recorded) {
    return MessageParts.voiceMessage(
        recorded.stream().mapToDouble(Message.Attachment::getDuration).sum());
  }

  private static String stickers(List<StickerItem> stickers) {
    return stickers.stream()
        .map(sticker -> MessageParts.sticker(sticker.getName()))
        .collect(Collectors.joining("\n"));
  }

  private static String words(MessageEmbed embed) {
    StringJoiner words = new StringJoiner("\n");
    Optional.ofNullable(embed.getTitle()).ifPresent(words::add);
    Optional.ofNullable(embed.getDescription()).ifPresent(words::add);
    embed.getFields().forEach(field -> words.add(field.getName() + ": " + field.getValue()));
    return words.toString();
  }

  /** Some of the words of a message, in plain text. */
  static String written(Message message, String words) {
    return Mentions.written(
        words, message.isFromGuild() ? message.getGuild() : null, message.getMember());
  }

  /** Whether a person wrote it. Bots and webhooks report nothing, and nothing is for them. */
  public static boolean byPerson(Message message) {
    return !message.isWebhookMessage() && !message.getAuthor().isBot();
  }
}
