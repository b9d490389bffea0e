package dev.deskhand.discord;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Message;

/** What somebody wrote in a channel, as it goes into a report. */
final class MessageText {

  /** Beside a link, within the 4,000 characters of a modal's input. */
  private static final int LONGEST = 3_800;

  private MessageText() {}

  /** The words of a message and what was sent along; blank if the desk can read neither. */
  static String of(Message message) {
    String files =
        message.getAttachments().stream()
            .map(file -> file.getFileName() + ": " + file.getUrl())
            .collect(Collectors.joining("\n"));
    return Stream.of(Mentions.written(message.getContentRaw()), files)
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining("\n"));
  }

  /** The same with a link to the message under it. */
  static String withLink(String text, Message message) {
    return Markup.shorten(text, LONGEST) + "\n\n" + message.getJumpUrl();
  }

  /** Whether a person wrote it. Bots and webhooks report nothing, and nothing is for them. */
  static boolean byPerson(Message message) {
    return !message.isWebhookMessage() && !message.getAuthor().isBot();
  }
}
