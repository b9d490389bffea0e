package dev.deskhand.web.chat;

import dev.deskhand.chat.Reply;
import dev.deskhand.json.MessageJson;
import dev.deskhand.web.DemoPerson;
import dev.deskhand.web.Formats;
import dev.deskhand.web.chat.WebMessage.Content;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as the templates show it to one person.
 *
 * @param shape which template shows it: {@code words}, or the kind of the reply
 * @param reply what the desk said, or null where a person said something
 * @param nonce the event id of the next press of one of its buttons
 * @param under the messages of its thread
 */
record MessageView(
    WebMessage message,
    String shape,
    boolean mine,
    String authorName,
    String initials,
    @Nullable String words,
    @Nullable Reply reply,
    String base,
    String nonce,
    List<MessageView> under) {

  static MessageView of(WebMessage message, DemoPerson reader, Room room, List<MessageView> under) {
    String author = message.author();
    String name =
        author == null
            ? "Desk"
            : DemoPerson.called(author).map(DemoPerson::firstName).orElse(author);
    String base = "/chat/" + reader.userId() + "/" + room.kind().path();
    return switch (message.content()) {
      case Content.Words words ->
          new MessageView(
              message,
              "words",
              reader.userId().equals(author),
              name,
              initials(name),
              words.text(),
              null,
              base,
              UUID.randomUUID().toString(),
              under);
      case Content.Answer answer ->
          new MessageView(
              message,
              MessageJson.kind(answer.reply()),
              false,
              name,
              initials(name),
              null,
              answer.reply(),
              base,
              UUID.randomUUID().toString(),
              under);
    };
  }

  public long id() {
    return message.id();
  }

  public @Nullable Long thread() {
    return message.thread();
  }

  /** The message in whose thread a press of one of its buttons is answered; null: none. */
  public @Nullable Long answersUnder() {
    if (message.thread() != null) {
      return message.thread();
    }
    return message.room().startsWith("@") ? null : message.id();
  }

  public boolean pressed() {
    return message.content() instanceof Content.Words words && words.deed() != WebMessage.Deed.SAID;
  }

  public boolean sent() {
    return message.content() instanceof Content.Words words && words.deed() == WebMessage.Deed.SENT;
  }

  public boolean onlyYou() {
    return message.onlyFor() != null;
  }

  public String pictureUrl() {
    return base + "/pictures/" + message.id() + "-" + message.change() + ".png";
  }

  /** A moment for those whose browser does not show it in their own time zone. */
  public String utc(Instant at) {
    return Formats.utc(at);
  }

  public String word(Enum<?> value) {
    return Formats.of(value);
  }

  private static String initials(String name) {
    return name.substring(0, Math.min(2, name.length()));
  }
}
