package dev.deskhand.language;

import java.util.Locale;

/**
 * A group of commands. Discord shows each as a command of its own with at most 25 sub-commands, so
 * none holds more.
 */
public enum CommandGroup {
  DESK("Report issues, ask for things, see how services are doing"),
  AGENT("Work on tickets"),
  OUTAGE("Declare outages and keep people posted"),
  MANAGE("Figures, people, services and channels");

  /** The most commands of one group. */
  public static final int MOST = 25;

  private final String summary;

  CommandGroup(String summary) {
    this.summary = summary;
  }

  /** Its name in lower case. */
  public String words() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the group is for, in at most 100 characters. */
  public String summary() {
    return summary;
  }
}
