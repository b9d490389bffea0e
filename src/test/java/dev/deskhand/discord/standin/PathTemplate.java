package dev.deskhand.discord.standin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path with named holes: {@code /channels/{channel_id}/messages}. */
record PathTemplate(String text, List<String> segments) {
  static PathTemplate of(String text) {
    return new PathTemplate(text, List.of(text.split("/")));
  }

  /** What fills the holes, or empty when the path is another one. */
  Optional<Map<String, String>> matches(String path) {
    List<String> actual = List.of(path.split("/"));
    if (actual.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> holes = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String wanted = segments.get(i);
      if (wanted.startsWith("{")) {
        holes.put(wanted.substring(1, wanted.length() - 1), actual.get(i));
      } else if (!wanted.equals("*") && !wanted.equals(actual.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(holes);
  }

  /** The more is fixed, the more it says: {@code /users/@me} before {@code /users/{id}}. */
  long fixedSegments() {
    return segments.stream().filter(one -> !one.startsWith("{") && !one.equals("*")).count();
  }
}
