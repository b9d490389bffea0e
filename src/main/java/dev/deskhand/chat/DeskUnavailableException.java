package dev.deskhand.chat;

/**
 * The desk could not do what an event asked for, since its database is out of reach. An adapter
 * lets the platform deliver it again; should it have been done after all, that is known by its id.
 */
public class DeskUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DeskUnavailableException(String correlationId, Throwable cause) {
    super("The desk is out of order; see " + correlationId, cause);
  }
}
