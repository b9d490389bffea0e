package dev.deskhand.bench.desk;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGProperty;

/**
 * A desk's own database, looked at from outside. Whatever is asked here ends in a rollback, so that
 * it is not among the commits that are counted.
 */
public final class DeskDatabase implements AutoCloseable {

  /** PostgreSQL tells what an idle connection has done after ten seconds at the latest. */
  private static final Duration TOLD = Duration.ofSeconds(11);

  private final String url;
  private final String password;
  private final Connection connection;

  DeskDatabase(int port, String password) throws SQLException {
    url = "jdbc:postgresql://127.0.0.1:" + port + "/deskhand";
    this.password = password;
    connection = connect();
    connection.setAutoCommit(false);
  }

  /**
   * How long messages were in the outbox, in seconds.
   *
   * @param left how many are still there; they count with their age
   */
  public record Lag(double p50, double p99, long messages, long left) {}

  /** A connection as the desk itself has them. */
  public Connection connect() throws SQLException {
    return connect("deskhand");
  }

  /** A connection that may do everything. */
  public Connection connectAsOwner() throws SQLException {
    return connect("postgres");
  }

  private Connection connect(String user) throws SQLException {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password);
    // a desk that starts waits for no connection of this name to end
    PGProperty.APPLICATION_NAME.set(properties, "bench");
    return DriverManager.getConnection(url, properties);
  }

  /** How many transactions were committed so far; first waits until all of them are told of. */
  public Commits commits() throws SQLException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(TOLD.toMillis());
    return new Commits(
        (long)
            number("select xact_commit from pg_stat_database where datname = current_database()"),
        System.nanoTime());
  }

  /** A count of commits, and when it was taken. */
  public record Commits(long count, long nanos) {

    /** How many seconds lie between an earlier count and this one. */
    public double secondsSince(Commits earlier) {
      return (nanos - earlier.nanos()) / 1e9;
    }

    /** How many commits a second there were since an earlier count. */
    public double perSecondSince(Commits earlier) {
      return (count - earlier.count()) / secondsSince(earlier);
    }
  }

  /** Waits until everything is delivered; false if it is not in time. */
  public boolean awaitDelivered(Duration longest) throws SQLException, InterruptedException {
    Instant end = Instant.now().plus(longest);
    while (number("select count(*) from outbox where state = 'PENDING'") > 0) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
    return true;
  }

  /** Of the messages that were written since a moment. */
  public Lag lag(Instant since) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select coalesce(percentile_disc(0.5) within group (order by age), 'NaN'),
              coalesce(percentile_disc(0.99) within group (order by age), 'NaN'),
              count(*), count(*) filter (where done_at is null)
            from (
              select done_at,
                extract(epoch from coalesce(done_at, clock_timestamp()) - created_at)
                  ::double precision as age
              from outbox where created_at >= ?) as written
            """)) {
      statement.setTimestamp(1, Timestamp.from(since));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Lag(row.getDouble(1), row.getDouble(2), row.getLong(3), row.getLong(4));
      }
    } finally {
      connection.rollback();
    }
  }

  /** How much disk it takes. */
  public double megabytes() throws SQLException {
    return number("select pg_database_size(current_database())") / 1024 / 1024;
  }

  private double number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getDouble(1);
    } finally {
      connection.rollback();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
