package dev.deskhand.discord;

import org.jspecify.annotations.Nullable;

/** Discord does not say what the desk has to know before it does anything. Nothing was done. */
class DiscordSilentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DiscordSilentException(String what, @Nullable Throwable cause) {
    super("Discord does not say " + what, cause);
  }
}
