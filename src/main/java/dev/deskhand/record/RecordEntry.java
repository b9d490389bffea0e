package dev.deskhand.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened; never altered once it is on record.
 *
 * @param at when it happened; on record as fine as PostgreSQL keeps time
 * @param actorId who did it; null where nobody did
 * @param actorName what they were called then
 * @param place by what way, such as {@code slack:C012}
 * @param before what the fields that it changed held before
 * @param after what they held afterwards
 * @param correlationId finds everything that the desk did and logged for the same utterance
 * @param sourceId tells it from all others that come from elsewhere; null for what happened here
 * @param words what was said with it; empty if nothing, or if it is no longer kept
 * @param recorded its place in the record; null until it is there
 */
public record RecordEntry(
    Subject subject,
    Instant at,
    @Nullable Long actorId,
    String actorName,
    String place,
    Verb verb,
    Values before,
    Values after,
    Visibility visibility,
    String correlationId,
    @Nullable String sourceId,
    String words,
    @Nullable Recorded recorded) {

  /**
   * A place in the record.
   *
   * @param id of two entries, the later one on record has the higher
   * @param at when it was put on record
   */
  public record Recorded(long id, Instant at) {}

  /** Something public of which nothing else is known yet. */
  public static RecordEntry of(
      Subject subject,
      Verb verb,
      Instant at,
      @Nullable Long actorId,
      String actorName,
      String place,
      String correlationId) {
    return new RecordEntry(
        subject,
        at,
        actorId,
        actorName,
        place,
        verb,
        Values.NONE,
        Values.NONE,
        Visibility.PUBLIC,
        correlationId,
        null,
        "",
        null);
  }

  /** Something that a start of the desk did, since its configuration says so. */
  public static RecordEntry ofStart(Subject subject, Verb verb, Instant at) {
    return of(subject, verb, at, null, "The desk", "start", "start");
  }

  /** The same with what it changed. */
  public RecordEntry changing(Values before, Values after) {
    return with(subject, before, after, visibility, sourceId, words);
  }

  /** The same with what was said. */
  public RecordEntry saying(String words, Visibility visibility) {
    return with(subject, before, after, visibility, sourceId, words);
  }

  /** The same with its id elsewhere. */
  public RecordEntry known(@Nullable String sourceId) {
    return with(subject, before, after, visibility, sourceId, words);
  }

  /** The same, done to something else. */
  public RecordEntry about(Subject subject) {
    return with(subject, before, after, visibility, sourceId, words);
  }

  private RecordEntry with(
      Subject subject,
      Values before,
      Values after,
      Visibility visibility,
      @Nullable String sourceId,
      String words) {
    return new RecordEntry(
        subject,
        at,
        actorId,
        actorName,
        place,
        verb,
        before,
        after,
        visibility,
        correlationId,
        sourceId,
        words,
        recorded);
  }

  public boolean internal() {
    return visibility == Visibility.INTERNAL;
  }
}
