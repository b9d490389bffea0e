package dev.deskhand.tickets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an incident, as it is on record; never altered afterwards.
 *
 * @param key of the incident to which it happened; of one that was merged, its own
 * @param verb what was done, as the verb of a command: {@code resolve}
 * @param text what was said with it; may be empty
 * @param internal whether only agents may read it
 * @param before what the changed facts were, as {@code name: value} in one line; empty if none
 * @param after what they are now
 * @param place from where it was done
 */
public record HistoryEntry(
    String key,
    Instant at,
    @Nullable Long actorId,
    String actorName,
    String verb,
    String text,
    boolean internal,
    String before,
    String after,
    String place,
    String correlationId) {

  /** The same without what only agents may read of it. */
  HistoryEntry forRequester() {
    return internal
        ? new HistoryEntry(
            key, at, actorId, actorName, verb, "", false, before, after, place, correlationId)
        : this;
  }
}
