package dev.deskhand.platform;

import dev.deskhand.chat.Attachment;
import dev.deskhand.chat.Origin;
import dev.deskhand.chat.Place;
import dev.deskhand.chat.Sender;
import dev.deskhand.chat.Utterance;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of which somebody makes an issue, by a reaction or from its menu. It is reported for
 * the person who wrote it; what no person wrote, for whoever reports it.
 *
 * @param id the platform's id of the message, unique on the platform
 * @param words what it says, in plain text; may be blank
 * @param link where those who may see the message find it, if that is known
 * @param author the person who wrote it; empty for a bot
 * @param files what was sent along
 */
public record MessageReport(
    String id,
    String words,
    Optional<String> link,
    Optional<Sender> author,
    List<Attachment> files) {

  private static final String NO_WORDS = "(no words)";

  public MessageReport {
    files = List.copyOf(files);
  }

  /** The words with a link to the message under them, unless they hold it. */
  public static String linked(String words, String link) {
    if (words.isBlank()) {
      return link;
    }
    return words.contains(link) ? words : words + "\n\n" + link;
  }

  /** What is reported: the words and where they stand. */
  public String text() {
    String said = words.isBlank() ? NO_WORDS : words;
    return link.map(there -> linked(said, there)).orElse(said);
  }

  /**
   * For whom somebody reports a message, as the field of a report has it: nobody for themselves.
   *
   * @param author the platform's id of the person who wrote it; empty for a bot
   */
  public static Optional<String> onBehalf(Optional<String> author, Sender reporter) {
    return author.filter(user -> !user.equals(reporter.userId())).map(user -> "@" + user);
  }

  private Map<String, String> forWhom(Sender reporter) {
    Map<String, String> fields = new HashMap<>();
    onBehalf(author.map(Sender::userId), reporter).ifPresent(user -> fields.put("for", user));
    return fields;
  }

  /** Whom a report of it names besides whoever reports it. */
  private List<Sender> others(Sender reporter) {
    return author.filter(other -> !other.userId().equals(reporter.userId())).stream().toList();
  }

  /** Its being chosen in its menu: that asks for the form of a report, into which its text goes. */
  public Utterance.Submitted fromMenu(Origin origin) {
    return new Utterance.Submitted(
        origin.naming(others(origin.sender())), "report", forWhom(origin.sender()));
  }

  /**
   * A reaction to it, once for each message, however many react. The channel talks about other
   * things and sees the reaction: its people hear no more of it, and those concerned have cards of
   * their own.
   */
  public Utterance.Submitted byReaction(Sender reporter, Place place, Instant at) {
    Map<String, String> fields = forWhom(reporter);
    fields.put("text", text());
    Origin origin =
        new Origin(
            Origin.ONCE + "reaction:" + id,
            reporter,
            // what is said about the ticket does not belong to a thread about other things
            new Place(place.platform(), place.channel(), null, place.direct()),
            at,
            Origin.ReplyRoute.TO_SENDER,
            others(reporter));
    return new Utterance.Submitted(origin, "report", fields, files);
  }
}
