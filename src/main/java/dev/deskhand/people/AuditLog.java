package dev.deskhand.people;

import java.time.Instant;
import java.util.List;

/**
 * The record of what concerns no ticket: changes of channels, roles, services and subscriptions,
 * what became of undelivered messages, and commands that were refused. It only grows.
 */
public interface AuditLog {

  /** How many entries a page has. */
  int PAGE = 30;

  /**
   * Puts a change on record; part of the caller's transaction.
   *
   * @param what was changed, such as {@code channel add triage slack:C012}
   * @param before how it was; empty if it was not there
   * @param after how it is now; empty if it is no longer there
   */
  void record(Actor by, String what, String before, String after);

  /**
   * Puts on record what a start of the desk changes, since its configuration says so: nobody did it
   * in chat. Part of the caller's transaction.
   */
  void recordStart(String what, String before, String after);

  /** As many entries are counted and can be turned to. */
  int COUNTED = 500 * PAGE;

  /**
   * One page of the record, the latest first; pages from 1 to 500, and nothing on one past them.
   * One statement.
   */
  Page latest(int page);

  /** How many entries there are, counted up to {@value #COUNTED}. */
  int count();

  /** One page, and whether there is another after it. */
  record Page(List<Entry> entries, boolean goesOn) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /**
   * One change, or one refused command, whose reason is then in {@code after}.
   *
   * @param who made it, by the name they had then
   * @param place where, such as {@code slack:C012}
   */
  record Entry(
      Instant at,
      String who,
      String place,
      String what,
      String before,
      String after,
      String correlationId) {}
}
