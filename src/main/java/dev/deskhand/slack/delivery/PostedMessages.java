package dev.deskhand.slack.delivery;

import com.slack.api.model.Message;
import java.util.List;
import java.util.Optional;

/** The messages among which one that was perhaps posted before is looked for. */
record PostedMessages(List<Message> messages) {

  static final PostedMessages NOTHING = new PostedMessages(List.of());

  PostedMessages {
    messages = List.copyOf(messages);
  }

  /** The id of the message that bears a mark. */
  Optional<String> with(DeliveryMark mark) {
    return messages.stream().filter(mark::isOf).map(Message::getTs).findFirst();
  }

  /** The id of the message that shows the file that bears a mark. */
  Optional<String> withFile(DeliveryMark mark, String comment) {
    return messages.stream()
        .filter(message -> mark.isOfFileIn(message, comment))
        .map(Message::getTs)
        .findFirst();
  }
}
