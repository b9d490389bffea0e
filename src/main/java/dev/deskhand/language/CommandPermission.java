package dev.deskhand.language;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may give a command.
 *
 * <p>A person may if one of their roles or one of their relations to the ticket is in it, and none
 * of their relations is excepted. Relations count among those with certain roles only, where it
 * says so. Somebody without any role may only do what is open to anybody: what they once reported
 * is no longer theirs to work on. An admin runs the desk and is no agent by that; in a small shop
 * they give themselves the agent's role, which goes on record. A guest is none of those for whom
 * something is published.
 *
 * @param open whether it needs neither role nor relation
 * @param allowed which roles may
 * @param related who may for what they are to the ticket
 * @param among for whom the relations count
 * @param excepted who may not, whatever else they are
 */
public record CommandPermission(
    boolean open,
    Set<Role> allowed,
    Set<Relation> related,
    Set<Role> among,
    Set<Relation> excepted) {

  /** Nobody may. */
  public static final CommandPermission NOBODY =
      new CommandPermission(false, Set.of(), Set.of(), Set.of(), Set.of());

  private static final Set<Role> STAFF =
      EnumSet.of(Role.EMPLOYEE, Role.AGENT, Role.MANAGER, Role.ADMIN);

  public CommandPermission {
    allowed = Set.copyOf(allowed);
    related = Set.copyOf(related);
    among = Set.copyOf(among);
    excepted = Set.copyOf(excepted);
  }

  /** Everybody, also without a role. */
  public static CommandPermission anybody() {
    return new CommandPermission(true, Set.of(), Set.of(), Set.of(), Set.of());
  }

  /** Whoever has one of these roles. */
  public static CommandPermission roles(Role... roles) {
    return new CommandPermission(
        false, Set.of(roles), Set.of(), EnumSet.allOf(Role.class), Set.of());
  }

  /** Every employee, whatever else they are. */
  public static CommandPermission staff() {
    return roles(STAFF.toArray(Role[]::new));
  }

  /** Every employee, and guests. */
  public static CommandPermission staffAndGuests() {
    return roles(Role.values());
  }

  /** Those too who are one of these to the ticket. */
  public CommandPermission relations(Relation... relations) {
    return new CommandPermission(open, allowed, Set.of(relations), among, excepted);
  }

  /** Relations count for those only who have one of these roles. */
  public CommandPermission among(Role... roles) {
    return new CommandPermission(open, allowed, related, Set.of(roles), excepted);
  }

  /** Not those who are one of these to the ticket. */
  public CommandPermission except(Relation... relations) {
    return new CommandPermission(open, allowed, related, among, Set.of(relations));
  }

  /** Whether somebody with these roles and relations may. */
  public boolean allows(Set<Role> roles, Set<Relation> relations) {
    if (open) {
      return true;
    }
    if (roles.isEmpty() || excepted.stream().anyMatch(relations::contains)) {
      return false;
    }
    return allowed.stream().anyMatch(roles::contains)
        || (among.stream().anyMatch(roles::contains)
            && related.stream()
                .filter(
                    relation -> relation != Relation.READER || !roles.equals(Set.of(Role.GUEST)))
                .anyMatch(relations::contains));
  }

  /** Whether there is anybody who may, on some ticket. */
  boolean allowsAnybody() {
    return open || !allowed.isEmpty() || (!related.isEmpty() && !among.isEmpty());
  }

  /** For whom it is, for the sentence that says no. */
  public List<String> audience() {
    return Stream.concat(
            allowed.stream().sorted().map(CommandPermission::people),
            related.stream()
                .sorted()
                .filter(what -> what != Relation.READER)
                .map(CommandPermission::people))
        .toList();
  }

  /** For whom it is, in one line. */
  public String words() {
    return open || allowed.containsAll(STAFF) || related.contains(Relation.READER)
        ? "everyone"
        : String.join(", ", audience());
  }

  private static String people(Role role) {
    return switch (role) {
      case EMPLOYEE -> "employees";
      case AGENT -> "agents";
      case MANAGER -> "managers";
      case ADMIN -> "admins";
      case GUEST -> "guests";
    };
  }

  private static String people(Relation relation) {
    return switch (relation) {
      case REQUESTER -> "its requester";
      case ASSIGNEE -> "its assignee";
      case WATCHER -> "who reported it";
      case APPROVER -> "its approvers";
      case READER -> "everybody";
    };
  }
}
