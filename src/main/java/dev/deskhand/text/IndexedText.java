package dev.deskhand.text;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The words of texts as PostgreSQL's {@code tsvector} takes them, with their places, so that words
 * that stand together rank higher. What would be more than one can hold is left out.
 */
public final class IndexedText {

  // two of them make up an entry of the index, which holds a megabyte at most
  private static final int MOST_BYTES = 400_000;
  private static final int LAST_PLACE = 16_383;
  private static final int MOST_PLACES = 6;
  private static final int COST_OF_ENTRY = 12;

  private final Map<String, TreeSet<String>> places = new LinkedHashMap<>();
  private int bytes;
  private int place;

  /** Adds the words of a text. The weight is PostgreSQL's, from A, which counts most, to D. */
  public IndexedText add(char weight, String text) {
    for (TextWords.Word word : TextWords.of(text)) {
      place = Math.min(place + 1, LAST_PLACE);
      for (String entry : word.entries()) {
        TreeSet<String> known = places.get(entry);
        int cost =
            known == null ? entry.getBytes(StandardCharsets.UTF_8).length + COST_OF_ENTRY : 2;
        if (bytes + cost > MOST_BYTES) {
          return this;
        }
        if (known == null) {
          known = new TreeSet<>();
          places.put(entry, known);
        }
        if (known.size() < MOST_PLACES && known.add("" + place + weight)) {
          bytes += cost;
        }
      }
    }
    return this;
  }

  /** What can be cast to a {@code tsvector}. */
  @Override
  public String toString() {
    StringBuilder vector = new StringBuilder(2 * bytes);
    places.forEach(
        (entry, at) ->
            vector
                .append('\'')
                .append(entry)
                .append("':")
                .append(String.join(",", at))
                .append(' '));
    return vector.toString();
  }
}
