package dev.deskhand.chat.optional;

import dev.deskhand.chat.Address;
import dev.deskhand.chat.ChatPlatform;
import java.util.List;
import java.util.Optional;

/**
 * Threads in which people are served about their tickets who take no direct messages: one for each
 * ticket and person. A card that stands in one is kept as standing in {@code channel/thread}. One
 * bean per connected platform that has them.
 */
public interface PrivateThreads {

  /** The {@link ChatPlatform#name() name} of the platform. */
  String platform();

  /** What the desk knows of where such a thread can be made. */
  interface Channels {

    /**
     * The channels that come into question, the best one first: the one where the person reported
     * the ticket, if it is known, and those where people are asked to report. None of them is known
     * to be there still, or to be seen by them. One statement, which reads an index.
     *
     * @param key the ticket's key
     * @return empty if it is no ticket of theirs
     */
    Optional<List<String>> of(Address.Person person, String key);
  }
}
