package dev.deskhand.conversation.tickets;

import dev.deskhand.chat.Reply;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of what is on record about a ticket.
 *
 * @param total how much is on record in all, counted up to a bound
 */
public record AuditTrail(List<Reply.Row> rows, int total, boolean goesOn) {

  /** As many entries as a page holds. */
  public static final int PAGE = 30;

  public AuditTrail {
    rows = List.copyOf(rows);
  }

  /** A page of what fits into memory as a whole. */
  static AuditTrail of(List<Reply.Row> all, int page) {
    int from = (int) Math.min(all.size(), (page - 1L) * PAGE);
    int to = Math.min(all.size(), from + PAGE);
    return new AuditTrail(all.subList(from, to), all.size(), to < all.size());
  }

  /**
   * One entry.
   *
   * @param what was done
   */
  public static Reply.Row row(RecordEntry entry, String what, String change, String text) {
    String detail =
        Stream.of(change, text, "from " + entry.place(), entry.correlationId())
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(", "));
    return new Reply.Row("", entry.at() + " " + entry.actorName() + ": " + what, detail);
  }

  /** What was done to what of the desk, or which command was refused. */
  public static String what(RecordEntry entry) {
    if (entry.verb() == Verb.REFUSE) {
      return "refused " + entry.after().text("command");
    }
    String what = entry.subject().name();
    return entry.verb() == Verb.CHANGE ? what : (entry.verb().words() + " " + what).strip();
  }

  /** How something was and is now. */
  public static String change(Values before, Values after, Function<Values, String> words) {
    String was = words.apply(before);
    String is = words.apply(after);
    return was.isEmpty() ? is : was + " → " + (is.isEmpty() ? "nothing" : is);
  }
}
