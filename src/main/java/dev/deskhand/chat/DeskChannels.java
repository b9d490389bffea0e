package dev.deskhand.chat;

import java.util.Set;

/** The channels in which the desk works, for the adapter that has to reach them. */
public interface DeskChannels {

  /**
   * The platform's ids of the channels to which the desk posts there.
   *
   * @param platform the {@link dev.deskhand.chat.ChatPlatform#name() name} of the platform
   */
  Set<String> on(String platform);
}
