package dev.deskhand.record;

import java.util.Locale;

/** What was done, as the verb of the command that does it, whatever it was done to. */
public enum Verb {
  REPORT,
  TAKE,
  ASSIGN,
  PRIORITY,
  NOTE,
  REPLY,
  WAIT,
  RESUME,
  RESOLVE,
  CLOSE,
  REOPEN,
  CANCEL,
  AMEND,
  WITHDRAW,
  DECLARE,
  UPDATE,
  ATTACH,
  DETACH,
  /** Goes on in another one. */
  MERGE,
  /** Another one goes on in it. */
  ABSORB,
  RELATE,
  SUBMIT,
  /** To its approvers or, where none are needed, to fulfilment. */
  ROUTE,
  APPROVE,
  REJECT,
  FULFIL,
  SAY,
  ROLE,
  CHANNEL_ADD,
  CHANNEL_REMOVE,
  PANEL,
  SERVICE_ADD,
  SERVICE_RENAME,
  SERVICE_RETIRE,
  SUBSCRIBE,
  UNSUBSCRIBE,
  UNDELIVERED_RETRY,
  UNDELIVERED_RELEASE,
  UNDELIVERED_DISCARD,
  /** A change of the desk that an earlier version put on record in words alone. */
  CHANGE,
  /** A command was refused. */
  REFUSE;

  /** As it is typed: {@code channel add}. */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The one that is typed so. */
  public static Verb of(String words) {
    return valueOf(words.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}
