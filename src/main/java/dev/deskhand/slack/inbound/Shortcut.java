package dev.deskhand.slack.inbound;

/**
 * The entries that the app adds to Slack's menus. The manifests follow this list; a test holds it
 * to the handlers of {@link SlackApp}, which name an entry as {@code Shortcut.REPORT.callbackId()}.
 */
public enum Shortcut {
  REPORT(
      Menu.GLOBAL,
      "desk:report",
      "Report an issue",
      "Opens a form in which you tell the desk what is wrong"),
  REPORT_MESSAGE(
      Menu.MESSAGE,
      "desk:report-message",
      "Report this message",
      "Makes an issue of this message, on behalf of who wrote it");

  /** In which of Slack's menus an entry is. */
  public enum Menu {
    GLOBAL("global"),
    MESSAGE("message");

    private final String word;

    Menu(String word) {
      this.word = word;
    }

    /** As Slack's manifest calls it. */
    public String word() {
      return word;
    }
  }

  private final Menu menu;
  private final String callbackId;
  private final String label;
  private final String description;

  Shortcut(Menu menu, String callbackId, String label, String description) {
    this.menu = menu;
    this.callbackId = callbackId;
    this.label = label;
    this.description = description;
  }

  public Menu menu() {
    return menu;
  }

  /** By which Slack says that this entry was chosen. */
  public String callbackId() {
    return callbackId;
  }

  /** What the menu shows; at most 24 characters. */
  public String label() {
    return label;
  }

  /** At most 150 characters. */
  public String description() {
    return description;
  }
}
