package dev.deskhand.discord.rendering;

import dev.deskhand.chat.Reply;
import dev.deskhand.platform.PressedMessage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the desk writes into the {@code custom_id} of a component, of which Discord keeps 100
 * characters. A letter and a number begin each, so that a desk recognises what another version of
 * it has sent.
 */
public sealed interface ComponentId {

  int LONGEST = 100;

  /** In what it stands, if a person alone sees that. */
  default PressedMessage in() {
    return PressedMessage.OTHER;
  }

  /** A button that stands for a command. */
  record Press(String command, PressedMessage in) implements ComponentId {
    @Override
    public String toString() {
      return (switch (in) {
            case OWN_CARD -> "c1|";
            case OWN_QUESTION -> "q1|";
            case SHARED_CARD, WINDOW, OTHER -> "a1|";
          })
          + command;
    }
  }

  /** A menu whose options are commands. */
  record Menu(int number) implements ComponentId {
    @Override
    public String toString() {
      return "s1|" + number;
    }
  }

  /**
   * A button that opens a form.
   *
   * @param form the form's id
   * @param command the form's command, for when the form is no longer known; empty if there is no
   *     room for it
   */
  record Open(String form, String command) implements ComponentId {
    static Open of(Reply.Form form) {
      return new Open(form.id(), form.command());
    }

    @Override
    public String toString() {
      return withForm("o1", form, command);
    }
  }

  /**
   * A form.
   *
   * @param command as in {@link Open}
   */
  record Fields(String form, String command) implements ComponentId {
    @Override
    public String toString() {
      return withForm("f1", form, command);
    }
  }

  /**
   * One page of a form that has several.
   *
   * @param number from 1
   */
  record Page(String form, int number) implements ComponentId {
    @Override
    public String toString() {
      return "p1|" + form + "|" + number;
    }
  }

  /**
   * A button that opens one page of a form.
   *
   * @param page from 1
   */
  record Turn(String form, int page) implements ComponentId {
    @Override
    public String toString() {
      return "t1|" + form + "|" + page;
    }
  }

  /** Nothing that this version of the desk sends. */
  record Foreign() implements ComponentId {}

  static ComponentId read(String id) {
    Matcher matcher = Format.ANY.matcher(id);
    if (!matcher.matches()) {
      return new Foreign();
    }
    String rest = matcher.group("rest");
    int bar = rest.indexOf('|');
    String form = bar < 0 ? "" : rest.substring(0, bar);
    String command = rest.substring(bar + 1);
    return switch (matcher.group("kind")) {
      case "a" -> new Press(rest, PressedMessage.OTHER);
      case "c" -> new Press(rest, PressedMessage.OWN_CARD);
      case "q" -> new Press(rest, PressedMessage.OWN_QUESTION);
      case "s" -> new Menu(0);
      case String _ when bar < 0 -> new Foreign();
      case "o" -> new Open(form, command);
      case "f" -> new Fields(form, command);
      case "p" ->
          page(command).<ComponentId>map(page -> new Page(form, page)).orElse(new Foreign());
      case "t" ->
          page(command).<ComponentId>map(page -> new Turn(form, page)).orElse(new Foreign());
      default -> new Foreign();
    };
  }

  private static String withForm(String kind, String form, String command) {
    String whole = kind + "|" + form + "|" + command;
    return whole.length() <= LONGEST ? whole : kind + "|" + form + "|";
  }

  private static Optional<Integer> page(String number) {
    return Format.PAGE.matcher(number).matches()
        ? Optional.of(Integer.valueOf(number))
        : Optional.empty();
  }

  /** How an id is written. */
  final class Format {
    private static final Pattern ANY =
        Pattern.compile("(?<kind>[acqsofpt])1\\|(?<rest>.+)", Pattern.DOTALL);

    private static final Pattern PAGE = Pattern.compile("[1-9][0-9]?");

    private Format() {}
  }
}
