package dev.deskhand.chat;

import org.jspecify.annotations.Nullable;

/**
 * Where something was said.
 *
 * @param platform the {@link ChatPlatform#name() name} of the platform
 * @param channel the platform's id of the channel or direct conversation
 * @param thread the platform's id of the thread within it, if it was said in one
 * @param direct whether only the person and the desk are there
 */
public record Place(String platform, String channel, @Nullable String thread, boolean direct) {

  /**
   * The place in one word, for the record of changes: {@code slack:C012} or {@code
   * slack:C012/17.3}.
   */
  public String label() {
    return address().conversation();
  }

  /** Where an answer that everybody in this place may read is posted. */
  public Address address() {
    return thread == null
        ? new Address.Channel(platform, channel)
        : new Address.Thread(platform, channel, thread);
  }
}
