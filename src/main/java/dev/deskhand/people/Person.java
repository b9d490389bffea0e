package dev.deskhand.people;

import dev.deskhand.language.Role;
import java.util.Set;

/**
 * Somebody the desk knows.
 *
 * @param id the desk's own id
 * @param name what to call them
 * @param roles their roles; at least {@link Role#EMPLOYEE} unless it was taken from them
 */
public record Person(long id, String name, Set<Role> roles) {
  public Person {
    roles = Set.copyOf(roles);
  }

  /** Whether they have a role. */
  public boolean is(Role role) {
    return roles.contains(role);
  }
}
