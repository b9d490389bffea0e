package dev.deskhand.discord;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Mentions in what people write. */
final class Mentions {

  private static final Pattern PERSON = Pattern.compile("<@!?([0-9]{1,20})>");
  private static final Pattern LEADING =
      Pattern.compile("^\\s*<@(?<kind>[!&]?)(?<id>[0-9]{1,20})>[\\s,:]*");

  private Mentions() {}

  /** Text with mentions of people as the contract has them: {@code @123}. */
  static String written(String text) {
    return PERSON.matcher(text).replaceAll("@$1");
  }

  /**
   * What is said to the desk in a text that mentions it: what stands behind the mention that it
   * begins with, or all of it if it is mentioned elsewhere. Empty if it is not mentioned.
   *
   * @param role the id of the role that Discord made for the desk, or "" if it has none
   */
  static Optional<String> saidTo(String text, String user, String role) {
    Matcher leading = LEADING.matcher(text);
    if (leading.find()
        && leading.group("id").equals(leading.group("kind").equals("&") ? role : user)) {
      return Optional.of(text.substring(leading.end()));
    }
    boolean mentioned =
        text.contains("<@" + user + ">")
            || text.contains("<@!" + user + ">")
            || (!role.isEmpty() && text.contains("<@&" + role + ">"));
    return mentioned ? Optional.of(text) : Optional.empty();
  }
}
