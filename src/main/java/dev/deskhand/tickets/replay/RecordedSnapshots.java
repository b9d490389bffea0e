package dev.deskhand.tickets.replay;

import dev.deskhand.tickets.IncidentSnapshot;
import dev.deskhand.tickets.IncidentState;
import dev.deskhand.tickets.Incidents;
import dev.deskhand.tickets.Priority;
import dev.deskhand.tickets.WaitingFor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads facts back out of the words in which a change of them is on record. */
final class RecordedSnapshots {

  /** A value may hold a comma, so that only the known names part the words. */
  private static final Pattern BETWEEN =
      Pattern.compile(
          ", (?=(?:state|merged"
              + " into|impact|urgency|priority|team|assignee|service|category|outage): )");

  private RecordedSnapshots() {}

  /**
   * How an incident was after a change.
   *
   * @param before how it was before; null for the report, whose words tell all
   * @param words what {@link IncidentSnapshot#differingFrom} or {@link IncidentSnapshot#inWords}
   *     said of it
   * @param people gives the id of a person by name
   */
  static IncidentSnapshot after(
      @Nullable IncidentSnapshot before, String words, Instant at, Function<String, Long> people) {
    Map<String, String> changed = new HashMap<>();
    for (String part : BETWEEN.split(words)) {
      int colon = part.indexOf(": ");
      if (colon > 0) {
        changed.put(part.substring(0, colon), part.substring(colon + 2));
      }
    }
    IncidentSnapshot known =
        before == null
            ? new IncidentSnapshot(
                IncidentSnapshot.Progress.OPENED,
                new IncidentSnapshot.Pressure(
                    Incidents.Level.MEDIUM, Incidents.Level.MEDIUM, Priority.P3),
                new IncidentSnapshot.Holder(null, null, null),
                new IncidentSnapshot.Subject(null, null, null))
            : before;
    return new IncidentSnapshot(
        progress(known.progress(), changed.get("state"), at)
            .goingOnIn(mergedInto(known, changed.get(IncidentSnapshot.MERGED_INTO))),
        new IncidentSnapshot.Pressure(
            word(changed, "impact", Incidents.Level.class, known.pressure().impact()),
            word(changed, "urgency", Incidents.Level.class, known.pressure().urgency()),
            word(changed, "priority", Priority.class, known.pressure().priority())),
        holder(known.holder(), changed, people),
        new IncidentSnapshot.Subject(
            text(changed, "service", known.subject().service()),
            text(changed, "category", known.subject().category()),
            text(changed, "outage", known.subject().outage())));
  }

  private static @Nullable Long mergedInto(IncidentSnapshot before, @Nullable String key) {
    return key == null
        ? before.progress().mergedInto()
        : key.equals("none") ? null : Long.valueOf(key.substring(key.indexOf('-') + 1));
  }

  private static IncidentSnapshot.Progress progress(
      IncidentSnapshot.Progress before, @Nullable String words, Instant at) {
    if (words == null) {
      return before;
    }
    String[] parts = words.split(" for ", 2);
    return before.to(
        value(IncidentState.class, parts[0]),
        parts.length == 1 ? null : value(WaitingFor.class, parts[1]),
        at);
  }

  private static IncidentSnapshot.Holder holder(
      IncidentSnapshot.Holder before, Map<String, String> changed, Function<String, Long> people) {
    String team = text(changed, "team", before.team());
    String name = changed.get("assignee");
    if (name == null) {
      return new IncidentSnapshot.Holder(team, before.assigneeId(), before.assigneeName());
    }
    return name.equals("nobody")
        ? new IncidentSnapshot.Holder(team, null, null)
        : new IncidentSnapshot.Holder(team, people.apply(name), name);
  }

  private static @Nullable String text(
      Map<String, String> changed, String name, @Nullable String before) {
    String text = changed.get(name);
    return text == null ? before : text.equals("none") ? null : text;
  }

  private static <E extends Enum<E>> E word(
      Map<String, String> changed, String name, Class<E> type, E before) {
    String word = changed.get(name);
    return word == null ? before : value(type, word);
  }

  private static <E extends Enum<E>> E value(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }
}
