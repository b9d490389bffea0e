package dev.deskhand.language;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One command, as everybody is told of it: help, manifests, Discord's command tree and the manual
 * are made from these.
 *
 * @param name the command
 * @param audience whom it is for
 * @param tree the group in which Discord shows it
 * @param summary what happens, in one line of at most 100 characters (Discord's limit)
 * @param params what it takes, in the order in which they are typed
 * @param visibility who sees its answer
 * @param example words that work
 */
public record CommandSpec(
    CommandName name,
    Audience audience,
    Tree tree,
    String summary,
    List<Param> params,
    Visibility visibility,
    String example) {

  public CommandSpec {
    params = List.copyOf(params);
    if (summary.length() > 100) {
      throw new IllegalArgumentException("Longer than Discord's 100 characters: " + summary);
    }
  }

  /** Whom a command is for. Who may really give it on which ticket, {@code people} decides. */
  public enum Audience {
    EVERYONE("everyone"),
    REQUESTER_OR_AGENT("requester, agent"),
    AGENT("agent"),
    AGENT_OR_MANAGER("agent, manager"),
    APPROVER("approver"),
    MANAGER("manager"),
    ADMIN("admin");

    private final String words;

    Audience(String words) {
      this.words = words;
    }

    /** The audience in words. */
    public String words() {
      return words;
    }
  }

  /** Discord's top-level commands; one holds at most 25 sub-commands. */
  public enum Tree {
    DESK("Report issues, ask for things, see how services are doing"),
    AGENT("Work on tickets"),
    OUTAGE("Declare outages and keep people posted"),
    MANAGE("Figures, people, services and channels");

    private final String summary;

    Tree(String summary) {
      this.summary = summary;
    }

    /** The command's name on Discord. */
    public String command() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What the group is for, in at most 100 characters. */
    public String summary() {
      return summary;
    }
  }

  /** The sub-command's name on Discord: lower case, dashes for spaces, without the tree's name. */
  public String discordName() {
    String words = name.words();
    String prefix = tree.command() + " ";
    return (words.startsWith(prefix) ? words.substring(prefix.length()) : words).replace(' ', '-');
  }

  /** How it is typed: {@code wait KEY requester|vendor|problem [why]}. */
  public String usage() {
    return (name.words() + " " + params.stream().map(Param::usage).collect(Collectors.joining(" ")))
        .strip();
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
   */
  public record Param(
      String name,
      Kind kind,
      boolean required,
      boolean named,
      String summary,
      List<String> choices) {

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
      /** {@code +agent -manager}. */
      ROLES,
      /** {@code name=value} pairs. */
      FIELDS,
      COMMAND
    }

    public Param {
      choices = List.copyOf(choices);
      if (summary.length() > 100) {
        throw new IllegalArgumentException("Longer than Discord's 100 characters: " + summary);
      }
    }

    /** How it is typed. */
    public String usage() {
      String value =
          switch (kind) {
            case KEY -> "KEY";
            case KEYS -> "INC-… [INC-…]";
            case TEXT, NUMBER, WORD, CHANNEL ->
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
