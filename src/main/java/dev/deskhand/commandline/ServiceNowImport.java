package dev.deskhand.commandline;

import dev.deskhand.tickets.IncidentReplay;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.PastIncident;
import dev.deskhand.tickets.IncidentReplay.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.springframework.dao.NonTransientDataAccessException;

/** Hands the rows of a log to the desk, some hundred at a time. */
final class ServiceNowImport {

  private static final String SOURCE = "servicenow";
  private static final int AT_ONCE = 1_000;

  private final IncidentReplay replay;
  private final ZoneId zone;
  private final Consumer<String> report;

  private final Map<String, List<ServiceNowRow.Change>> waiting = new LinkedHashMap<>();
  private final Set<String> incidents = new HashSet<>();
  private int rowsWaiting = 0;
  private long taken = 0;
  private long takenBefore = 0;
  private long notTaken = 0;

  /**
   * Prepares the import of one log.
   *
   * @param zone in which the log's times are meant
   * @param report is told each row that cannot be taken, with its line and the reason
   */
  ServiceNowImport(IncidentReplay replay, ZoneId zone, Consumer<String> report) {
    this.replay = replay;
    this.zone = zone;
    this.report = report;
  }

  /** Takes a log in, in one pass. */
  Counts take(ServiceNowLog log, UnaryOperator<InputStream> watched) throws IOException {
    log.read(zone, watched, this::add);
    handOver();
    return new Counts(
        taken + takenBefore + notTaken, taken, takenBefore, notTaken, incidents.size());
  }

  private void add(ServiceNowRow row) {
    switch (row) {
      case ServiceNowRow.Unreadable(long line, String number, String reason) ->
          notTaken(line, number, reason);
      case ServiceNowRow.Change change -> {
        waiting.computeIfAbsent(change.number(), _ -> new ArrayList<>()).add(change);
        if (++rowsWaiting == AT_ONCE) {
          handOver();
        }
      }
    }
  }

  private void handOver() {
    List<PastIncident> together =
        waiting.entrySet().stream()
            .map(entry -> new PastIncident(entry.getKey(), past(entry.getValue())))
            .toList();
    if (!together.isEmpty()) {
      try {
        count(replay.replay(SOURCE, together));
      } catch (NonTransientDataAccessException e) {
        // one of them cannot be stored: the others can
        together.forEach(this::handOverAlone);
      }
    }
    waiting.clear();
    rowsWaiting = 0;
  }

  private void handOverAlone(PastIncident incident) {
    List<ServiceNowRow.Change> rows = rows(incident.number());
    try {
      count(rows, replay.replay(SOURCE, incident.number(), incident.changes()));
    } catch (NonTransientDataAccessException e) {
      String reason =
          String.valueOf(e.getMostSpecificCause().getMessage())
              .lines()
              .findFirst()
              .orElse("it cannot be stored");
      rows.forEach(row -> notTaken(row.line(), row.number(), reason));
    }
  }

  private void count(List<List<Verdict>> verdicts) {
    int at = 0;
    for (List<ServiceNowRow.Change> rows : waiting.values()) {
      count(rows, verdicts.get(at++));
    }
  }

  private void count(List<ServiceNowRow.Change> rows, List<Verdict> verdicts) {
    for (int i = 0; i < rows.size(); i++) {
      ServiceNowRow.Change row = rows.get(i);
      switch (verdicts.get(i)) {
        case Verdict.Taken _ -> {
          taken++;
          incidents.add(row.number());
        }
        case Verdict.TakenBefore _ -> {
          takenBefore++;
          incidents.add(row.number());
        }
        case Verdict.NotTaken(String reason) -> notTaken(row.line(), row.number(), reason);
      }
    }
  }

  private void notTaken(long line, String number, String reason) {
    notTaken++;
    report.accept(
        "line %d%s: not taken: %s"
            .formatted(line, number.isEmpty() ? "" : " (" + number + ")", reason));
  }

  private List<ServiceNowRow.Change> rows(String number) {
    return Objects.requireNonNull(waiting.get(number));
  }

  private static List<Past> past(List<ServiceNowRow.Change> rows) {
    return rows.stream().map(ServiceNowRow.Change::past).toList();
  }

  /**
   * What became of the rows.
   *
   * @param incidents how many incidents they belong to, without those of which no row was taken
   */
  record Counts(long read, long taken, long takenBefore, long notTaken, int incidents) {

    /** In lines for people. */
    String inWords() {
      return """
          %,9d rows read
          %,9d taken
          %,9d taken before
          %,9d not taken
          %,9d incidents"""
          .formatted(read, taken, takenBefore, notTaken, incidents);
    }
  }
}
