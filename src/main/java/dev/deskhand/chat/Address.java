package dev.deskhand.chat;

import java.util.Optional;

/** Where a message that the desk sends by itself is to go. */
public sealed interface Address {

  /** The {@link ChatPlatform#name() name} of the platform that delivers there. */
  String platform();

  /**
   * The conversation whose messages must arrive in the order in which they were written: equal
   * addresses have equal conversations.
   */
  String conversation();

  /**
   * Reads a {@link #conversation()}; empty if it names none, such as a platform alone.
   *
   * @param conversation {@code slack:@U1}, {@code slack:C012} or {@code slack:C012/17.3}
   */
  static Optional<Address> read(String conversation) {
    return PlatformId.read(conversation)
        .map(
            at -> {
              int thread = at.id().indexOf('/');
              if (at.id().startsWith("@")) {
                return new Person(at.platform(), at.id().substring(1));
              }
              return thread < 0
                  ? new Channel(at.platform(), at.id())
                  : new Thread(
                      at.platform(), at.id().substring(0, thread), at.id().substring(thread + 1));
            });
  }

  /** The direct conversation with one person. */
  record Person(String platform, String userId) implements Address {
    @Override
    public String conversation() {
      return new PlatformId(platform, "@" + userId).toString();
    }
  }

  /** A channel, at its top level. */
  record Channel(String platform, String channel) implements Address {
    @Override
    public String conversation() {
      return new PlatformId(platform, channel).toString();
    }
  }

  /** A thread within a channel. */
  @SuppressWarnings("JavaLangClash") // every platform calls it so; it is never imported alone
  record Thread(String platform, String channel, String thread) implements Address {
    @Override
    public String conversation() {
      return new PlatformId(platform, channel + "/" + thread).toString();
    }
  }
}
