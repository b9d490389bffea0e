package dev.deskhand.cards;

/** As whom somebody reads the card of a ticket; decides what can be pressed. */
public enum CardReader {
  /** Whose ticket it is. */
  REQUESTER,
  /** Who reported it for somebody else. */
  REPORTER,
  /** Who may decide it. */
  APPROVER,
  /** Who works on it. */
  AGENT,
  /** Somebody who may look and do nothing. */
  ONLOOKER
}
