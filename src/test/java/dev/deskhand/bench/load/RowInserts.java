package dev.deskhand.bench.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Inserts rows of a log as they are, into a table without an index, one transaction for each. */
public final class RowInserts implements Load.Line {

  private static final int COLUMNS = 16;

  private final Connection connection;
  private final PreparedStatement insert;

  /**
   * @param connection its own from now on
   */
  public RowInserts(Connection connection) throws SQLException {
    this.connection = connection;
    String columns =
        IntStream.range(0, COLUMNS)
            .mapToObj(i -> "c" + i + " text")
            .collect(Collectors.joining(","));
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists bench_row (" + columns + ")");
    }
    String marks = "?,".repeat(COLUMNS - 1) + "?";
    insert = connection.prepareStatement("insert into bench_row values (" + marks + ")");
  }

  @Override
  public void once(int number) throws SQLException {
    for (int column = 1; column <= COLUMNS; column++) {
      insert.setString(column, "Category " + number);
    }
    insert.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
