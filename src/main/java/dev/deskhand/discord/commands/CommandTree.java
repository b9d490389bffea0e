package dev.deskhand.discord.commands;

import dev.deskhand.discord.commands.CommandTranslations.Part;
import dev.deskhand.language.CommandGroup;
import dev.deskhand.language.CommandRegistry;
import dev.deskhand.language.CommandSpec;
import dev.deskhand.language.CommandSpec.Param;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The registry's commands in the shape in which Discord shows them: four commands with sub-commands
 * and typed options. The SDK registers what is described here, and {@code
 * bot-manifests/discord/commands.json} says the same for those who register by hand.
 */
public final class CommandTree {

  /**
   * The most characters of an option of free text. Discord allows 6,000; 4,000 are what its modals
   * hold.
   */
  public static final int LONGEST_TEXT = 4_000;

  /** Discord's numbers for the channels that a picker offers: of text, of news, and forums. */
  public static final List<Integer> POSTABLE = List.of(0, 5, 15);

  private static final long MANAGE_GUILD = 1L << 5;
  private static final long MANAGE_MESSAGES = 1L << 13;

  private final CommandRegistry commands;

  /**
   * @throws IllegalStateException if a language lacks the name of a command or of one of its
   *     options; it is named
   */
  public CommandTree(CommandRegistry commands) {
    this.commands = commands;
    for (CommandSpec spec : commands.all()) {
      Stream.concat(Stream.of(name(spec)), spec.params().stream().map(Param::name))
          .filter(name -> CommandTranslations.lack(Part.NAMES, name))
          .findFirst()
          .ifPresent(
              name -> {
                throw new IllegalStateException(
                    "The command \"%s\" has no translation of \"%s\""
                        .formatted(spec.words(), name));
              });
    }
  }

  /**
   * A top-level command.
   *
   * @param permissions the bits of the permissions that a member needs to be shown it, until a
   *     server says otherwise; 0 for everyone
   */
  public record TopCommand(
      String name, String description, long permissions, List<SubCommand> subCommands) {
    public TopCommand {
      subCommands = List.copyOf(subCommands);
    }
  }

  /** An entry in Discord's context menus. */
  public enum Menu {
    REPORT_MESSAGE(3, "Report this message", 0),
    TICKETS_OF_PERSON(2, "Tickets of this person", MANAGE_MESSAGES);

    private final int type;
    private final String title;
    private final long permissions;

    Menu(int type, String title, long permissions) {
      this.type = type;
      this.title = title;
      this.permissions = permissions;
    }

    /** Discord's number for the kind of menu: 2 for people's, 3 for messages'. */
    public int type() {
      return type;
    }

    /** What the menu shows, by which Discord names it too. */
    public String title() {
      return title;
    }

    /** As of {@link TopCommand}. */
    public long permissions() {
      return permissions;
    }
  }

  /** A sub-command: one command of the registry. */
  public record SubCommand(
      CommandSpec command, String name, String description, List<Option> options) {
    public SubCommand {
      options = List.copyOf(options);
    }
  }

  /**
   * An option of a sub-command.
   *
   * @param param the parameter that it fills, by whose name it goes
   * @param autocomplete whether the desk completes it while it is typed
   * @param choices the only values; empty if there are others
   */
  public record Option(
      Param param,
      OptionType type,
      String description,
      boolean required,
      boolean autocomplete,
      List<Choice> choices) {
    public Option {
      choices = List.copyOf(choices);
    }

    public String name() {
      return param.name();
    }
  }

  /** A value, and what is shown for it. */
  public record Choice(String name, String value) {}

  /** The types of options in use, with Discord's numbers for them. */
  public enum OptionType {
    /** Of any characters. */
    STRING(3),
    /** Free text, of at most {@link #LONGEST_TEXT} characters. */
    TEXT(3),
    /** A whole number from 1. */
    NUMBER(4),
    USER(6),
    /** A channel of the server that can be posted to: {@link #POSTABLE}. */
    CHANNEL(7);

    private final int code;

    OptionType(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /** The four commands. */
  public List<TopCommand> commands() {
    return Stream.of(CommandGroup.values())
        .map(
            group ->
                new TopCommand(
                    group.words(), group.summary(), permissions(group), subCommands(group)))
        .toList();
  }

  private static long permissions(CommandGroup group) {
    return switch (group) {
      case DESK -> 0;
      case AGENT, OUTAGE -> MANAGE_MESSAGES;
      case MANAGE -> MANAGE_GUILD;
    };
  }

  private List<SubCommand> subCommands(CommandGroup group) {
    return commands.all().stream()
        .filter(spec -> spec.group() == group)
        .map(CommandTree::subCommand)
        .toList();
  }

  /** Discord wants required options before the others. */
  private static SubCommand subCommand(CommandSpec spec) {
    return new SubCommand(
        spec,
        name(spec),
        spec.summary(),
        spec.params().stream()
            .sorted(Comparator.comparing((Param param) -> !param.required()))
            .map(CommandTree::option)
            .toList());
  }

  /** Lower case, dashes for spaces, without the group's name. */
  private static String name(CommandSpec spec) {
    String prefix = spec.group().words() + " ";
    return (spec.words().startsWith(prefix)
            ? spec.words().substring(prefix.length())
            : spec.words())
        .replace(' ', '-');
  }

  private static Option option(Param param) {
    return new Option(
        param,
        type(param),
        sentence(param.summary()),
        param.required(),
        isCompleted(param),
        isChoice(param) ? choices(param) : List.of());
  }

  private static OptionType type(Param param) {
    return switch (param.kind()) {
      case TEXT, FIELDS -> OptionType.TEXT;
      case NUMBER, PAGE, ID -> OptionType.NUMBER;
      case PERSON -> OptionType.USER;
      case CHANNEL -> OptionType.CHANNEL;
      case KEY, KEYS, WORD, CHOICE, SERVICE, ITEM, PERSON_OR_TEAM, PERIOD, ROLES, COMMAND ->
          OptionType.STRING;
    };
  }

  private static boolean isCompleted(Param param) {
    return switch (param.kind()) {
      case KEY, KEYS, SERVICE, ITEM, PERSON_OR_TEAM, COMMAND -> true;
      case TEXT, WORD, CHANNEL, CHOICE, PERSON, PERIOD, NUMBER, PAGE, ID, ROLES, FIELDS -> false;
    };
  }

  private static boolean isChoice(Param param) {
    return param.kind() == Param.Kind.CHOICE;
  }

  private static List<Choice> choices(Param param) {
    return param.choices().stream().map(value -> new Choice(sentence(value), value)).toList();
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
