package dev.deskhand.chat;

import org.jspecify.annotations.Nullable;

/** A platform does not say what has to be known before anything can be done. */
public class PlatformSilentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what of whom, and what is not said: {@code Discord does not say …}
   */
  public PlatformSilentException(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
