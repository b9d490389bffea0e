package dev.deskhand.commandline.servicenow;

import dev.deskhand.commandline.servicenow.ServiceNowIncident.Change;
import dev.deskhand.tickets.IncidentReplay;
import dev.deskhand.tickets.IncidentReplay.Past;
import dev.deskhand.tickets.IncidentReplay.PastIncident;
import dev.deskhand.tickets.IncidentReplay.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.NonTransientDataAccessException;

/** Brings the rows of a log in order and hands them to the desk, some hundred at a time. */
public final class ServiceNowImport {

  private static final String SOURCE = "servicenow";
  private static final int AT_ONCE = 1_000;

  private final IncidentReplay replay;
  private final DataSource database;
  private final ZoneId zone;
  private final Consumer<String> report;

  private final List<List<Change>> waiting = new ArrayList<>();
  private int rowsWaiting = 0;
  private String how = "";
  private int incidents = 0;
  private long read = 0;
  private long taken = 0;
  private long takenBefore = 0;
  private long notTaken = 0;

  /**
   * Prepares the import of one log.
   *
   * @param database where the rows of one incident are brought together
   * @param zone in which times without a zone are meant
   * @param report is told each row that cannot be taken, with its line and the reason
   */
  public ServiceNowImport(
      IncidentReplay replay, DataSource database, ZoneId zone, Consumer<String> report) {
    this.replay = replay;
    this.database = database;
    this.zone = zone;
    this.report = report;
  }

  /** Takes a log in: reads it once, then goes through its incidents. */
  public Counts take(ServiceNowLog log, Progress progress) throws IOException, SQLException {
    ServiceNowTimes times = new ServiceNowTimes(zone);
    try (ServiceNowStaging staging = new ServiceNowStaging(database)) {
      log.read(progress::reading, new Staged(staging, times));
      ServiceNowIncident meaning = new ServiceNowIncident(times, log.columns(), zone);
      progress.taking(read - notTaken);
      staging.incidents(
          rows -> {
            add(meaning.changes(rows, (row, reason) -> notTaken(row, reason)));
            progress.taken(rows.size());
          },
          row ->
              notTaken(
                  row,
                  "its incident has more than %,d rows".formatted(ServiceNowStaging.MOST_OF_ONE)));
      handOver();
    }
    how = log.inWords() + times.inWords();
    return new Counts(read, taken, takenBefore, notTaken, incidents);
  }

  /** In what way the log was read, in words; empty until it was. */
  public String how() {
    return how;
  }

  private void add(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    waiting.add(changes);
    rowsWaiting += changes.size();
    if (rowsWaiting >= AT_ONCE) {
      handOver();
    }
  }

  private void handOver() {
    if (!waiting.isEmpty()) {
      try {
        List<List<Verdict>> verdicts =
            replay.replay(SOURCE, waiting.stream().map(ServiceNowImport::past).toList());
        for (int i = 0; i < verdicts.size(); i++) {
          count(waiting.get(i), verdicts.get(i));
        }
      } catch (NonTransientDataAccessException e) {
        // one of them cannot be stored: the others can
        waiting.forEach(this::handOverAlone);
      }
    }
    waiting.clear();
    rowsWaiting = 0;
  }

  private void handOverAlone(List<Change> changes) {
    PastIncident incident = past(changes);
    try {
      count(changes, replay.replay(SOURCE, incident.number(), incident.changes()));
    } catch (NonTransientDataAccessException e) {
      String reason =
          String.valueOf(e.getMostSpecificCause().getMessage())
              .lines()
              .findFirst()
              .orElse("it cannot be stored");
      changes.forEach(change -> notTaken(change.row(), reason));
    }
  }

  private void count(List<Change> changes, List<Verdict> verdicts) {
    long before = taken + takenBefore;
    for (int i = 0; i < changes.size(); i++) {
      switch (verdicts.get(i)) {
        case Verdict.Taken _ -> taken++;
        case Verdict.TakenBefore _ -> takenBefore++;
        case Verdict.NotTaken(String reason) -> notTaken(changes.get(i).row(), reason);
      }
    }
    incidents += taken + takenBefore > before ? 1 : 0;
  }

  private void notTaken(ServiceNowRow row, String reason) {
    notTaken(row.line(), row.number(), reason);
  }

  private void notTaken(long line, String number, String reason) {
    notTaken++;
    report.accept(
        "line %d%s: not taken: %s"
            .formatted(line, number.isEmpty() ? "" : " (" + number + ")", reason));
  }

  private static PastIncident past(List<Change> changes) {
    List<Past> past = changes.stream().map(Change::past).toList();
    return new PastIncident(changes.getFirst().row().number(), past);
  }

  /** Lets somebody look on. */
  public interface Progress {

    /** Before the file is read. */
    default InputStream reading(InputStream bytes) {
      return bytes;
    }

    /** Before what was read is taken. */
    default void taking(long rows) {}

    /** That many more rows have been gone through. */
    default void taken(int rows) {}
  }

  /**
   * What became of the rows.
   *
   * @param incidents how many incidents they belong to, without those of which no row was taken
   */
  public record Counts(long read, long taken, long takenBefore, long notTaken, int incidents) {

    /** In lines for people. */
    public String inWords() {
      return """
          %,9d rows read
          %,9d taken
          %,9d taken before
          %,9d not taken
          %,9d incidents"""
          .formatted(read, taken, takenBefore, notTaken, incidents);
    }
  }

  /** Keeps the rows until all have been read. */
  private final class Staged implements ServiceNowLog.Rows {

    private final ServiceNowStaging staging;
    private final ServiceNowTimes times;

    Staged(ServiceNowStaging staging, ServiceNowTimes times) {
      this.staging = staging;
      this.times = times;
    }

    @Override
    public void row(ServiceNowRow row) throws IOException {
      read++;
      times.see(
          row.number(),
          row.fields().orNull(ServiceNowColumn.UPDATED_AT),
          row.fields().orNull(ServiceNowColumn.OPENED_AT));
      staging.add(row);
    }

    @Override
    public void unreadable(long line, String number, String reason) {
      read++;
      notTaken(line, number, reason);
    }
  }
}
