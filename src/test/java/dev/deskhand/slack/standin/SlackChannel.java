package dev.deskhand.slack.standin;

import java.util.HashSet;
import java.util.Set;

/** A place where messages are: a public or private channel, or one person's DM with the desk. */
public record SlackChannel(
    String id, String name, Kind kind, Set<String> members, boolean archived) {

  /** What sort of place; decides the {@code channel_type} of events. */
  public enum Kind {
    PUBLIC("channel"),
    PRIVATE("group"),
    DIRECT("im");

    final String eventType;

    Kind(String eventType) {
      this.eventType = eventType;
    }
  }

  public SlackChannel {
    members = Set.copyOf(members);
  }

  SlackChannel joinedBy(String user) {
    Set<String> more = new HashSet<>(members);
    more.add(user);
    return new SlackChannel(id, name, kind, more, archived);
  }

  SlackChannel without(String user) {
    Set<String> fewer = new HashSet<>(members);
    fewer.remove(user);
    return new SlackChannel(id, name, kind, fewer, archived);
  }

  SlackChannel archive() {
    return new SlackChannel(id, name, kind, members, true);
  }
}
