package dev.deskhand.discord.inbound;

import dev.deskhand.discord.delivery.Attachments;
import dev.deskhand.discord.people.GuildAccess;
import dev.deskhand.discord.rendering.DiscordMarkdown;
import dev.deskhand.discord.rendering.Mentions;
import dev.deskhand.platform.MessageReport;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;

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
   * What a message says. Other apps put their words into embeds; beside words of a person's own
   * these are previews of links.
   */
  static String words(Message message) {
    return message.getContentRaw().isBlank()
        ? message.getEmbeds().stream()
            .map(MessageText::words)
            .filter(words -> !words.isEmpty())
            .collect(Collectors.joining("\n"))
        : message.getContentRaw();
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
