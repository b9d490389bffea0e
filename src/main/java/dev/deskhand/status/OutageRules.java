package dev.deskhand.status;

import dev.deskhand.status.Outages.Outcome;
import dev.deskhand.text.Text;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may be done with an outage. Each rule answers with why not, or with nothing. */
final class OutageRules {

  private static final List<String> WHILE_OPEN =
      List.of("outage update", "outage resolve", "outage attach");

  private OutageRules() {}

  /**
   * @param what what the text is, for the reason: {@code The update}
   */
  static Optional<Outcome> againstText(String what, String text) {
    return problem(what, text).map(why -> new Outcome.NotAllowed(why, List.of()));
  }

  private static Optional<String> problem(String what, String text) {
    if (text.isBlank()) {
      return Optional.of(what + " is missing.");
    }
    int length = Text.length(text);
    if (length > Outages.TEXT_LIMIT) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s has %,d characters; at most %,d are kept.",
              what,
              length,
              Outages.TEXT_LIMIT));
    }
    return Text.hasNul(text)
        ? Optional.of(what + " holds a character that cannot be kept (NUL).")
        : Optional.empty();
  }

  /** A service has at most one open outage, which can get worse and better. */
  static Optional<Outcome> againstSecond(
      String service, Outage.Severity severity, Optional<Outage> open) {
    return open.map(
        outage ->
            new Outcome.NotAllowed(
                "%s of %s is open already: update that one%s."
                    .formatted(
                        outage.key(),
                        service,
                        outage.severity() == severity
                            ? ""
                            : ", with: outage update %s %s WHAT HAPPENED"
                                .formatted(outage.key(), severity.name().toLowerCase(Locale.ROOT))),
                WHILE_OPEN));
  }

  static Optional<Outcome> againstUpdate(Outage outage, Outage.@Nullable Stage to) {
    if (!outage.open()) {
      return Optional.of(
          new Outcome.NotAllowed(
              "%s is resolved. If %s fails again, declare a new outage."
                  .formatted(outage.key(), outage.service()),
              List.of("outage declare", "outage attach")));
    }
    return to == Outage.Stage.RESOLVED
        ? Optional.of(
            new Outcome.NotAllowed(
                "To end " + outage.key() + ", resolve it and say the cause.", WHILE_OPEN))
        : Optional.empty();
  }

  static Optional<Outcome> againstResolve(Outage outage, @Nullable String resolvedBy) {
    return outage.open()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Already(
                outage,
                outage.key()
                    + " was resolved already"
                    + (resolvedBy == null ? "" : " by " + resolvedBy)
                    + "."));
  }
}
