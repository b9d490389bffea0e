package dev.deskhand.conversation.commands;

import dev.deskhand.chat.Reply;
import dev.deskhand.conversation.replies.Replies;
import dev.deskhand.people.People;
import dev.deskhand.people.Profile;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Sentences on people that many commands end in. */
public final class PersonReplies {

  private PersonReplies() {}

  /** The answer where nobody is called what somebody was called. */
  public static List<Reply> nobody(String named, People.Found.Nobody nobody) {
    return Replies.no(
        "The desk knows nobody called "
            + named
            + "."
            + Replies.nearest(nobody.nearest())
            + " Somebody is known once they have written to the desk or were mentioned to it.");
  }

  /** The answer where several people are called what somebody was called. */
  public static List<Reply> several(String named, People.Found.Several several) {
    return Replies.no(
        "Several people are called "
            + named
            + ": "
            + String.join(", ", several.names())
            + ". Name them by their account.");
  }

  /** The roles, each with where it comes from. */
  public static String roles(Profile profile) {
    return profile.person().roles().isEmpty()
        ? "none"
        : profile.person().roles().stream()
            .sorted()
            .map(
                role ->
                    role.name().toLowerCase(Locale.ROOT)
                        + " ("
                        + String.join(", ", profile.sources().getOrDefault(role, List.of()))
                        + ")")
            .collect(Collectors.joining(", "));
  }
}
