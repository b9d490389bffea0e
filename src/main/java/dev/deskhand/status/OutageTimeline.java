package dev.deskhand.status;

import dev.deskhand.people.Actor;
import dev.deskhand.record.RecordEntry;
import dev.deskhand.record.RecordReader;
import dev.deskhand.record.RecordReader.Course;
import dev.deskhand.record.RecordReader.Part;
import dev.deskhand.record.RecordWriter;
import dev.deskhand.record.Subject;
import dev.deskhand.record.Values;
import dev.deskhand.record.Verb;
import dev.deskhand.record.Viewer;
import dev.deskhand.record.Visibility;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What happened to outages: the stage and, where it was set, the severity from then on. */
@Component
public class OutageTimeline {

  /** The changes that say something of it. */
  static final Set<Verb> SAYING = Set.of(Verb.UPDATE, Verb.RESOLVE);

  private static final String STAGE = "stage";
  private static final String SEVERITY = "severity";
  private static final int MOST_ENTRIES = 200;
  private static final int MOST_UPDATES = 20;

  private final RecordWriter writer;
  private final RecordReader reader;

  OutageTimeline(RecordWriter writer, RecordReader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /**
   * Puts a change on record.
   *
   * @param before how it was; null if it is declared now
   * @param after how it is
   */
  void record(Verb verb, @Nullable Outage before, Outage after, String text, Actor by) {
    boolean turned = before == null || before.severity() != after.severity();
    writer.write(
        by.did(verb, subject(after.id()))
            .changing(before == null ? Values.NONE : values(before, turned), values(after, turned))
            .saying(text, Visibility.PUBLIC));
  }

  private static Values values(Outage outage, boolean turned) {
    return Values.of(STAGE, outage.stage()).withKnown(SEVERITY, turned ? outage.severity() : null);
  }

  private static Subject subject(long id) {
    return Subject.ticket(OutageWords.PREFIX, id);
  }

  List<RecordEntry> timeline(long id) {
    return reader.latest(subject(id), Viewer.AGENT, Part.AS_RECORDED, MOST_ENTRIES).reversed();
  }

  List<RecordEntry> announcements(long id) {
    return reader.latest(subject(id), Viewer.REQUESTER, Part.ANNOUNCED, MOST_ENTRIES).reversed();
  }

  List<RecordEntry> updates(long id) {
    return reader.latest(subject(id), Viewer.REQUESTER, Part.UPDATES, MOST_UPDATES);
  }

  /** By the ids of outages, how bad they were when, and how they stood before a moment. */
  Map<Long, Course> courses(Instant moment, Collection<Long> ids) {
    return reader.courses(SEVERITY, moment, OutageWords.PREFIX, ids, Viewer.REQUESTER);
  }

  /** Which stage an outage was in after a change. */
  public static Outage.Stage stage(RecordEntry entry) {
    return Objects.requireNonNull(entry.after().constant(STAGE, Outage.Stage.class));
  }

  /** How bad it was from then on; null for a change that did not set it. */
  public static Outage.@Nullable Severity severity(RecordEntry entry) {
    return entry.after().constant(SEVERITY, Outage.Severity.class);
  }
}
