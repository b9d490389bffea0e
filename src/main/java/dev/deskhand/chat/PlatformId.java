package dev.deskhand.chat;

import java.util.Optional;

/**
 * Something of a platform's, an account, a group or a channel, as one word: {@code slack:C012}.
 * Written and read here alone.
 *
 * @param platform the {@link ChatPlatform#name() name} of the platform
 * @param id the platform's own id of it
 */
public record PlatformId(String platform, String id) {

  /** Reads one; empty if the words hold no platform or no id. */
  public static Optional<PlatformId> read(String words) {
    int colon = words.indexOf(':');
    return colon > 0 && colon < words.length() - 1
        ? Optional.of(new PlatformId(words.substring(0, colon), words.substring(colon + 1)))
        : Optional.empty();
  }

  /** What {@link #read} reads. */
  @Override
  public String toString() {
    return platform + ":" + id;
  }
}
