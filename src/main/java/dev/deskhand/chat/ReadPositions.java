package dev.deskhand.chat;

import dev.deskhand.chat.ChatPlatform.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the desk has heard what people say to it. After a downtime what follows is read, and
 * taken in as if it had just arrived: what was taken in before is recognised by its event's id.
 *
 * <p>The conversation itself remembers each message that it takes in, if the {@link
 * dev.deskhand.chat.Origin#message() origin} names it.
 */
public interface ReadPositions {

  /**
   * A place, and the last message in it that the desk has dealt with.
   *
   * @param last the message, and the platform's id of the channel from which it can be read
   */
  record Heard(Place place, MessageRef last) {}

  /** Places of a platform in which something was heard since then, the latest first. */
  List<Heard> latest(String platform, Instant since, int atMost);

  /** How far the desk has heard in a place; empty if it never heard anything there. */
  Optional<Heard> in(Place place);

  /** Remembers that a place was read as far as this message. It never goes back. */
  void heard(Heard heard);

  /** Remembers that nothing said on a platform until then has escaped the desk. */
  void listening(String platform, Instant until);

  /** Until when nothing said on a platform has escaped the desk; empty if it never listened. */
  Optional<Instant> listenedUntil(String platform);
}
