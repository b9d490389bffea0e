package dev.deskhand.discord.inbound;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Place;
import java.util.List;
import net.dv8tion.jda.api.entities.Message;

/**
 * The files that came along with a message. The links that Discord gives expire after a day, so the
 * ticket keeps which message has them. In a server the message itself can be opened, too; in a
 * direct conversation nobody but its partner could.
 */
final class Attachments {

  private Attachments() {}

  static List<Attachment> of(Message message) {
    Place place = MessageHandler.channelOf(message);
    String open = message.isFromGuild() ? " in " + message.getJumpUrl() : "";
    return message.getAttachments().stream()
        .map(
            file ->
                new Attachment(
                    file.getFileName(),
                    file.getUrl() + open,
                    new Attachment.Held(
                        place.channel(), place.thread(), message.getId(), file.getId())))
        .toList();
  }
}
