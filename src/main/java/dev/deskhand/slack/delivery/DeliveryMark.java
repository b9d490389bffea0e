package dev.deskhand.slack.delivery;

import com.slack.api.model.Message;
import dev.deskhand.chat.ChatPlatform.Outbound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/**
 * By what a message of the desk is known again, since Slack takes the same message twice: the same
 * at every attempt, and of no other message or desk. It stands in the metadata; a message that
 * shows a file can have none, so there it stands in the file's name.
 */
record DeliveryMark(String text) {

  private static final String EVENT = "deskhand_message";
  private static final String FIELD = "mark";

  /** The mark of the n-th part of a message, from 0. */
  static DeliveryMark of(Outbound message, int part) {
    String said =
        Objects.requireNonNullElseGet(message.cardOf(), () -> message.reply().plainText());
    String content = message.id() + " " + message.to().conversation() + " " + said;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return new DeliveryMark(
          message.id() + "-" + HexFormat.of().formatHex(hash, 0, 8) + "-" + part);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  Message.Metadata metadata() {
    return Message.Metadata.builder().eventType(EVENT).eventPayload(Map.of(FIELD, text)).build();
  }

  boolean isOf(Message message) {
    Message.Metadata metadata = message.getMetadata();
    return metadata != null
        && EVENT.equals(metadata.getEventType())
        && metadata.getEventPayload() != null
        && text.equals(metadata.getEventPayload().get(FIELD));
  }

  /**
   * Whether a message shows the file with this mark.
   *
   * @param comment what it says beside the file, which tells where Slack does not name the file
   */
  boolean isOfFileIn(Message message, String comment) {
    return message.getFiles() != null
        && message.getFiles().stream()
            .anyMatch(
                file ->
                    file.getName() == null
                        ? comment.equals(message.getText())
                        : file.getName().contains(text));
  }
}
