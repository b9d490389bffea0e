package dev.deskhand.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What the desk needs of a database, whoever runs it. */
final class ServerCheck {

  /** The oldest major version that the migrations are written for. */
  static final int OLDEST = 15;

  private ServerCheck() {}

  /**
   * @throws DatabaseUnusable if the database does not answer, is not PostgreSQL, or is older than
   *     {@value #OLDEST}
   */
  static void requireUsable(DataSource source) {
    try (Connection connection = source.getConnection()) {
      DatabaseMetaData about = connection.getMetaData();
      refuse(about.getDatabaseProductName(), about.getDatabaseMajorVersion());
    } catch (SQLException e) {
      throw new DatabaseUnusable(
          "the database does not let the desk in (%s)".formatted(firstLine(e)), e);
    }
  }

  static void refuse(String product, int major) {
    if (!product.equals("PostgreSQL") || major < OLDEST) {
      throw new DatabaseUnusable(
          "the database is %s %d; the desk needs PostgreSQL %d or newer"
              .formatted(product, major, OLDEST));
    }
  }

  private static String firstLine(SQLException e) {
    Throwable deepest = e;
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException) {
        deepest = at;
      }
    }
    return String.valueOf(deepest.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
