package dev.deskhand.bench.large;

import dev.deskhand.bench.desk.DeskDatabase;
import dev.deskhand.text.TextWords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Three years of work, written into the database of a desk that has none yet: for each thousand
 * incidents 300 requests, 20 outages and 10,000 things on record, in a shape that the desk could
 * have made. It may run meanwhile; it is to be started anew before it is measured.
 */
public final class LargeDesk {

  /** A word that one incident alone holds, and one that all of them do. */
  public static final String RARE_WORD = "zymurgy";

  public static final String COMMON_WORD = "morning";

  private static final String STEPS = "large-desk.sql";

  /** Their indexes are made once the rows are there, which is several times quicker. */
  private static final List<String> LARGEST =
      List.of("incident", "incident_phase", "record_entry", "search_entry");

  private final Connection connection;

  private LargeDesk(Connection connection) {
    this.connection = connection;
  }

  /**
   * Fills the database of a desk in demo mode.
   *
   * @param incidents at least a hundred
   */
  public static void fill(DeskDatabase database, int incidents) throws IOException, SQLException {
    try (Connection owner = database.connectAsOwner()) {
      new LargeDesk(owner).fill(incidents);
    }
  }

  private void fill(int incidents) throws IOException, SQLException {
    // foreign keys need not be looked up for what is known to fit
    for (String setting :
        List.of(
            "session_replication_role = replica",
            "synchronous_commit = off",
            "maintenance_work_mem = '1GB'",
            "work_mem = '128MB'",
            "time zone 'UTC'")) {
      execute("set " + setting);
    }
    if (number("select count(*) from incident") > 0) {
      throw new IllegalStateException("there are incidents already");
    }
    Map<String, String> values = values(incidents);
    List<String> indexes = dropIndexes();
    for (String step : read().split(";\\s*\n", -1)) {
      String statement = step.strip();
      for (Map.Entry<String, String> value : values.entrySet()) {
        statement = statement.replace("${" + value.getKey() + "}", value.getValue());
      }
      timed(firstWords(statement), statement);
    }
    for (String index : indexes) {
      timed(firstWords(index), index);
    }
    timed("vacuum", "vacuum (analyze)");
    execute("checkpoint");
  }

  private Map<String, String> values(int incidents) throws SQLException {
    int people = Math.max(50, incidents / 200);
    Instant end = Instant.now();
    return Map.of(
        "incidents", Integer.toString(incidents),
        "requests", Integer.toString(incidents * 3 / 10),
        "outages", Integer.toString(incidents / 50),
        "people", Integer.toString(people),
        "agents", Integer.toString(people / 50 + 4),
        "entries", Long.toString(number("select coalesce(max(id), 0) from record_entry")),
        "start", end.minus(Duration.ofDays(1_095)).toString(),
        "end", end.toString(),
        "words", Integer.toString(TextWords.VERSION));
  }

  private static String read() throws IOException {
    try (InputStream in = LargeDesk.class.getResourceAsStream(STEPS)) {
      return new String(Objects.requireNonNull(in, STEPS).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Answers what makes them again. */
  private List<String> dropIndexes() throws SQLException {
    List<String> names = new ArrayList<>();
    List<String> definitions = new ArrayList<>();
    for (String table : LARGEST) {
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  """
                  select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
                  where indrelid = '%s'::regclass and not indisunique
                  """
                      .formatted(table))) {
        while (rows.next()) {
          names.add(rows.getString(1));
          definitions.add(rows.getString(2));
        }
      }
    }
    for (String name : names) {
      execute("drop index " + name);
    }
    return definitions;
  }

  private void timed(String what, String statement) throws SQLException {
    long begun = System.nanoTime();
    execute(statement);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (seconds > 1) {
      System.out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, what);
    }
  }

  /** Of the line that says what a statement does, or of the statement. */
  private static String firstWords(String statement) {
    String line = statement.lines().findFirst().orElse("");
    return line.length() <= 70 ? line : line.substring(0, 70) + "…";
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
