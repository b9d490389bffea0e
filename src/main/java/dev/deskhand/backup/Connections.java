package dev.deskhand.backup;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where the database is reached. */
final class Connections {

  private Connections() {}

  static Connection open(DataSource source) {
    try {
      return source.getConnection();
    } catch (SQLException | RuntimeException e) {
      // a pool that cannot be filled says so with an exception of its own
      throw new BackupFailed("The database does not let the desk in", e);
    }
  }
}
