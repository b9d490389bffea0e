package dev.deskhand.people.roles;

import static dev.deskhand.language.CommandName.*;
import static dev.deskhand.people.Permissions.Relation.APPROVER;
import static dev.deskhand.people.Permissions.Relation.ASSIGNEE;
import static dev.deskhand.people.Permissions.Relation.READER;
import static dev.deskhand.people.Permissions.Relation.REQUESTER;
import static dev.deskhand.people.Permissions.Relation.WATCHER;
import static dev.deskhand.people.Role.ADMIN;
import static dev.deskhand.people.Role.AGENT;
import static dev.deskhand.people.Role.EMPLOYEE;
import static dev.deskhand.people.Role.GUEST;
import static dev.deskhand.people.Role.MANAGER;

import dev.deskhand.language.CommandName;
import dev.deskhand.people.Permissions.Relation;
import dev.deskhand.people.Role;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may give which command: the whole table.
 *
 * <p>A person may if one of their roles or one of their relations to the ticket is in the row, and
 * none of their relations is excepted. Relations count among those with certain roles only, where
 * the row says so. Somebody without any role may only ask who they are: what they once reported is
 * no longer theirs to work on. An admin runs the desk and is no agent by that; in a small shop they
 * give themselves the agent's role, which goes on record. A guest is none of those for whom
 * something is published.
 */
public final class PermissionTable {

  private static final Map<CommandName, Row> ROWS =
      table(
          row(HELP).anybody(),
          row(WHOAMI).anybody(),
          row(REPORT).roles(EMPLOYEE, AGENT, MANAGER, ADMIN, GUEST),
          row(MY).roles(EMPLOYEE, AGENT, MANAGER, ADMIN, GUEST),
          row(FIND).roles(EMPLOYEE, AGENT, MANAGER, ADMIN, GUEST),
          row(STATUS).roles(EMPLOYEE, AGENT, MANAGER, ADMIN),
          row(SUBSCRIBE).roles(EMPLOYEE, AGENT, MANAGER, ADMIN),
          row(UNSUBSCRIBE).roles(EMPLOYEE, AGENT, MANAGER, ADMIN),
          row(CATALOG).roles(EMPLOYEE, AGENT, MANAGER, ADMIN),
          row(REQUEST).roles(EMPLOYEE, AGENT, MANAGER, ADMIN),
          // managers follow a figure to its evidence; admins see it all in the audit anyway
          row(SHOW)
              .roles(AGENT, MANAGER, ADMIN)
              .relations(REQUESTER, ASSIGNEE, WATCHER, APPROVER, READER),
          row(FILES).roles(AGENT, MANAGER, ADMIN).relations(REQUESTER, ASSIGNEE, WATCHER, APPROVER),
          row(REPLY).roles(AGENT).relations(REQUESTER, WATCHER),
          row(ATTACH).roles(AGENT).relations(REQUESTER),
          row(REOPEN).roles(AGENT).relations(REQUESTER),
          row(CANCEL).roles(AGENT).relations(REQUESTER),
          row(QUEUE).roles(AGENT, MANAGER),
          row(TICKETS).roles(AGENT),
          row(TAKE).roles(AGENT),
          row(ASSIGN).roles(AGENT),
          row(PRIORITY).roles(AGENT),
          row(NOTE).roles(AGENT),
          row(WAIT).roles(AGENT),
          row(RESUME).roles(AGENT),
          row(RESOLVE).roles(AGENT),
          row(CLOSE).roles(AGENT),
          row(FULFIL).roles(AGENT),
          row(OUTAGE_DECLARE).roles(AGENT),
          row(OUTAGE_UPDATE).roles(AGENT),
          row(OUTAGE_RESOLVE).roles(AGENT),
          row(OUTAGE_ATTACH).roles(AGENT),
          row(OUTAGE_DETACH).roles(AGENT),
          // the catalog says which of these roles a request needs: its approvers have that one
          row(APPROVE).relations(APPROVER).among(AGENT, MANAGER, ADMIN).except(REQUESTER),
          row(REJECT).relations(APPROVER).among(AGENT, MANAGER, ADMIN).except(REQUESTER),
          row(SUMMARY).roles(MANAGER),
          row(METRICS).roles(MANAGER),
          row(ROLE).roles(ADMIN),
          row(SERVICE_ADD).roles(ADMIN),
          row(SERVICE_RENAME).roles(ADMIN),
          row(SERVICE_RETIRE).roles(ADMIN),
          row(CHANNEL).roles(ADMIN),
          row(PANEL).roles(ADMIN),
          row(AUDIT).roles(ADMIN),
          row(UNDELIVERED).roles(ADMIN));

  private PermissionTable() {}

  public static Row of(CommandName command) {
    Row row = ROWS.get(command);
    if (row == null) {
      throw new IllegalStateException("No row for " + command);
    }
    return row;
  }

  private static Map<CommandName, Row> table(Row... rows) {
    Map<CommandName, Row> table = new EnumMap<>(CommandName.class);
    for (Row row : rows) {
      if (table.put(row.command(), row) != null) {
        throw new IllegalStateException("Two rows for " + row.command());
      }
    }
    return table;
  }

  private static Row row(CommandName command) {
    return new Row(command, false, Set.of(), Set.of(), EnumSet.allOf(Role.class), Set.of());
  }

  /**
   * One row.
   *
   * @param open whether it needs neither role nor relation
   * @param among for whom the relations count
   */
  public record Row(
      CommandName command,
      boolean open,
      Set<Role> allowed,
      Set<Relation> related,
      Set<Role> among,
      Set<Relation> excepted) {

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
                  .filter(relation -> relation != READER || !roles.equals(Set.of(GUEST)))
                  .anyMatch(relations::contains));
    }

    /** For whom it is, for the sentence that says no. */
    List<String> audience() {
      return Stream.concat(
              allowed.stream().sorted().map(Row::people),
              related.stream().sorted().filter(what -> what != READER).map(Row::people))
          .toList();
    }

    private Row anybody() {
      return new Row(command, true, allowed, related, among, excepted);
    }

    private Row roles(Role... roles) {
      return new Row(command, open, Set.of(roles), related, among, excepted);
    }

    private Row relations(Relation... relations) {
      return new Row(command, open, allowed, Set.of(relations), among, excepted);
    }

    private Row among(Role... roles) {
      return new Row(command, open, allowed, related, Set.of(roles), excepted);
    }

    private Row except(Relation... relations) {
      return new Row(command, open, allowed, related, among, Set.of(relations));
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
}
