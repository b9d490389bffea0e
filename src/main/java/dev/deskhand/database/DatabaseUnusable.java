package dev.deskhand.database;

import org.jspecify.annotations.Nullable;

/**
 * The desk cannot start because its database cannot be had. The message is one line that a person
 * who runs the desk can act upon; it is all that is shown.
 */
public final class DatabaseUnusable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseUnusable(String line) {
    super(line);
  }

  DatabaseUnusable(String line, @Nullable Throwable cause) {
    super(line, cause);
  }
}
