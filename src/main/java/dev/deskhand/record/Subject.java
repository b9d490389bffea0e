package dev.deskhand.record;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What something was done to.
 *
 * @param kind the letters before the dash of a ticket's key; {@code DESK} for the desk itself;
 *     {@code UNKNOWN} for what somebody named and the desk does not know
 * @param id of the ticket or person; null for what is neither
 * @param name which channel, person, service or message of the desk; what was named, if it is not
 *     known; empty for tickets
 */
public record Subject(String kind, @Nullable Long id, String name) {

  private static final String OF_DESK = "DESK";
  private static final Pattern KIND = Pattern.compile("[A-Z]{2,10}");
  private static final Pattern KEY = Pattern.compile("([A-Z]{3})-([1-9][0-9]{0,14})");

  /**
   * @throws IllegalArgumentException if the kind is anything but a few capital letters
   */
  public Subject {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("No kind of subject: " + kind);
    }
  }

  /** A ticket, by the letters before the dash of its key. */
  public static Subject ticket(String kind, long id) {
    return new Subject(kind, id, "");
  }

  /** The key of a ticket; empty for what is none. */
  public String key() {
    return id == null || isOfDesk() ? "" : kind + "-" + id;
  }

  private boolean isOfDesk() {
    return kind.equals(OF_DESK);
  }

  /** Something that belongs to the desk and is no ticket. */
  public static Subject desk(String name) {
    return new Subject(OF_DESK, null, name);
  }

  /** A person, as far as the desk says who they are. */
  public static Subject person(long id, String name) {
    return new Subject(OF_DESK, id, name);
  }

  /** The ticket that has a key, the desk if there is none, else what is not known. */
  public static Subject ofKey(String key) {
    Matcher matcher = KEY.matcher(key);
    if (matcher.matches()) {
      return ticket(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return key.isEmpty() ? desk("") : new Subject("UNKNOWN", null, key);
  }
}
