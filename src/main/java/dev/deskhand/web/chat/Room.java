package dev.deskhand.web.chat;

import dev.deskhand.chat.Place;
import dev.deskhand.language.Role;
import dev.deskhand.people.Person;
import dev.deskhand.web.DemoPerson;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place of the browser chat, as one person sees it.
 *
 * @param id the id of the channel: {@code triage}, {@code status}, or {@code @employee} for that
 *     person's direct conversation with the desk
 * @param kind what it is
 */
record Room(String id, Kind kind) {

  enum Kind {
    DESK("desk", "Desk", "You and the desk"),
    TRIAGE("triage", "Triage", "Every ticket, as it changes"),
    STATUS("status", "Status", "Outages and their updates");

    private final String path;
    private final String label;
    private final String topic;

    Kind(String path, String label, String topic) {
      this.path = path;
      this.label = label;
      this.topic = topic;
    }

    public String path() {
      return path;
    }

    public String label() {
      return label;
    }

    public String topic() {
      return topic;
    }
  }

  static Room deskOf(String userId) {
    return new Room("@" + userId, Kind.DESK);
  }

  /** The rooms that a person may see, in the order in which they are shown. */
  static List<Room> of(DemoPerson who, Person person) {
    boolean works = person.is(Role.AGENT) || person.is(Role.ADMIN);
    return Stream.of(Kind.values())
        .filter(kind -> kind != Kind.TRIAGE || works)
        .map(kind -> kind == Kind.DESK ? deskOf(who.userId()) : new Room(kind.path(), kind))
        .toList();
  }

  /** The room of that id, if the chat has one. */
  static Optional<Room> withId(String id) {
    if (id.startsWith("@")) {
      return DemoPerson.called(id.substring(1)).map(person -> deskOf(person.userId()));
    }
    return Stream.of(Kind.TRIAGE, Kind.STATUS)
        .filter(kind -> kind.path().equals(id))
        .map(kind -> new Room(id, kind))
        .findFirst();
  }

  public boolean direct() {
    return kind == Kind.DESK;
  }

  Place place(@Nullable Long thread) {
    return new Place(
        DemoPerson.PLATFORM, id, thread == null ? null : Long.toString(thread), direct());
  }
}
