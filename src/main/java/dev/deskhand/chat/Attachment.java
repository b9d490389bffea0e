package dev.deskhand.chat;

import org.jspecify.annotations.Nullable;

/**
 * A file that somebody sent along with their words. The desk keeps no file, only where it is.
 *
 * @param name the file's name
 * @param url where those who may see it find it
 * @param held what holds it, if the url expires and the platform is to be {@link ChatPlatform#files
 *     asked} for a new one; null if the url lasts
 */
public record Attachment(String name, String url, @Nullable Held held) {

  public Attachment {
    // whoever sent it chose them
    name = CleanText.readable(name);
    url = CleanText.readable(url);
  }

  /** A file whose url lasts. */
  public Attachment(String name, String url) {
    this(name, url, null);
  }

  /**
   * A file in a message.
   *
   * @param channel the {@link Place#channel() channel} of the message
   * @param thread the {@link Place#thread() thread} that it stands in, if it does
   * @param message the platform's id of the message
   * @param file the platform's id of the file
   */
  public record Held(String channel, @Nullable String thread, String message, String file) {}
}
