package dev.deskhand.conversation.threads;

import dev.deskhand.chat.Attachment;
import dev.deskhand.text.Text;
import dev.deskhand.tickets.Incidents;
import java.util.List;

/** What somebody wrote, with the files that came along, as a ticket keeps it. */
public final class RemarkText {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_LINE = 2_000;
  private static final int MOST_FILES = 20;

  private RemarkText() {}

  /** The words and a line for each file, within what a ticket takes at once. */
  public static String with(String words, List<Attachment> files) {
    StringBuilder lines = new StringBuilder();
    int left = Incidents.TEXT_LIMIT;
    for (Attachment file : files.stream().limit(MOST_FILES).toList()) {
      String line = Text.cut(file.name(), LONGEST_NAME) + ": " + file.url();
      int length = Text.length(line) + 1;
      if (length <= LONGEST_LINE && length <= left) {
        lines.append(lines.isEmpty() ? "" : "\n").append(line);
        left -= length;
      }
    }
    String kept = Text.cut(words, left);
    return kept.isEmpty() || lines.isEmpty() ? kept + lines : kept + "\n" + lines;
  }
}
