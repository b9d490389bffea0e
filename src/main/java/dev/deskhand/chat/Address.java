package dev.deskhand.chat;

/** Where a message that the desk sends by itself is to go. */
public sealed interface Address {

  /** The {@link ChatPlatform#name() name} of the platform that delivers there. */
  String platform();

  /**
   * The conversation whose messages must arrive in the order in which they were written: equal
   * addresses have equal conversations.
   */
  String conversation();

  /** The direct conversation with one person. */
  record Person(String platform, String userId) implements Address {
    @Override
    public String conversation() {
      return platform + ":@" + userId;
    }
  }

  /** A channel, at its top level. */
  record Channel(String platform, String channel) implements Address {
    @Override
    public String conversation() {
      return platform + ":" + channel;
    }
  }

  /** A thread within a channel. */
  @SuppressWarnings("JavaLangClash") // every platform calls it so; it is never imported alone
  record Thread(String platform, String channel, String thread) implements Address {
    @Override
    public String conversation() {
      return platform + ":" + channel + "/" + thread;
    }
  }
}
