package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.language.Command;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import dev.deskhand.people.Profile;
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
public class PeopleCommands {

  private final People people;

  PeopleCommands(People people) {
    this.people = people;
  }

  public List<Reply> whoAmI(CommandContext asked) {
    return Replies.one(
        new Reply.Text(
            people
                .profile(asked.person().id())
                .map(PeopleCommands::whoAmI)
                .orElse("You are " + asked.person().name() + ".")));
  }

  private static String whoAmI(Profile profile) {
    return "You are "
        + profile.person().name()
        + ". Roles: "
        + roles(profile)
        + ". Accounts: "
        + profile.accounts().stream().map(PeopleCommands::account).collect(Collectors.joining("; "))
        + ".";
  }

  public List<Reply> changeRoles(Command.RoleChange command, CommandContext asked) {
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
                Replies.one(
                    new Reply.Text(
                        changed.person().name() + " now has: " + roles(changed.person()) + "."));
            case People.RoleOutcome.Refused refused -> Replies.no(refused.why());
          };
      case People.Found.Nobody nobody -> Replies.about("person", nobody(command.person(), nobody));
      case People.Found.Several several ->
          Replies.about("person", several(command.person(), several));
    };
  }

  static List<Reply> nobody(String named, People.Found.Nobody nobody) {
    return Replies.no(
        "The desk knows nobody called "
            + named
            + "."
            + Replies.nearest(nobody.nearest())
            + " Somebody is known once they have written to the desk or were mentioned to it.");
  }

  static List<Reply> several(String named, People.Found.Several several) {
    return Replies.no(
        "Several people are called "
            + named
            + ": "
            + String.join(", ", several.names())
            + ". Name them by their account.");
  }

  private static List<Reply> unknownRole(String name) {
    return Replies.no(
        "There is no role called "
            + name
            + ". The roles are: "
            + Arrays.stream(Role.values())
                .filter(role -> role != Role.GUEST)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static Optional<Role> role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.GUEST && role.name().equalsIgnoreCase(name))
        .findFirst();
  }

  private String roles(Person person) {
    return people.profile(person.id()).map(PeopleCommands::roles).orElse("none");
  }

  /** The roles, each with where it comes from. */
  private static String roles(Profile profile) {
    return profile.person().roles().isEmpty()
        ? "none"
        : profile.person().roles().stream()
            .sorted()
            .map(
                role ->
                    role.name().toLowerCase(Locale.ROOT)
                        + " ("
                        + String.join(", ", profile.sources().getOrDefault(role, List.of()))
                        + ")")
            .collect(Collectors.joining(", "));
  }

  private static String account(Profile.Account account) {
    return account.platform()
        + " @"
        + account.handle()
        + (account.email() == null ? "" : ", " + account.email())
        + (account.zone() == null ? "" : ", time zone " + account.zone());
  }
}
