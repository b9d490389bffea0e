package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.Reply;
import java.time.Instant;
import java.util.List;

/** What the desk has to say by itself, kept until it is said. */
public interface Outbox {

  /**
   * Writes replies in the caller's transaction; they are delivered after it commits, in this order
   * among all that goes to the same conversation.
   */
  void post(Address to, List<Reply> replies);

  /** Messages that cannot be delivered, the latest first. */
  List<Undelivered> undelivered(int page);

  /** Tries one again; false if there is no such undelivered message. */
  boolean retry(long id);

  /** Gives one up for good; false if there is no such undelivered message. */
  boolean discard(long id);

  /**
   * A message that cannot be delivered.
   *
   * @param to where it was to go, such as {@code slack:C012}
   * @param text its beginning, as plain text
   * @param why the platform's reason
   */
  record Undelivered(long id, String to, String text, String why, Instant since) {}
}
