package dev.deskhand.requests;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.RecordReader;
import dev.deskhand.record.RecordReader.Part;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Viewer;
import dev.deskhand.record.Visibility;
import dev.deskhand.requests.ServiceRequest.State;
import java.util.List;
import org.springframework.stereotype.Component;

/** What happened to requests; all of it may be known to whoever sees the request. */
@Component
class RequestHistory {

  private static final int MOST_ENTRIES = 200;

  private final RecordWriter writer;
  private final RecordReader reader;

  RequestHistory(RecordWriter writer, RecordReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  void record(long id, Verb verb, String text, State before, State after, Actor by) {
    writer.write(entry(id, verb, text, state(before), after, by));
  }

  /** Puts on record that it was asked for, and the step that follows of itself. */
  void recordSubmitted(long id, String text, State next, Actor by) {
    writer.write(
        List.of(
            entry(id, Verb.SUBMIT, text, Values.NONE, State.SUBMITTED, by),
            entry(id, Verb.ROUTE, "", state(State.SUBMITTED), next, by)));
  }

  private static RecordEntry entry(
      long id, Verb verb, String text, Values before, State after, Actor by) {
    return by.did(verb, Subject.ticket(RequestWords.PREFIX, id))
        .changing(before, state(after))
        .saying(text, Visibility.PUBLIC);
  }

  private static Values state(State state) {
    return Values.of("state", state);
  }

  /** The latest 200 entries, oldest first. */
  List<RecordEntry> latest(long id) {
    return reader
        .latest(
            Subject.ticket(RequestWords.PREFIX, id), Viewer.REQUESTER, Part.BY_TIME, MOST_ENTRIES)
        .reversed();
  }
}
