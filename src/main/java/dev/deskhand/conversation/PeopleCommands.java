package dev.deskhand.conversation;

import dev.deskhand.chat.Command;
import dev.deskhand.chat.Reply;
import dev.deskhand.people.Identity;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.people.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The commands on people and their roles. */
@Component
class PeopleCommands {

  private final People people;

  PeopleCommands(People people) {
    this.people = people;
  }

  List<Reply> whoAmI(Asked asked) {
    String accounts =
        people.identities(asked.person().id()).stream()
            .map(PeopleCommands::account)
            .collect(Collectors.joining(", "));
    return Answers.one(
        new Reply.Text(
            "You are "
                + asked.person().name()
                + ". Roles: "
                + roles(asked.person())
                + ". Accounts: "
                + accounts
                + "."));
  }

  List<Reply> changeRoles(Command.RoleChange command, Asked asked) {
    Set<Role> add = EnumSet.noneOf(Role.class);
    Set<Role> remove = EnumSet.noneOf(Role.class);
    for (String name : command.add()) {
      Optional<Role> role = role(name);
      if (role.isEmpty()) {
        return unknownRole(name);
      }
      add.add(role.get());
    }
    for (String name : command.remove()) {
      Optional<Role> role = role(name);
      if (role.isEmpty()) {
        return unknownRole(name);
      }
      remove.add(role.get());
    }
    return switch (people.find(asked.platform(), command.person())) {
      case People.Found.One one ->
          switch (people.changeRoles(one.person().id(), add, remove, asked.actor())) {
            case People.RoleOutcome.Changed changed ->
                Answers.one(
                    new Reply.Text(
                        changed.person().name() + " now has: " + roles(changed.person()) + "."));
            case People.RoleOutcome.Refused refused -> Answers.no(refused.why());
          };
      case People.Found.Nobody nobody -> nobody(command.person(), nobody);
      case People.Found.Several several -> several(command.person(), several);
    };
  }

  static List<Reply> nobody(String named, People.Found.Nobody nobody) {
    return Answers.no(
        "The desk knows nobody called "
            + named
            + "."
            + Answers.nearest(nobody.nearest())
            + " Somebody is known once they have written to the desk.");
  }

  static List<Reply> several(String named, People.Found.Several several) {
    return Answers.no(
        "Several people are called "
            + named
            + ": "
            + String.join(", ", several.names())
            + ". Name them by their account.");
  }

  private static List<Reply> unknownRole(String name) {
    return Answers.no(
        "There is no role called "
            + name
            + ". The roles are: "
            + Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static Optional<Role> role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private static String roles(Person person) {
    return person.roles().isEmpty()
        ? "none"
        : person.roles().stream()
            .sorted()
            .map(role -> role.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private static String account(Identity identity) {
    return identity.platform() + " @" + identity.handle();
  }
}
