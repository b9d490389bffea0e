package dev.deskhand.platform;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands in a message beside words of its own, put into words; the same on every platform. */
public final class MessageParts {

  private MessageParts() {}

  /**
   * What somebody passes on of another message. It begins with words of the desk's, so that nothing
   * that others said is taken for a command of whoever passes it on.
   *
   * @param author whose words these are; null if the platform does not say
   * @param words empty for a message that held none
   * @param link where the message stands; null if the platform does not say
   */
  public static String forwarded(@Nullable String author, String words, @Nullable String link) {
    return together(
        "Forwarded%s: %s"
            .formatted(
                author == null || author.isBlank() ? "" : " from " + author.strip(),
                words.isBlank() ? "a message without words" : words.strip()),
        link);
  }

  /** A question to which people answer by choosing. */
  public static String poll(String question, List<String> answers) {
    return "Poll: %s (%s)".formatted(question, String.join(", ", answers));
  }

  /** Words that were spoken, which the desk cannot hear. */
  public static String voiceMessage(double seconds) {
    return "Voice message of %d s".formatted(Math.max(1, Math.round(seconds)));
  }

  /** A picture with a name that stands for words. */
  public static String sticker(String name) {
    return "Sticker: " + name;
  }

  /** The parts that there are, each on lines of its own; empty if there is none. */
  public static String together(@Nullable String... parts) {
    return Stream.of(parts)
        .filter(part -> part != null && !part.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
