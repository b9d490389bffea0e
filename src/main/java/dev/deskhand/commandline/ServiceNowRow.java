package dev.deskhand.commandline;

import dev.deskhand.tickets.IncidentReplay.Past;

/** One row of an exported log. */
sealed interface ServiceNowRow {

  /** Where it begins in the file, from 1. */
  long line();

  /** The incident's number; empty if it has none. */
  String number();

  /** A change. */
  record Change(long line, String number, Past past) implements ServiceNowRow {}

  /** A row that says nothing that can be understood. */
  record Unreadable(long line, String number, String reason) implements ServiceNowRow {}
}
