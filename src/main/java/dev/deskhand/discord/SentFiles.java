package dev.deskhand.discord;

import dev.deskhand.chat.Attachment;
import java.util.List;
import net.dv8tion.jda.api.entities.Message;

/**
 * The files that came along with a message. The links that Discord gives expire after a day; its
 * own client renews them where they are shown, and the message that has the file, which does not
 * expire, stands beside each.
 */
final class SentFiles {

  private SentFiles() {}

  static List<Attachment> of(Message message) {
    return message.getAttachments().stream()
        .map(
            file ->
                new Attachment(file.getFileName(), file.getUrl() + " in " + message.getJumpUrl()))
        .toList();
  }
}
