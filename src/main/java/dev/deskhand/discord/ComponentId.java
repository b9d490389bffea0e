package dev.deskhand.discord;

import dev.deskhand.chat.Reply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the desk writes into the {@code custom_id} of a component, of which Discord keeps 100
 * characters. A letter and a number begin each, so that a desk recognises what another version of
 * it has sent.
 */
sealed interface ComponentId {

  int LONGEST = 100;

  /** A button that stands for a command. */
  record Press(String command) implements ComponentId {
    @Override
    public String toString() {
      return "a1|" + command;
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
   * @param command the form's command, for when the form is no longer known
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

  /** A form. */
  record Fields(String form, String command) implements ComponentId {
    @Override
    public String toString() {
      return withForm("f1", form, command);
    }
  }

  /** Nothing that this version of the desk sends. */
  record Foreign() implements ComponentId {}

  /** Whether a form's command fits beside its id. */
  static boolean fits(Reply.Form form) {
    return withForm("f1", form.id(), form.command()).length() <= LONGEST;
  }

  static ComponentId read(String id) {
    Matcher matcher = Format.ANY.matcher(id);
    if (!matcher.matches()) {
      return new Foreign();
    }
    String rest = matcher.group("rest");
    if (matcher.group("kind").equals("a")) {
      return new Press(rest);
    }
    if (matcher.group("kind").equals("s")) {
      return new Menu(0);
    }
    int bar = rest.indexOf('|');
    if (bar < 0) {
      return new Foreign();
    }
    String form = rest.substring(0, bar);
    String command = rest.substring(bar + 1);
    return matcher.group("kind").equals("o") ? new Open(form, command) : new Fields(form, command);
  }

  private static String withForm(String kind, String form, String command) {
    return kind + "|" + form + "|" + command;
  }

  /** How an id is written. */
  final class Format {
    private static final Pattern ANY =
        Pattern.compile("(?<kind>[asof])1\\|(?<rest>.+)", Pattern.DOTALL);

    private Format() {}
  }
}
