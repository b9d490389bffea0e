package dev.deskhand.language;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One command, as everybody is told of it: help, completion, manifests, Discord's commands and the
 * manual are made from these, and who may give it is asked of it.
 *
 * @param words the command as it is typed, in lower case: {@code outage declare}
 * @param group where it stands among the others
 * @param summary what happens, in one line of at most 100 characters
 * @param example words that work
 * @param params what it takes, in the order in which they are typed
 * @param permission who may give it
 * @param visibility who sees its answer
 * @param traits what else the desk has to know before it carries it out
 * @param spellings other ways to spell it
 */
public record CommandSpec(
    String words,
    CommandGroup group,
    String summary,
    String example,
    List<Param> params,
    CommandPermission permission,
    Visibility visibility,
    Set<Trait> traits,
    List<String> spellings) {

  private static final int LONGEST_SUMMARY = 100;

  /** What sets a command apart from most. */
  public enum Trait {
    /** It changes nothing: carrying it out twice does no harm where the asker waits. */
    READS,
    /** What is missing is asked for with a form also where the command was typed. */
    FORM_AT_ONCE,
    /** Its name is a word of ordinary talk: in a thread, it takes more to be a command. */
    ORDINARY_WORD,
    /** Its answer goes to where it was said also where only one person is to see it. */
    ANSWERED_IN_PLACE
  }

  public CommandSpec {
    params = List.copyOf(params);
    traits = Set.copyOf(traits);
    spellings = List.copyOf(spellings);
    checkLength(summary);
  }

  /** A command that takes nothing, that nobody may give yet, and whose answer only they see. */
  public static CommandSpec of(String words, CommandGroup group, String summary, String example) {
    return new CommandSpec(
        words,
        group,
        summary,
        example,
        List.of(),
        CommandPermission.NOBODY,
        Visibility.ONLY_YOU,
        Set.of(),
        List.of());
  }

  /** The same with what it takes, in the order in which it is typed. */
  public CommandSpec takes(Param... taken) {
    return with(List.of(taken), permission, visibility, traits, spellings);
  }

  /** The same for those who may give it. */
  public CommandSpec permits(CommandPermission permitted) {
    return with(params, permitted, visibility, traits, spellings);
  }

  /** The same with an answer that everyone in its place sees. */
  public CommandSpec seenByEveryone() {
    return with(params, permission, Visibility.EVERYONE_HERE, traits, spellings);
  }

  /** The same with these traits. */
  public CommandSpec with(Trait first, Trait... more) {
    return with(params, permission, visibility, EnumSet.of(first, more), spellings);
  }

  /** The same with another spelling. */
  public CommandSpec alsoSpelled(String spelling) {
    List<String> all = Stream.concat(spellings.stream(), Stream.of(spelling)).toList();
    return with(params, permission, visibility, traits, all);
  }

  private CommandSpec with(
      List<Param> taken,
      CommandPermission permitted,
      Visibility seen,
      Set<Trait> set,
      List<String> spelled) {
    return new CommandSpec(words, group, summary, example, taken, permitted, seen, set, spelled);
  }

  /** Whether it has a trait. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** Whether it matters that it is carried out once. */
  public boolean changes() {
    return !is(Trait.READS);
  }

  /** How many words name it. */
  int length() {
    return words.indexOf(' ') < 0 ? 1 : 2;
  }

  /** Whether it means nothing without a ticket, whose key comes first. */
  boolean isAboutTicket() {
    return !params.isEmpty()
        && params.getFirst().kind() == Param.Kind.KEY
        && params.getFirst().required();
  }

  /** Whether it takes something of a kind. */
  boolean hasParam(Param.Kind kind) {
    return params.stream().anyMatch(param -> param.kind() == kind);
  }

  /** How it is typed: {@code wait KEY requester|vendor|problem [why]}. */
  public String usage() {
    return (words + " " + params.stream().map(Param::usage).collect(Collectors.joining(" ")))
        .strip();
  }

  private static void checkLength(String summary) {
    if (summary.length() > LONGEST_SUMMARY) {
      throw new IllegalArgumentException(
          "Longer than %d characters: %s".formatted(LONGEST_SUMMARY, summary));
    }
  }

  /**
   * Something that a command takes.
   *
   * @param name its name: of the option on Discord, of the input in a form, and before the colon
   *     where it is {@code named}
   * @param kind what it is
   * @param required whether the command means nothing without it
   * @param named whether it is typed as {@code name:value} instead of by its position
   * @param summary what it is for, in at most 100 characters
   * @param choices the only values, in lower case; empty if there are others
   * @param preset what a form begins with where nothing was given
   */
  public record Param(
      String name,
      Kind kind,
      boolean required,
      boolean named,
      String summary,
      List<String> choices,
      String preset) {

    /** What a parameter is. */
    public enum Kind {
      /**
       * The key of a ticket; which kinds it may name, the choices say ({@code inc}, {@code req}).
       */
      KEY,
      /** Several keys of incidents. */
      KEYS,
      /** Words up to the end. */
      TEXT,
      /** One word, or several in quotes. */
      WORD,
      /** A channel of some platform, as {@code slack:C012}. */
      CHANNEL,
      CHOICE,
      SERVICE,
      ITEM,
      PERSON,
      PERSON_OR_TEAM,
      PERIOD,
      NUMBER,
      /** The number of a page; no form asks for it. */
      PAGE,
      /** The number under which the desk keeps something. */
      ID,
      /** {@code +agent -manager}. */
      ROLES,
      /** {@code name=value} pairs. */
      FIELDS,
      COMMAND
    }

    public Param {
      choices = List.copyOf(choices);
      checkLength(summary);
    }

    /** What the command means nothing without. */
    public static Param required(String name, Kind kind, String summary, String... choices) {
      return new Param(name, kind, true, false, summary, List.of(choices), "");
    }

    /** What may be left out. */
    public static Param optional(String name, Kind kind, String summary, String... choices) {
      return new Param(name, kind, false, false, summary, List.of(choices), "");
    }

    /** What is typed as {@code name:value}, anywhere, or left out. */
    public static Param named(String name, Kind kind, String summary, String... choices) {
      return new Param(name, kind, false, true, summary, List.of(choices), "");
    }

    /** The key of the ticket that the command is about, of these kinds: {@code inc}. */
    public static Param key(String summary, String... kinds) {
      return required("key", Kind.KEY, summary, kinds);
    }

    /** The key of an incident. */
    public static Param incident() {
      return key("the incident, such as INC-12", "inc");
    }

    /** The key of a request. */
    public static Param request() {
      return key("the request, such as REQ-7", "req");
    }

    /** The key of an outage. */
    public static Param outage() {
      return key("the outage, such as OUT-3", "out");
    }

    /** The key of what one person asked for: an incident or a request. */
    public static Param ticket() {
      return key("the incident or request", "inc", "req");
    }

    /** Which page of a list. */
    public static Param page() {
      return named("page", Kind.PAGE, "which page of the list");
    }

    /** The same, with which a form begins. */
    public Param preset(String value) {
      return new Param(name, kind, required, named, summary, choices, value);
    }

    /** How it is typed. */
    public String usage() {
      String value =
          switch (kind) {
            case KEY -> name.equals("key") ? "KEY" : name + " KEY";
            case KEYS -> "INC-… [INC-…]";
            case TEXT, NUMBER, PAGE, ID, WORD, CHANNEL ->
                choices.isEmpty() ? name : String.join("|", choices);
            case CHOICE -> String.join("|", choices);
            case SERVICE -> named ? "NAME" : "SERVICE";
            case ITEM -> "ITEM";
            case PERSON -> "@person";
            case PERSON_OR_TEAM -> "@person|team";
            case PERIOD -> "7d|30d|FROM..TO";
            case ROLES -> "+role -role";
            case FIELDS -> "field=value …";
            case COMMAND -> "command";
          };
      String typed = named ? name + ":" + value : value;
      return required ? typed : "[" + typed + "]";
    }
  }
}
