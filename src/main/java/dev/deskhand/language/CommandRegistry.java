package dev.deskhand.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The one list of commands. Everything that names a command is made from it. */
public final class CommandRegistry {

  /** The command that explains the others. */
  static final String HELP = "help";

  /** The command that free words are most likely meant for. */
  static final String REPORT = "report";

  /** The command that lists what a parameter of {@link CommandSpec.Param.Kind#ITEM} can be. */
  static final String CATALOG = "catalog";

  private final List<CommandDefinition<?>> commands;
  private final Map<String, CommandDefinition<?>> named = new HashMap<>();

  /**
   * @param commands in the order in which people should be told of them
   * @throws IllegalStateException if one has a name twice or a name of more than two words, may be
   *     given by nobody, or finds no room in its group; it is named
   */
  public CommandRegistry(List<? extends CommandDefinition<?>> commands) {
    this.commands = List.copyOf(commands);
    Map<CommandGroup, Integer> members = new EnumMap<>(CommandGroup.class);
    for (CommandDefinition<?> command : commands) {
      CommandSpec spec = command.spec();
      List<String> names = new ArrayList<>(spec.spellings());
      names.add(spec.words());
      for (String name : names) {
        if (named.put(name, command) != null) {
          throw new IllegalStateException("Two commands are called \"" + name + "\"");
        }
      }
      if (spec.words().split(" ", -1).length > 2) {
        throw new IllegalStateException("\"" + spec.words() + "\" has more than two words");
      }
      if (!spec.permission().allowsAnybody()) {
        throw new IllegalStateException("Nobody may give the command \"" + spec.words() + "\"");
      }
      if (members.merge(spec.group(), 1, Integer::sum) > CommandGroup.MOST) {
        throw new IllegalStateException(
            "\"%s\" is one too many: %s holds %d commands at most"
                .formatted(spec.words(), spec.group(), CommandGroup.MOST));
      }
    }
  }

  /** All commands, in the order in which people should be told of them. */
  public List<CommandSpec> all() {
    return commands.stream().<CommandSpec>map(CommandDefinition::spec).toList();
  }

  /**
   * What people are told of a command.
   *
   * @param words its name, in lower case
   * @throws IllegalArgumentException if there is none of that name
   */
  public CommandSpec spec(String words) {
    return find(words)
        .orElseThrow(() -> new IllegalArgumentException("There is no command " + words))
        .spec();
  }

  /** The command of that name or spelling, in lower case. */
  public Optional<CommandDefinition<?>> find(String words) {
    return Optional.ofNullable(named.get(words));
  }

  /** The command that a button or a form gives; its words begin with the command's name. */
  public Optional<CommandDefinition<?>> begins(String words) {
    String lower = words.toLowerCase(Locale.ROOT) + " ";
    return commands.stream()
        .filter(command -> lower.startsWith(command.spec().words() + " "))
        .max(Comparator.comparingInt(command -> command.spec().words().length()));
  }

  /** All of them. */
  List<CommandDefinition<?>> definitions() {
    return commands;
  }
}
