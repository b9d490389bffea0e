package dev.deskhand.chat;

/**
 * Something that the reader of a reply can do with one press.
 *
 * @param label what the button says; at most 75 characters (Slack's limit, the lower one)
 * @param command the words that the press stands for, such as {@code take INC-1}; at most 90
 *     characters, so that they fit into Discord's {@code custom_id} of 100 with a prefix
 * @param style how much it stands out
 */
public record Action(String label, String command, Style style) {

  /** The last word of a command that is to be asked for with a form though nothing is missing. */
  public static final String MORE = "…";

  /** How much an action stands out. */
  public enum Style {
    PLAIN,
    PRIMARY,
    DANGER
  }

  public Action {
    if (label.isBlank() || label.length() > 75) {
      throw new IllegalArgumentException("An action's label has 1 to 75 characters: " + label);
    }
    if (command.isBlank() || command.length() > 90) {
      throw new IllegalArgumentException("An action's command has 1 to 90 characters: " + command);
    }
  }

  /** A plain button. */
  public static Action of(String label, String command) {
    return new Action(label, command, Style.PLAIN);
  }

  /** The button that most people will want. */
  public static Action primary(String label, String command) {
    return new Action(label, command, Style.PRIMARY);
  }

  /** A button whose press is hard to take back. */
  public static Action danger(String label, String command) {
    return new Action(label, command, Style.DANGER);
  }
}
