package dev.deskhand.discord;

import net.dv8tion.jda.api.entities.Message;

/** What somebody wrote in a channel, as it goes into a report. */
final class MessageText {

  /** Beside a link, within the 4,000 characters of a modal's input. */
  private static final int LONGEST = 3_800;

  private MessageText() {}

  /** The words of a message with a link to it under them. */
  static String withLink(Message message) {
    String words = written(message, message.getContentRaw());
    return (Markup.shorten(words, LONGEST) + "\n\n" + message.getJumpUrl()).strip();
  }

  /** Some of the words of a message, in plain text. */
  static String written(Message message, String words) {
    return Mentions.written(
        words, message.isFromGuild() ? message.getGuild() : null, message.getMember());
  }

  /** Whether a person wrote it. Bots and webhooks report nothing, and nothing is for them. */
  static boolean byPerson(Message message) {
    return !message.isWebhookMessage() && !message.getAuthor().isBot();
  }
}
