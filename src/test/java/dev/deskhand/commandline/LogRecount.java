package dev.deskhand.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts a ServiceNow log anew, from its rows alone: in the order of time, of equal times as they
 * were changed. Knows nothing of the desk but what its figures are called. Times are those of UTC.
 */
final class LogRecount {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd-MM-uuuu HH:mm");
  private static final List<String> OVER = List.of("Resolved", "Closed");

  private final List<Row> rows;
  private final List<Event> events = new ArrayList<>();

  private LogRecount(List<Row> rows) {
    this.rows = rows;
    Map<String, List<Row>> incidents = new LinkedHashMap<>();
    rows.forEach(row -> incidents.computeIfAbsent(row.number, _ -> new ArrayList<>()).add(row));
    incidents.values().forEach(this::count);
  }

  static LogRecount of(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> columns = Arrays.asList(lines.getFirst().split(","));
    List<Row> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      rows.add(
          new Row(
              line,
              fields[columns.indexOf("number")],
              fields[columns.indexOf("incident_state")],
              time(fields[columns.indexOf("opened_at")]),
              time(fields[columns.indexOf("sys_updated_at")]),
              Integer.parseInt(fields[columns.indexOf("sys_mod_count")]),
              "P" + fields[columns.indexOf("priority")].charAt(0)));
    }
    return new LogRecount(rows);
  }

  /** The lines of the rows that were changed before a day, and those after, as the log has them. */
  List<String> lines(LocalDate before, boolean later) {
    return rows.stream()
        .filter(row -> later != row.updated.isBefore(before.atStartOfDay()))
        .map(row -> row.line)
        .toList();
  }

  /** The same as if only these rows were known. */
  LogRecount until(LocalDate before) {
    return new LogRecount(
        rows.stream().filter(row -> row.updated.isBefore(before.atStartOfDay())).toList());
  }

  private void count(List<Row> unordered) {
    List<Row> ordered =
        unordered.stream()
            .sorted(Comparator.comparing((Row row) -> row.updated).thenComparing(row -> row.count))
            .toList();
    Row first = ordered.getFirst();
    events.add(new Event("Opened", first.opened, first.opened, first.priority));
    boolean over = false;
    for (Row row : ordered) {
      boolean now = OVER.contains(row.state);
      if (now != over) {
        events.add(
            new Event(
                !now ? "Reopened" : row.state.equals("Resolved") ? "Resolved" : "Closed unresolved",
                row.updated.isBefore(first.opened) ? first.opened : row.updated,
                first.opened,
                row.priority));
      }
      over = now;
    }
  }

  /** How many of these there were from a day (included) to another (included). */
  long number(String figure, LocalDate from, LocalDate to) {
    return in(figure, from, to).size();
  }

  long number(String figure, String priority, LocalDate from, LocalDate to) {
    return in(figure, from, to).stream().filter(event -> event.priority.equals(priority)).count();
  }

  /** How many were open at the end of a day. */
  long backlog(LocalDate day) {
    LocalDate start = LocalDate.of(1970, 1, 1);
    return number("Opened", start, day)
        + number("Reopened", start, day)
        - number("Resolved", start, day)
        - number("Closed unresolved", start, day);
  }

  /** From opening to resolution, to the second; null if there was none. */
  @Nullable Duration meanToResolve(LocalDate from, LocalDate to) {
    List<Long> seconds = secondsToResolve(from, to);
    long sum = seconds.stream().mapToLong(Long::longValue).sum();
    return seconds.isEmpty() ? null : Duration.ofSeconds(Math.round((double) sum / seconds.size()));
  }

  @Nullable Duration medianToResolve(LocalDate from, LocalDate to) {
    List<Long> seconds = secondsToResolve(from, to);
    int half = seconds.size() / 2;
    return seconds.isEmpty()
        ? null
        : Duration.ofSeconds(
            seconds.size() % 2 == 1
                ? seconds.get(half)
                : Math.round((seconds.get(half - 1) + seconds.get(half)) / 2.0));
  }

  private List<Long> secondsToResolve(LocalDate from, LocalDate to) {
    return in("Resolved", from, to).stream()
        .map(event -> Duration.between(event.opened, event.at).toSeconds())
        .sorted()
        .toList();
  }

  private List<Event> in(String figure, LocalDate from, LocalDate to) {
    return events.stream()
        .filter(event -> event.figure.equals(figure))
        .filter(event -> !event.at.isBefore(from.atStartOfDay()))
        .filter(event -> event.at.isBefore(to.plusDays(1).atStartOfDay()))
        .toList();
  }

  private static LocalDateTime time(String text) {
    return LocalDateTime.parse(text, TIME);
  }

  private record Row(
      String line,
      String number,
      String state,
      LocalDateTime opened,
      LocalDateTime updated,
      int count,
      String priority) {}

  private record Event(String figure, LocalDateTime at, LocalDateTime opened, String priority) {}
}
