package dev.deskhand.chat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was written on a platform while the desk did not listen. The desk asks for it; how much is
 * read, in which order, and what it means that a message is missing is decided once for all
 * platforms. Messages are told apart by the platform's ids, of which the longer one is the later,
 * and of two that are equally long the greater.
 */
public interface PlaceHistory {

  /** The {@link ChatPlatform#name() name} of the platform. */
  String platform();

  /** For how long before the desk stopped to listen something may have been told in vain. */
  Duration overlap();

  /** An id before those of all messages that are written from that time on. */
  String idAt(Instant time);

  /** Whether the platform can be asked now; it may take a while to say. */
  default boolean isReady() {
    return true;
  }

  /**
   * Whether what is said in one place is dealt with in its order: then nothing is read again that
   * stands before the last message that the desk has dealt with there while it heard everything.
   */
  default boolean keepsOrder() {
    return false;
  }

  /** Whether only a person and the desk are in a place. */
  default boolean isDirect(Place place) {
    return place.direct();
  }

  /**
   * Whether messages that belong to tickets stand in a place itself, so that those which are not
   * there any more were deleted.
   */
  default boolean holdsTalk(Place place) {
    return true;
  }

  /**
   * Of the places that come into question those that are to be read, the most important first; a
   * platform that knows where there is news leaves out the others, and adds what concerns the desk.
   *
   * @param since what was written from then on, and what became of it, is looked for
   */
  default Places withNews(Places known, Instant since) {
    return known;
  }

  /**
   * A page of what was written in a place, asked for with all the patience that it takes.
   *
   * @param after what was written later than this id
   * @param cursor where the page begins; empty for the first
   * @param awaited whether somebody waits for it
   * @throws java.util.concurrent.CancellationException if the connection was ended meanwhile
   */
  Page page(Source source, String after, String cursor, boolean awaited);

  /** Has a place read when it is its turn, and at once returns. */
  void inTurn(Source source, Runnable reading);

  /**
   * Takes in that a message is gone which had been taken in.
   *
   * @param message the platform's id of the message
   */
  void deleted(Source source, String message);

  /**
   * A place that can be read.
   *
   * @param channel the platform's id of the channel from which it is read
   * @param last the id of the last message there that the desk has dealt with, or null if none is
   *     known
   */
  record Source(Place place, String channel, @Nullable String last) {}

  /**
   * Places that can be read.
   *
   * @param direct direct conversations, each once and as a whole
   * @param threads threads, also those within direct conversations
   */
  record Places(List<Source> direct, List<Source> threads) {
    public Places {
      direct = List.copyOf(direct);
      threads = List.copyOf(threads);
    }
  }

  /** What a platform says when it is asked for a page. */
  sealed interface Page {
    /**
     * Some messages, in any order.
     *
     * @param next where the next page begins; empty after the last one
     * @param hidden whether others may stand there that the desk is not shown
     */
    record Read(List<? extends Message> messages, String next, boolean hidden) implements Page {
      public Read {
        messages = List.copyOf(messages);
      }
    }

    /** It will not say, however often it is asked. */
    record Refused(String reason) implements Page {}

    /** It may say later. */
    record Failed(String reason) implements Page {}
  }

  /** A message that was read. It is taken in by the way of one that has just arrived. */
  interface Message {

    /** The platform's id of the message. */
    String id();

    /**
     * Takes in what it says, unless it is none of the desk's business.
     *
     * @throws DeskUnavailableException if it can be read again later
     */
    void said();

    /**
     * Takes in what it says since it was edited; nothing happens if it was not.
     *
     * @throws DeskUnavailableException if it can be read again later
     */
    void edited();
  }
}
