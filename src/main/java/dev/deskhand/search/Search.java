package dev.deskhand.search;

import java.util.Collection;
import java.util.List;

/** Finds tickets of all kinds by their words. */
public interface Search {

  /** As many tickets stand on a page. */
  int PAGE = 20;

  /** As many of what matches, the latest, are ranked and counted. */
  int COUNTED = 1_000;

  /**
   * The tickets in which all words occur, best first. Each word must stand at the beginning of one,
   * or of a part of one; if no ticket holds them so, their parts may stand anywhere. Of what
   * matches, the {@value #COUNTED} latest are ranked and counted.
   *
   * @param page from 1
   */
  Found find(String words, Who who, int page);

  /**
   * Takes up how the words of some tickets are now. Belongs in the transaction that changed them.
   *
   * @param prefix the kind's
   */
  void index(String prefix, Collection<Long> ids);

  /** The same of a ticket that is new, so that its words need not be read back. */
  void index(String prefix, SearchedTickets.Texts ticket);

  /**
   * Who looks.
   *
   * @param all whether everybody's tickets are searched, and internal words but those of their own
   * @param seesServices whether what belongs to nobody is searched, too
   */
  record Who(long personId, boolean all, boolean seesServices) {}

  /** What was found. */
  sealed interface Found {

    /**
     * One page of it.
     *
     * @param total how many there are in all, counted up to {@value #COUNTED}
     * @param counted how many of the words were looked for; 0 if there was none to look for
     * @param written how many there were
     * @param pending how many older tickets are not indexed yet, and cannot be found so far
     */
    record Tickets(List<Ticket> tickets, int total, int counted, int written, long pending)
        implements Found {
      public Tickets {
        tickets = List.copyOf(tickets);
      }
    }

    /** So many tickets hold these words that it was given up: a rarer word is needed. */
    record TooMany() implements Found {}
  }

  /** A ticket by its kind and id. */
  record Ticket(String prefix, long id) {}
}
