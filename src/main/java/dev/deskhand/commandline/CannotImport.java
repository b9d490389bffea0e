package dev.deskhand.commandline;

/** Nothing can be taken of a file; the message is the one line to show. */
final class CannotImport extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotImport(String line) {
    super(line);
  }
}
