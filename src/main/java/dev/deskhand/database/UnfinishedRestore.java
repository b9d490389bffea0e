package dev.deskhand.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What tells a database into which a backup is being read: until all of it is there, the history of
 * migrations has another name than the desk knows. So no desk, whatever its version, starts on it.
 */
public final class UnfinishedRestore {

  /** The history of migrations until then. */
  public static final String TABLE = "deskhand_restore_history";

  private UnfinishedRestore() {}

  static void refuse(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery("select to_regclass('%s') is not null".formatted(TABLE))) {
      if (found.next() && found.getBoolean(1)) {
        throw new DatabaseUnusable(
            "a backup is being restored into this database, or that was interrupted; wait for it,"
                + " or run the restore again");
      }
    }
  }
}
