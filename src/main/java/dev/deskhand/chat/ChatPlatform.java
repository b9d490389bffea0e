package dev.deskhand.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A platform on which the desk can speak by itself. One bean per connected platform; a platform
 * that is not configured has none.
 */
public interface ChatPlatform {

  /** The platform's name in lower case, as it stands in {@link Sender#platform()}. */
  String name();

  /**
   * Whether a message can be posted {@link Outbound#under() under} another one, also in somebody's
   * direct conversation, so that what is said about a ticket stands together.
   */
  default boolean hasThreads() {
    return false;
  }

  /**
   * Sends one message, or edits one that was sent before, and waits for the platform's word. It is
   * called outside any transaction, by at most one thread per {@link Address#conversation()
   * conversation} at a time, and throws nothing that the platform did: the outcome says it.
   *
   * <p>What may have been sent before is not sent twice. A card is found again although it has
   * changed meanwhile; the desk then has it edited to what it says now.
   */
  Delivery deliver(Outbound message);

  /**
   * What keeps the desk from doing its work at a place, as far as the platform has said so far: a
   * sentence each, with the way to mend it; empty if nothing is known to. It is called inside a
   * transaction, so it asks nobody.
   */
  default List<String> obstacles(Address place) {
    return List.of();
  }

  /**
   * Asks anew for the files of a message, where the links to them expire, and waits a few seconds
   * at most. It is called outside any transaction and throws nothing that the platform did.
   *
   * @param at where the message stands
   * @param message the platform's id of the message
   */
  default Files files(Address at, String message) {
    return new Files.Unsaid("links to files do not expire there");
  }

  /** What a platform says of the files of a message. */
  sealed interface Files {
    /**
     * What is there.
     *
     * @param links fresh links, by the platform's id of the file
     */
    record There(Map<String, String> links) implements Files {
      public There {
        links = Map.copyOf(links);
      }
    }

    /** The message is gone, or cannot be seen any more. */
    record Gone(String reason) implements Files {}

    /** The platform does not say now. */
    record Unsaid(String reason) implements Files {}
  }

  /**
   * One message.
   *
   * @param id the desk's id of this message, the same at every attempt and of no other message of
   *     this or another desk, for platforms that can tell a repeated message
   * @param to where it goes
   * @param reply what it says
   * @param edits the message that it replaces, or null for a new one
   * @param under the message in whose thread it is posted, or null for the place itself
   * @param triedSince if it may have been sent before, by this or another copy of the desk: a
   *     moment before the first attempt; null at the first. A platform that cannot tell a repeated
   *     message by its id looks from there on whether it is there already
   * @param subject the key of the ticket that it is about, if it is its card or belongs under it;
   *     else null
   * @param cardEnded whether the card that it replaces, or under which it is posted, says that the
   *     work is over
   */
  record Outbound(
      String id,
      Address to,
      Reply reply,
      @Nullable MessageRef edits,
      @Nullable MessageRef under,
      @Nullable Instant triedSince,
      @Nullable String subject,
      boolean cardEnded) {

    /** A message at its first attempt. */
    public Outbound(
        String id,
        Address to,
        Reply reply,
        @Nullable MessageRef edits,
        @Nullable MessageRef under) {
      this(id, to, reply, edits, under, null);
    }

    /** A message about no ticket. */
    public Outbound(
        String id,
        Address to,
        Reply reply,
        @Nullable MessageRef edits,
        @Nullable MessageRef under,
        @Nullable Instant triedSince) {
      this(id, to, reply, edits, under, triedSince, null, false);
    }

    /** Whether it may have been sent before. */
    public boolean again() {
      return triedSince != null;
    }

    /**
     * The key of the ticket whose card this is; null if it is none. Such a message is known again
     * by that key: it says how the ticket stands when it is sent, which may be another way at each
     * attempt. All others say the same each time.
     */
    public @Nullable String cardOf() {
      return reply instanceof Reply.Card card ? card.key() : null;
    }
  }

  /**
   * A message on the platform.
   *
   * @param channel the platform's id of the channel that holds it; {@code channel/thread} for one
   *     in a private thread
   * @param message the platform's id of the message
   */
  record MessageRef(String channel, String message) {}

  /** What became of a delivery. */
  sealed interface Delivery {
    /** It is there. */
    record Delivered(MessageRef message) implements Delivery {}

    /**
     * Not now, and nothing was sent: the platform's pace is kept, before or after it asked for
     * that. No failure: no attempt is counted.
     *
     * @param after how long to wait
     */
    record RateLimited(Duration after, String reason) implements Delivery {}

    /**
     * Not now, and nothing was sent: the platform lets the desk do nothing until somebody acts. No
     * attempt is counted, and what waits is due as soon as the platform is seen to work.
     *
     * @param after how long to wait at most
     */
    record Barred(Duration after, String reason) implements Delivery {}

    /**
     * Not now: the platform is slow or down. The message may have got through.
     *
     * @param after how long the platform needs, or null to let the desk choose
     */
    record Retry(@Nullable Duration after, String reason) implements Delivery {}

    /**
     * Not by this copy of the desk: another one has the connection, and will be asked soon. It
     * counts as no attempt.
     */
    record OtherInstance() implements Delivery {}

    /**
     * Nothing was sent: the message to edit, or under which it belongs, is gone; it can be posted
     * anew.
     */
    record TargetGone(String reason) implements Delivery {}

    /** Never: trying again cannot help until somebody acts on the reason. */
    record Rejected(String reason) implements Delivery {}
  }
}
