package dev.deskhand.definitions;

/**
 * A definition file that the desk cannot start with. The message is one line for the administrator:
 * the file, the line and what is expected there.
 */
public final class InvalidDefinition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A complaint about a file as a whole. */
  public InvalidDefinition(String message) {
    super(message);
  }

  InvalidDefinition(String file, int line, String what) {
    super(file + " line " + line + ": " + what);
  }
}
