package dev.deskhand.web.chat;

import dev.deskhand.chat.Action;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a person is shown of what they can do: nothing that they would be refused. */
@Component
final class Suggestions {

  /** The few things that most people come for, in the order in which they are shown. */
  private static final List<Action> QUICK =
      List.of(
          Action.primary("Report an issue", "report"),
          Action.of("My tickets", "my"),
          Action.of("Queue", "queue"),
          Action.of("Summary", "summary 30d"),
          Action.of("Metrics", "metrics 30d"),
          Action.of("Status", "status"),
          Action.of("Catalog", "catalog"),
          Action.of("Help", "help"));

  private final Permissions permissions;
  private final CommandRegistry commands;

  Suggestions(Permissions permissions, CommandRegistry commands) {
    this.permissions = permissions;
    this.commands = commands;
  }

  /** Buttons for the few things that most people come for. */
  List<Action> quick(Person person) {
    return QUICK.stream()
        .filter(
            quick ->
                commands
                    .begins(quick.command())
                    .filter(command -> permissions.concerns(person, command.spec()))
                    .isPresent())
        .toList();
  }

  /** The commands that are for this person, to complete while they type. */
  List<CommandSpec> commands(Person person) {
    return commands.all().stream().filter(spec -> permissions.concerns(person, spec)).toList();
  }
}
