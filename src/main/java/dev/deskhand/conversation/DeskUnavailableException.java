package dev.deskhand.conversation;

/**
 * The desk could neither do what an event asked for nor write down an apology: its database is out
 * of reach. Nothing of the event was kept, so an adapter lets the platform deliver it again.
 */
public class DeskUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DeskUnavailableException(String correlationId, Throwable cause) {
    super("The desk is out of order; see " + correlationId, cause);
  }
}
