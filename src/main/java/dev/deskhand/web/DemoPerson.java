package dev.deskhand.web;

import dev.deskhand.chat.Sender;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Stream;

/** The people whom anybody may be in demo mode. */
public enum DemoPerson {
  EMPLOYEE("employee", "Erin", "Employee", "reports issues and asks for things"),
  AGENT("agent", "Amir", "Agent", "works on tickets and declares outages"),
  MANAGER("manager", "Mona", "Manager", "asks for summaries and figures"),
  ADMIN("admin", "Ada", "Admin", "looks after people, services and channels");

  public static final String PLATFORM = "web";

  private final String userId;
  private final String firstName;
  private final String title;
  private final String does;

  DemoPerson(String userId, String firstName, String title, String does) {
    this.userId = userId;
    this.firstName = firstName;
    this.title = title;
    this.does = does;
  }

  public String userId() {
    return userId;
  }

  public String firstName() {
    return firstName;
  }

  public String title() {
    return title;
  }

  public String does() {
    return does;
  }

  public String initials() {
    return firstName.substring(0, 2);
  }

  public Sender sender() {
    return new Sender(PLATFORM, userId, firstName);
  }

  public static Optional<DemoPerson> called(String userId) {
    return Stream.of(values()).filter(person -> person.userId.equals(userId)).findFirst();
  }

  /** Whose token it is. Every token is compared in full, whatever the given one looks like. */
  public static Optional<DemoPerson> withToken(String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    Optional<DemoPerson> found = Optional.empty();
    for (DemoPerson person : values()) {
      byte[] own = ("demo-" + person.userId).getBytes(StandardCharsets.UTF_8);
      if (MessageDigest.isEqual(own, given)) {
        found = Optional.of(person);
      }
    }
    return found;
  }
}
