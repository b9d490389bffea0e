package dev.deskhand.language;

import java.util.Locale;

/** Every command of the desk. What each means and takes is in the {@link CommandRegistry}. */
public enum CommandName {
  HELP,
  WHOAMI,
  REPORT,
  ATTACH,
  MY,
  SHOW,
  FILES,
  FIND,
  STATUS,
  SUBSCRIBE,
  UNSUBSCRIBE,
  CATALOG,
  REQUEST,
  REPLY,
  REOPEN,
  CANCEL,
  QUEUE,
  TICKETS,
  TAKE,
  ASSIGN,
  PRIORITY,
  NOTE,
  WAIT,
  RESUME,
  RESOLVE,
  CLOSE,
  FULFIL,
  OUTAGE_DECLARE,
  OUTAGE_UPDATE,
  OUTAGE_RESOLVE,
  OUTAGE_ATTACH,
  OUTAGE_DETACH,
  APPROVE,
  REJECT,
  SUMMARY,
  METRICS,
  ROLE,
  SERVICE_ADD,
  SERVICE_RENAME,
  SERVICE_RETIRE,
  CHANNEL,
  PANEL,
  AUDIT,
  UNDELIVERED;

  private final String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');

  /** The command as it is typed, in lower case: {@code outage declare}. */
  public String words() {
    return words;
  }

  /** Its entry in the registry. */
  public CommandSpec spec() {
    return CommandRegistry.of(this);
  }
}
