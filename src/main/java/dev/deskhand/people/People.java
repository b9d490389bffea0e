package dev.deskhand.people;

import dev.deskhand.chat.Accounts;
import dev.deskhand.chat.Sender;
import dev.deskhand.language.Role;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The people whom the desk knows. */
public interface People {

  /**
   * Who the sender is. Somebody new who is a member of their platform becomes an employee, and an
   * admin too if the configuration names them ({@code DESKHAND_ADMINS}). What the sender's {@link
   * dev.deskhand.chat.MembershipStatus standing} says replaces what was known, unless it is
   * unknown; but a guest becomes a member, and a member a guest, by {@link Accounts} alone. One
   * statement for somebody known of whom nothing has changed. Their name is made safe: one line of
   * at most 100 characters.
   */
  Person recognise(Sender sender);

  /**
   * Finds a person as somebody named them: {@code @userId}, {@code @handle} or a full name, without
   * regard to case. The platform where they were named is looked at first. A user id that the
   * platform's adapter vouches for but the desk has never met is not found.
   */
  Found find(String platform, String named);

  /** Whose account it is, with the roles that they have now; one statement. */
  Optional<Person> account(String platform, String userId);

  /** A person by id. */
  Optional<Person> byId(long personId);

  /** What is known of a person; two statements. */
  Optional<Profile> profile(long personId);

  /** The accounts of a person. */
  List<Identity> identities(long personId);

  /**
   * Where a person can be reached, with the preferred platform first if they have it; nowhere on
   * one that they have left.
   */
  Optional<Identity> reach(long personId, String preferredPlatform);

  /** The same for many at once, by person; who has no account is left out. One statement. */
  Map<Long, Identity> reachAll(Collection<Long> personIds, String preferredPlatform);

  /**
   * The accounts that the configuration makes admins ({@code DESKHAND_ADMINS}) and that have not
   * spoken to the desk yet. Each is called by its id.
   */
  List<Identity> unmetAdmins();

  /** At most {@code limit} people who were given a role or whose group carries it, by name. */
  List<Person> having(Role role, int limit);

  /**
   * Gives and takes roles, and puts it on record. Refused where it would leave the desk without an
   * admin, or take that role from somebody whom the configuration names, for a role that only a
   * group of theirs carries, for {@link Role#GUEST}, and for somebody who has left.
   */
  RoleOutcome changeRoles(long personId, Set<Role> add, Set<Role> remove, Actor by);

  /** A person known only by name, such as one in an imported log; found again by the same name. */
  default long imported(String source, String name) {
    return Objects.requireNonNull(imported(source, Set.of(name)).get(name));
  }

  /**
   * The same for many at once: the id of each, by the name that was given. One statement where all
   * are known. They have no role.
   */
  Map<String, Long> imported(String source, Set<String> names);

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
