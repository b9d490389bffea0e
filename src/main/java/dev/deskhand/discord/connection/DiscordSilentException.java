package dev.deskhand.discord.connection;

import org.jspecify.annotations.Nullable;

/** Discord does not say what the desk has to know before it does anything. Nothing was done. */
public class DiscordSilentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DiscordSilentException(String what, @Nullable Throwable cause) {
    super("Discord does not say " + what, cause);
  }
}
