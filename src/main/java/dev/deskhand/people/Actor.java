package dev.deskhand.people;

import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Verb;
import java.time.Instant;

/**
 * Who makes a change, where and when: what the record of every change holds.
 *
 * @param personId the person
 * @param name what to call them
 * @param place where they did it, such as {@code slack:C012}
 * @param correlationId finds everything that the desk did and logged for the same utterance
 * @param at when
 */
public record Actor(long personId, String name, String place, String correlationId, Instant at) {

  /** The same, at this moment if theirs is earlier. */
  public Actor notBefore(Instant moment) {
    return at.isBefore(moment) ? new Actor(personId, name, place, correlationId, moment) : this;
  }

  /** What they do to something, to be put on record. */
  public RecordEntry did(Verb verb, Subject subject) {
    return RecordEntry.of(subject, verb, at, personId, name, place, correlationId);
  }
}
