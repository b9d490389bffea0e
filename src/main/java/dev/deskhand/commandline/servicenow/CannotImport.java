package dev.deskhand.commandline.servicenow;

/** Nothing can be taken of a file; the message is the one line to show. */
public final class CannotImport extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CannotImport(String line) {
    super(line);
  }
}
