package dev.deskhand.commandline.servicenow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Brings the rows of one incident together, wherever they stand in a file: in a table of the
 * database that only this connection sees and that goes with it, so that a file of any length costs
 * little memory.
 */
final class ServiceNowStaging implements AutoCloseable {

  /** How many rows of one incident are handed over at most; those after them are left out. */
  static final int MOST_OF_ONE = 10_000;

  private static final int FETCHED = 2_000;

  private final Connection connection;
  private final PGCopyOutputStream copy;
  private final StringBuilder row = new StringBuilder();

  ServiceNowStaging(DataSource database) throws SQLException {
    connection = database.getConnection();
    try {
      connection.setAutoCommit(false);
      run(
          """
          create temporary table if not exists servicenow_row (
            number text collate "C", line bigint, former text, fields text)
          """,
          "truncate servicenow_row");
      copy =
          new PGCopyOutputStream(
              connection.unwrap(PGConnection.class), "copy servicenow_row from stdin", 1 << 16);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  void add(ServiceNowRow staged) throws IOException {
    row.setLength(0);
    row.append(escaped(staged.number()))
        .append('\t')
        .append(staged.line())
        .append('\t')
        .append(staged.formerId())
        .append('\t')
        .append(escaped(staged.fields().packed()))
        .append('\n');
    copy.write(row.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Hands over all rows, incident by incident and in the file's order for each.
   *
   * @param leftOut is told the rows that are too many for one incident
   */
  void incidents(Consumer<List<ServiceNowRow>> incidents, Consumer<ServiceNowRow> leftOut)
      throws SQLException, IOException {
    copy.close();
    // it outlives its transaction, so that the database need not keep old rows for it
    run(
        """
        declare servicenow_rows no scroll cursor with hold for
        select number, line, former, fields from servicenow_row order by number, line
        """);
    connection.commit();
    List<ServiceNowRow> together = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      while (fetch(statement, together, incidents, leftOut)) {
        connection.commit();
      }
    }
    if (!together.isEmpty()) {
      incidents.accept(together);
    }
  }

  private static boolean fetch(
      Statement statement,
      List<ServiceNowRow> together,
      Consumer<List<ServiceNowRow>> incidents,
      Consumer<ServiceNowRow> leftOut)
      throws SQLException {
    boolean any = false;
    try (ResultSet rows =
        statement.executeQuery("fetch forward %d from servicenow_rows".formatted(FETCHED))) {
      while (rows.next()) {
        any = true;
        ServiceNowRow next =
            new ServiceNowRow(
                rows.getString(1),
                rows.getLong(2),
                rows.getString(3),
                ServiceNowFields.unpacked(rows.getString(4)));
        if (!together.isEmpty() && !together.getFirst().number().equals(next.number())) {
          incidents.accept(List.copyOf(together));
          together.clear();
        }
        if (together.size() < MOST_OF_ONE) {
          together.add(next);
        } else {
          leftOut.accept(next);
        }
      }
    }
    return any;
  }

  private static String escaped(String text) {
    return text.indexOf('\\') < 0 ? text : text.replace("\\", "\\\\");
  }

  private void run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
      connection.rollback();
      run("close all", "drop table if exists servicenow_row");
      connection.commit();
    }
  }
}
