package dev.deskhand.tickets.rules;

import dev.deskhand.text.Text;
import dev.deskhand.tickets.Incidents;
import java.util.Optional;
import java.util.stream.Stream;

/** What texts an incident can hold. */
public final class IncidentTexts {

  private static final int TITLE_LIMIT = 120;

  private IncidentTexts() {}

  /** Why a text cannot be kept; empty if it can. Characters are code points, as in PostgreSQL. */
  public static Optional<String> problem(String text) {
    int length = Text.length(text);
    if (length > Incidents.TEXT_LIMIT) {
      return Optional.of(
          "The text has %,d characters; at most %,d can be kept."
              .formatted(length, Incidents.TEXT_LIMIT));
    }
    if (Text.hasNul(text)) {
      return Optional.of("The text holds a NUL character, which cannot be kept.");
    }
    return Optional.empty();
  }

  /** The first line that says something, cut where a title ends. */
  public static String title(String description) {
    return Text.cut(
        Stream.of(description.split("\\R", -1))
            .filter(each -> !each.isBlank())
            .findFirst()
            .orElse("")
            .strip(),
        TITLE_LIMIT);
  }
}
