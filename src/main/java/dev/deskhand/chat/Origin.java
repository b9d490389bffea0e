package dev.deskhand.chat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did something, where and when, and how they can be answered.
 *
 * @param eventId the platform's own id of the event; the same event has the same id however often
 *     it is delivered. For a submitted form it is the {@link Reply.Form#id() form's id}, so that a
 *     form counts once. One that begins with {@link #ONCE} is remembered for good, the others for
 *     longer than any platform repeats them.
 * @param sender who did it
 * @param place where
 * @param at when, by the platform's account, or by the desk's clock where the platform gives none
 * @param answering whether the platform is waiting for the answer
 * @param mentioned the other people whom it names and the platform vouches for, so that the desk
 *     knows them although they never spoke to it; no bots
 * @param message the message that it was written as, if what was written after it can be asked for
 *     later; null for whatever cannot be read again, such as a button
 */
public record Origin(
    String eventId,
    Sender sender,
    Place place,
    Instant at,
    ReplyRoute answering,
    List<Sender> mentioned,
    ChatPlatform.@Nullable MessageRef message) {

  /** How the id of an event begins that counts once, however much later it comes again. */
  public static final String ONCE = "once:";

  /** More people than these are not looked up who are named at once. */
  public static final int MENTIONED = 10;

  public Origin {
    mentioned = List.copyOf(mentioned);
  }

  /** Where nobody else is named. */
  public Origin(String eventId, Sender sender, Place place, Instant at, ReplyRoute answering) {
    this(eventId, sender, place, at, answering, List.of(), null);
  }

  /** What cannot be read again. */
  public Origin(
      String eventId,
      Sender sender,
      Place place,
      Instant at,
      ReplyRoute answering,
      List<Sender> mentioned) {
    this(eventId, sender, place, at, answering, mentioned, null);
  }

  /** The same, written as that message. */
  public Origin writtenAs(ChatPlatform.MessageRef as) {
    return new Origin(eventId, sender, place, at, answering, mentioned, as);
  }

  /** The same, naming these people. */
  public Origin naming(List<Sender> people) {
    return new Origin(eventId, sender, place, at, answering, people, message);
  }

  /** How the answer travels. */
  public enum ReplyRoute {
    /** The platform waits: the adapter itself hands the answer over. */
    IN_PLACE,
    /** Nobody waits: the answer is written to the outbox in the transaction of the change. */
    POSTED,
    /** The same, and wherever it was done, the answer is for the person alone. */
    TO_SENDER
  }

  /** Whether the answer comes from the outbox. */
  public boolean answeredLater() {
    return answering != ReplyRoute.IN_PLACE;
  }
}
