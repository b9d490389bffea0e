package dev.deskhand.tickets.replay;

import dev.deskhand.record.Values;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When a change was made elsewhere, and by whom. */
record ReplayedUpdate(Instant at, @Nullable Long actorId, String actorName) {

  private static final String AT = "updatedAt";
  private static final String BY_ID = "updatedById";
  private static final String BY = "updatedBy";

  /** The one that is on record among others; null if none is. */
  static @Nullable ReplayedUpdate in(Values values) {
    String at = values.text(AT);
    return at == null
        ? null
        : new ReplayedUpdate(
            OffsetDateTime.parse(at).toInstant(),
            values.number(BY_ID),
            Objects.requireNonNullElse(values.text(BY), ReplayedHistory.UNKNOWN));
  }

  Values among(Values values) {
    return values.with(AT, at.toString()).withKnown(BY_ID, actorId).with(BY, actorName);
  }
}
