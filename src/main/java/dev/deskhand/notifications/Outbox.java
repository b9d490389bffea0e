package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform.MessageRef;
import dev.deskhand.chat.Reply;
import dev.deskhand.people.Actor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the desk has to say by itself, kept until it is said. */
public interface Outbox {

  /** The {@link #pin name} of the message with which people are asked to report. */
  String PANEL = "panel";

  /**
   * Writes replies in the caller's transaction; they are delivered after it commits, in this order
   * among all that goes to the same conversation.
   */
  void post(Address to, List<Reply> replies);

  /**
   * Writes a message that stands once in its conversation: written again, it takes the place of the
   * one that is there.
   *
   * @param name what tells it from other such messages there; no key of a ticket
   */
  void pin(Address to, String name, Reply reply);

  /** How many undelivered messages a page has. */
  int PAGE = 20;

  /** As many undelivered messages are counted and can be turned to. */
  int COUNTED = 500 * PAGE;

  /**
   * Messages that cannot be delivered, the latest first, and before them those that are held;
   * {@value #PAGE} to a page, pages from 1.
   */
  List<Undelivered> undelivered(int page);

  /** How many of them there are, counted up to {@value #COUNTED}. */
  int countUndelivered();

  /** Tries one again, and puts it on record; false if there is no such undelivered message. */
  boolean retry(long id, Actor by);

  /**
   * How many messages are held since a backup was restored; empty if the outbox is not held. While
   * it is, nothing is delivered but what tells the admins of it.
   */
  OptionalLong held();

  /**
   * Lets all go that is held, and puts it on record; answers how many messages that are, or empty
   * if the outbox is not held.
   */
  OptionalLong release(Actor by);

  /** Gives one up for good, and puts it on record; false if there is no such message. */
  boolean discard(long id, Actor by);

  /** The key of the ticket whose card a message is; empty if it is none that the desk posted. */
  Optional<String> subjectOf(String platform, MessageRef message);

  /**
   * A message that cannot be delivered.
   *
   * @param to where it was to go, such as {@code slack:C012}
   * @param text its beginning, as plain text
   * @param why the platform's reason
   * @param held whether it only waits for {@link #release}
   */
  record Undelivered(long id, String to, String text, String why, Instant since, boolean held) {}
}
