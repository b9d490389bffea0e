package dev.deskhand.notifications;

import dev.deskhand.chat.Address;
import dev.deskhand.people.Actor;
import java.util.List;

/** The channels to which the desk posts: from the configuration, and as admins add and remove. */
public interface Channels {

  /** The channels of one purpose. Read for every incident, so kept in memory for a few seconds. */
  List<Address.Channel> of(Purpose purpose);

  /** Adds a channel, and puts it on record; false if it was there. */
  boolean add(Purpose purpose, Address.Channel channel, Actor by);

  /** Removes a channel, and puts it on record; false if it was not there. */
  boolean remove(Purpose purpose, Address.Channel channel, Actor by);

  /** What is posted to a channel. */
  enum Purpose {
    /** A card for each incident and request, edited as it changes. */
    TRIAGE,
    /** Outages and their updates. */
    STATUS
  }
}
