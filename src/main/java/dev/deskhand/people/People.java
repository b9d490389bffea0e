package dev.deskhand.people;

import dev.deskhand.chat.Sender;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people whom the desk knows. */
public interface People {

  /**
   * Who the sender is. Somebody new becomes an employee, and an admin too if the configuration
   * names them ({@code DESKHAND_ADMINS}). One statement for somebody known.
   */
  Person recognise(Sender sender);

  /**
   * Finds a person as somebody named them: {@code @userId}, {@code @handle} or a full name, without
   * regard to case. The platform where they were named is looked at first. A user id that the
   * platform's adapter vouches for but the desk has never met is not found.
   */
  Found find(String platform, String named);

  /** A person by id. */
  Optional<Person> byId(long personId);

  /** The accounts of a person. */
  List<Identity> identities(long personId);

  /** Where a person can be reached, with the preferred platform first if they have it. */
  Optional<Identity> reach(long personId, String preferredPlatform);

  /** At most {@code limit} people who have a role, by name. */
  List<Person> having(Role role, int limit);

  /** Gives and takes roles. Nobody can take the last admin's role from them. */
  RoleOutcome changeRoles(long personId, Set<Role> add, Set<Role> remove, Actor by);

  /** A person known only by name, such as one in an imported log; found again by the same name. */
  long imported(String source, String name);

  /** What came of looking for a person. */
  sealed interface Found {
    /** Exactly one. */
    record One(Person person) implements Found {}

    /** Nobody; with the nearest names. */
    record Nobody(List<String> nearest) implements Found {}

    /** Several of that name. */
    record Several(List<String> names) implements Found {}
  }

  /** What came of changing roles. */
  sealed interface RoleOutcome {
    /** The person as they are now. */
    record Changed(Person person) implements RoleOutcome {}

    /** Nothing was changed. */
    record Refused(String why) implements RoleOutcome {}
  }
}
