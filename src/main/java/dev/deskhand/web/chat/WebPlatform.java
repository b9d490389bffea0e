package dev.deskhand.web.chat;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import dev.deskhand.web.DemoPerson;
import dev.deskhand.web.chat.WebMessage.Content;
import dev.deskhand.web.chat.WebMessage.Draft;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * What the desk says by itself in the browser: the message is there once it is in PostgreSQL, and
 * the open windows are told.
 */
public final class WebPlatform implements ChatPlatform {

  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private final WebMessages messages;

  public WebPlatform(WebMessages messages) {
    this.messages = messages;
  }

  @Override
  public String name() {
    return DemoPerson.PLATFORM;
  }

  @Override
  public Delivery deliver(Outbound message) {
    Optional<Room> room = Room.withId(roomId(message.to()));
    if (room.isEmpty()) {
      return new Delivery.Rejected("The browser chat has no room " + roomId(message.to()));
    }
    try {
      return message.edits() == null
          ? post(room.get(), message)
          : edit(room.get(), message, message.edits());
    } catch (DataAccessException e) {
      return new Delivery.Retry(null, "PostgreSQL: " + e.getClass().getSimpleName());
    }
  }

  private Delivery post(Room room, Outbound message) {
    Long thread = null;
    String under = thread(message);
    if (under != null) {
      Optional<Long> root = root(room, under);
      if (root.isEmpty()) {
        return new Delivery.TargetGone("There is no message " + under + " in " + room.id());
      }
      thread = root.get();
    }
    WebMessage posted =
        messages.keep(
            new Draft(
                room.id(),
                thread,
                null,
                null,
                "out:" + message.id(),
                new Content.Answer(message.reply())));
    return new Delivery.Delivered(new MessageRef(room.id(), Long.toString(posted.id())));
  }

  private Delivery edit(Room room, Outbound message, MessageRef edits) {
    return id(edits.message())
            .filter(id -> messages.edit(room.id(), id, message.reply()))
            .isPresent()
        ? new Delivery.Delivered(edits)
        : new Delivery.TargetGone("There is no message " + edits.message() + " in " + room.id());
  }

  /** Threads have one level: what is under a message of a thread is in that thread. */
  private Optional<Long> root(Room room, String message) {
    return id(message)
        .flatMap(id -> messages.find(room.id(), id, ""))
        .map(found -> found.thread() == null ? found.id() : found.thread());
  }

  private static @Nullable String thread(Outbound message) {
    if (message.under() != null) {
      return message.under().message();
    }
    return message.to() instanceof Address.Thread thread ? thread.thread() : null;
  }

  private static Optional<Long> id(String message) {
    return ID.matcher(message).matches() ? Optional.of(Long.parseLong(message)) : Optional.empty();
  }

  private static String roomId(Address to) {
    return switch (to) {
      case Address.Person person -> "@" + person.userId();
      case Address.Channel channel -> channel.channel();
      case Address.Thread thread -> thread.channel();
    };
  }
}
