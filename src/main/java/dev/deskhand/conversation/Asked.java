package dev.deskhand.conversation;

import dev.deskhand.chat.Origin;
import dev.deskhand.people.Actor;
import dev.deskhand.people.Person;
import dev.deskhand.people.Role;

/**
 * A command's circumstances.
 *
 * @param person who gave it
 * @param actor the same, as the record of changes wants it
 * @param origin how it arrived
 */
record Asked(Person person, Actor actor, Origin origin) {

  String platform() {
    return origin.sender().platform();
  }

  boolean agent() {
    return person.is(Role.AGENT);
  }
}
