package dev.deskhand.conversation.tickets;

import dev.deskhand.chat.Reply;
import java.util.List;
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
   * @param what when it happened, who did it, and what it was
   */
  public static Reply.Row row(
      String what, String change, String text, String place, String correlationId) {
    String detail =
        Stream.of(change, text, "from " + place, correlationId)
            .filter(part -> !part.isBlank())
            .reduce((first, second) -> first + ", " + second)
            .orElse("");
    return new Reply.Row("", what, detail);
  }

  /** How something was and is now. */
  public static String change(String before, String after) {
    return before.isEmpty() ? after : before + " → " + (after.isEmpty() ? "nothing" : after);
  }
}
