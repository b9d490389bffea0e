package dev.deskhand.web.chat;

import dev.deskhand.chat.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is kept.
 *
 * @param thread the message under which it stands, or null at the room's top level
 * @param author who said it: a user id, or null for the desk
 * @param onlyFor the one person who may see it, or null for everyone in the room
 * @param content what was said
 * @param picture whether a picture is kept with it
 * @param used whether it is a form that has been sent
 * @param editedAt when it was last replaced by another text, if it was
 * @param change the room's count of changes when this one was last written
 */
public record WebMessage(
    long id,
    String room,
    @Nullable Long thread,
    @Nullable String author,
    @Nullable String onlyFor,
    Content content,
    boolean picture,
    boolean used,
    Instant postedAt,
    @Nullable Instant editedAt,
    long change) {

  /** What was said, by a person or by the desk. */
  public sealed interface Content {
    /** What a person typed, pressed or sent. */
    record Words(Deed deed, String text) implements Content {}

    /** What the desk answered or told. */
    record Answer(Reply reply) implements Content {}
  }

  /** What a person did. */
  enum Deed {
    SAID,
    PRESSED,
    SENT
  }

  /**
   * A message to keep.
   *
   * @param event what makes it one message however often it is written
   */
  public record Draft(
      String room,
      @Nullable Long thread,
      @Nullable String author,
      @Nullable String onlyFor,
      String event,
      Content content) {}
}
