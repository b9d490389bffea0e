package dev.deskhand.language;

import dev.deskhand.chat.TicketKey;

/** Arguments of a command on one ticket. */
public interface OnTicket {
  /** The ticket. */
  TicketKey key();
}
