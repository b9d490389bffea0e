package dev.deskhand.notifications;

import dev.deskhand.chat.Place;
import dev.deskhand.chat.optional.PrivateThreads;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The threads in which tickets are talked about. */
public interface TicketThreads {

  /** Whether the desk is connected to a platform on which people are served in threads. */
  boolean on(String platform);

  /** Whether the desk is connected to it, and it has {@link PrivateThreads private threads}. */
  boolean privateOn(String platform);

  /**
   * The tickets whose thread a place is, the one that came there last first, at most 20; none if it
   * is no ticket's. One statement, which reads an index.
   */
  List<TicketThread> at(Place place);

  /**
   * The threads of tickets on a platform, by the tickets' keys, in no order. One statement, which
   * reads an index.
   */
  Map<String, List<Place>> of(String platform, Collection<String> keys);

  /** Who reads along in a thread. */
  enum Side {
    /** The agents alone: it hangs from a card in a channel of theirs. */
    AGENTS,
    /** The requester, alone with the desk or where they reported it. */
    REQUESTER
  }

  /**
   * A ticket's thread.
   *
   * @param key the ticket's key
   * @param conversation the {@link dev.deskhand.chat.Address#conversation() conversation} to which
   *     the card is written: that of the person alone, if it is a private thread
   */
  record TicketThread(String key, Side side, String conversation) {}
}
