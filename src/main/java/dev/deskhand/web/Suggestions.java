package dev.deskhand.web;

import dev.deskhand.chat.Action;
import dev.deskhand.chat.CommandRegistry;
import dev.deskhand.chat.CommandSpec;
import dev.deskhand.people.Person;
import dev.deskhand.people.Role;
import java.util.ArrayList;
import java.util.List;

/** What a person is shown of what they can do. What they may do is decided elsewhere. */
final class Suggestions {

  private Suggestions() {}

  /** The few things that most people come for. */
  static List<Action> quick(Person person) {
    List<Action> quick = new ArrayList<>();
    quick.add(Action.primary("Report an issue", "report"));
    quick.add(Action.of("My tickets", "my"));
    if (person.is(Role.AGENT)) {
      quick.add(Action.of("Queue", "queue"));
    }
    if (person.is(Role.MANAGER)) {
      quick.add(Action.of("Summary", "summary 30d"));
      quick.add(Action.of("Metrics", "metrics 30d"));
    }
    quick.add(Action.of("Status", "status"));
    quick.add(Action.of("Catalog", "catalog"));
    quick.add(Action.of("Help", "help"));
    return quick;
  }

  /** The commands that are for this person, to complete while they type. */
  static List<CommandSpec> commands(Person person) {
    return CommandRegistry.all().stream()
        .filter(
            spec ->
                switch (spec.audience()) {
                  case EVERYONE, REQUESTER_OR_AGENT -> true;
                  case AGENT -> person.is(Role.AGENT);
                  case APPROVER -> person.is(Role.MANAGER) || person.is(Role.ADMIN);
                  case MANAGER -> person.is(Role.MANAGER) || person.is(Role.ADMIN);
                  case ADMIN -> person.is(Role.ADMIN);
                })
        .toList();
  }
}
