package dev.deskhand.conversation.commands.administration;

import static dev.deskhand.language.CommandPermission.roles;
import static dev.deskhand.language.Role.ADMIN;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.CommandContext;
import dev.deskhand.conversation.commands.PersonReplies;
import dev.deskhand.conversation.commands.TicketlessCommand;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import dev.deskhand.language.CommandSpec.Param.Kind;
import dev.deskhand.language.ParsedArguments;
import dev.deskhand.language.Role;
import dev.deskhand.people.People;
import dev.deskhand.people.Person;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

@Component
@Order(370)
record RoleCommand(People people) implements TicketlessCommand<RoleCommand.Arguments> {

  static final CommandSpec SPEC =
      CommandSpec.of(
              "role",
              CommandGroup.MANAGE,
              "Gives and takes roles: employee, agent, manager, admin",
              "role @sam +agent -manager")
          .takes(
              Param.required("person", Kind.PERSON, "whose roles"),
              Param.required("changes", Kind.ROLES, "such as +agent -manager"))
          .permits(roles(ADMIN));

  /**
   * Which roles to give and take.
   *
   * @param person as they were named
   * @param add names of roles to give
   * @param remove names of roles to take
   */
  record Arguments(String person, List<String> add, List<String> remove) {
    Arguments {
      add = List.copyOf(add);
      remove = List.copyOf(remove);
    }
  }

  @Override
  public CommandSpec spec() {
    return SPEC;
  }

  @Override
  public Arguments arguments(ParsedArguments given) {
    return new Arguments(
        given.text("person"), given.roles("changes", '+'), given.roles("changes", '-'));
  }

  @Override
  public List<Reply> carryOut(Arguments given, CommandContext context) {
    Set<Role> add = EnumSet.noneOf(Role.class);
    Set<Role> remove = EnumSet.noneOf(Role.class);
    for (String name : given.add()) {
      Optional<Role> role = role(name);
      if (role.isEmpty()) {
        return unknownRole(name);
      }
      add.add(role.get());
    }
    for (String name : given.remove()) {
      Optional<Role> role = role(name);
      if (role.isEmpty()) {
        return unknownRole(name);
      }
      remove.add(role.get());
    }
    return switch (people.find(context.platform(), given.person())) {
      case People.Found.One one ->
          switch (people.changeRoles(one.person().id(), add, remove, context.actor())) {
            case People.RoleOutcome.Changed changed ->
                Replies.one(
                    new Reply.Text(
                        changed.person().name() + " now has: " + rolesOf(changed.person()) + "."));
            case People.RoleOutcome.Refused refused -> Replies.no(refused.why());
          };
      case People.Found.Nobody nobody ->
          Replies.about("person", PersonReplies.nobody(given.person(), nobody));
      case People.Found.Several several ->
          Replies.about("person", PersonReplies.several(given.person(), several));
    };
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

  private String rolesOf(Person person) {
    return people.profile(person.id()).map(PersonReplies::roles).orElse("none");
  }
}
