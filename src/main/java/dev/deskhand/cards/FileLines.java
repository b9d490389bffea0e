package dev.deskhand.cards;

import dev.deskhand.chat.Action;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The lines by which a ticket says that files came along with its words. They look as anybody could
 * write them; what is really there, the command finds out.
 */
final class FileLines {

  private static final Pattern LINE =
      Pattern.compile("^[^\\n]{1,200}: https?://\\S.*$", Pattern.MULTILINE);

  private FileLines() {}

  /** These actions, with one for the files if any of the texts has such a line. */
  static List<Action> among(List<Action> actions, String key, Stream<String> texts) {
    return texts.anyMatch(text -> text.contains("://") && LINE.matcher(text).find())
        ? Stream.concat(actions.stream(), Stream.of(Action.of("Files", "files " + key))).toList()
        : actions;
  }
}
