package dev.deskhand.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** What the desk needs of a database, whoever runs it. */
final class ServerCheck {

  /** The oldest major version that the migrations are written for. */
  static final int OLDEST = 15;

  private ServerCheck() {}

  /**
   * Asks over a connection of its own, so that a failure is this one and not a pool's.
   *
   * @throws DatabaseUnusable if the database does not answer, is not PostgreSQL, is older than
   *     {@value #OLDEST}, or holds half of a backup
   */
  static void requireUsable(JdbcConnectionDetails details) {
    try (Connection connection = connect(details, Duration.ZERO)) {
      DatabaseMetaData about = connection.getMetaData();
      refuseUnfit(about.getDatabaseProductName(), about.getDatabaseMajorVersion());
      UnfinishedRestore.refuse(connection);
    } catch (SQLException e) {
      throw new DatabaseUnusable(
          "the database does not let the desk in (%s)".formatted(firstLine(e)), e);
    }
  }

  /**
   * Opens a connection beside the pool.
   *
   * @param answersWithin how long each answer may take; zero waits for as long as it takes
   */
  static Connection connect(JdbcConnectionDetails details, Duration answersWithin)
      throws SQLException {
    Properties login = new Properties();
    Optional.ofNullable(details.getUsername()).ifPresent(user -> login.put("user", user));
    Optional.ofNullable(details.getPassword()).ifPresent(word -> login.put("password", word));
    PGProperty.CONNECT_TIMEOUT.set(login, 10);
    PGProperty.SOCKET_TIMEOUT.set(login, Math.toIntExact(answersWithin.toSeconds()));
    Connection connection = new Driver().connect(details.getJdbcUrl(), login);
    if (connection == null) {
      throw new DatabaseUnusable(
          "the datasource URL must begin with jdbc:postgresql: and name a PostgreSQL database");
    }
    return connection;
  }

  static void refuseUnfit(String product, int major) {
    if (!product.equals("PostgreSQL") || major < OLDEST) {
      throw new DatabaseUnusable(
          "the database is %s %d; the desk needs PostgreSQL %d or newer"
              .formatted(product, major, OLDEST));
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
