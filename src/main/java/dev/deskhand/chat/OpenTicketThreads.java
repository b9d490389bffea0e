package dev.deskhand.chat;

import java.util.List;

/** What is talked about where, for whoever reads again what was written meanwhile. */
public interface OpenTicketThreads {

  /**
   * The threads on a platform in which open tickets are talked about, those of the ticket that
   * changed last first; each once.
   */
  List<Place> open(String platform, int atMost);

  /**
   * The platform's ids of the messages in a place that were taken in as talk about a ticket and
   * were not withdrawn since, the oldest first and at most 1,000: those that are later than one of
   * them. For a place that is no thread, those of its whole channel.
   *
   * @param after the id of a message, or what lies between two of them
   */
  List<String> taken(Place place, String after);
}
