package dev.deskhand.slack.standin;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Cursor paging; the cursor is where to go on. */
final class Pages {

  private Pages() {}

  static <T> List<T> of(List<T> all, Arguments arguments, int usual, ObjectNode answer) {
    int from = Math.min(arguments.number("cursor", 0), all.size());
    int to = Math.min(from + arguments.number("limit", usual), all.size());
    boolean more = to < all.size();
    answer.put("has_more", more);
    answer.putObject("response_metadata").put("next_cursor", more ? Integer.toString(to) : "");
    return all.subList(from, to);
  }
}
