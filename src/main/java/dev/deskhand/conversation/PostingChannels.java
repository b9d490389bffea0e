package dev.deskhand.conversation;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.DeskChannels;
import dev.deskhand.notifications.Channels;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The channels of all purposes. */
@Component
class PostingChannels implements DeskChannels {

  private final Channels channels;

  PostingChannels(Channels channels) {
    this.channels = channels;
  }

  @Override
  public Set<String> on(String platform) {
    return Arrays.stream(Channels.Purpose.values())
        .flatMap(purpose -> channels.of(purpose).stream())
        .filter(channel -> channel.platform().equals(platform))
        .map(Address.Channel::channel)
        .collect(Collectors.toUnmodifiableSet());
  }
}
