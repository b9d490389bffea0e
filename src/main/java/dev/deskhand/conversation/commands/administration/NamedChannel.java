package dev.deskhand.conversation.commands.administration;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.PlatformId;
import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.replies.Replies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Channels as people name them. */
final class NamedChannel {

  private NamedChannel() {}

  /** A channel as it was named; empty if that names none. */
  static Optional<Address.Channel> address(@Nullable String channel, CommandContext context) {
    if (channel == null || channel.equalsIgnoreCase("here")) {
      return Optional.of(
          new Address.Channel(context.platform(), context.origin().place().channel()));
    }
    return PlatformId.read(channel)
        .map(named -> new Address.Channel(named.platform().toLowerCase(Locale.ROOT), named.id()));
  }

  /** That what was named is none. */
  static List<Reply> unknown() {
    return Replies.no(
        "A channel is written with its platform, such as slack:C0123 or discord:4567.");
  }
}
