package dev.deskhand.web.chat;

import dev.deskhand.chat.Action;
import dev.deskhand.language.CommandName;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.people.Permissions;
import dev.deskhand.people.Person;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What a person is shown of what they can do: nothing that they would be refused. */
@Component
final class Suggestions {

  /** The few things that most people come for, in the order in which they are shown. */
  private static final List<Quick> QUICK =
      List.of(
          new Quick(CommandName.REPORT, Action.primary("Report an issue", "report")),
          new Quick(CommandName.MY, Action.of("My tickets", "my")),
          new Quick(CommandName.QUEUE, Action.of("Queue", "queue")),
          new Quick(CommandName.SUMMARY, Action.of("Summary", "summary 30d")),
          new Quick(CommandName.METRICS, Action.of("Metrics", "metrics 30d")),
          new Quick(CommandName.STATUS, Action.of("Status", "status")),
          new Quick(CommandName.CATALOG, Action.of("Catalog", "catalog")),
          new Quick(CommandName.HELP, Action.of("Help", "help")));

  private final Permissions permissions;

  Suggestions(Permissions permissions) {
    this.permissions = permissions;
  }

  private record Quick(CommandName command, Action action) {}

  /** Buttons for the few things that most people come for. */
  List<Action> quick(Person person) {
    return QUICK.stream()
        .filter(quick -> permissions.concerns(person, quick.command()))
        .map(Quick::action)
        .toList();
  }

  /** The commands that are for this person, to complete while they type. */
  List<CommandSpec> commands(Person person) {
    Stream<CommandSpec> all = CommandRegistry.all().stream();
    return all.filter(spec -> permissions.concerns(person, spec.name())).toList();
  }
}
