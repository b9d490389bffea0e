package dev.deskhand.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.postgresql.util.PSQLState;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Where the pool gets its connections from. While the server cannot be reached, or still recovers
 * from a crash, it is tried again ten times a second: the pool itself would pause for up to five
 * seconds between two tries, and for as long those who wait would not notice that it is back.
 */
final class ReconnectingDataSource extends DelegatingDataSource {

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** After that the pool hears that it fails, and pauses once. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** What PostgreSQL says while it starts, recovers or stops. */
  private static final String CANNOT_CONNECT_NOW = "57P03";

  private final RetryTemplate retry;

  /**
   * @param running whether the pool has had a connection before; at its start, what fails is told
   *     at once
   */
  ReconnectingDataSource(DataSource server, BooleanSupplier running) {
    super(server);
    this.retry =
        new RetryTemplate(
            RetryPolicy.builder()
                .predicate(error -> isAway(error) && running.getAsBoolean())
                .maxRetries(Long.MAX_VALUE)
                .timeout(LONGEST)
                .delay(PAUSE)
                .build());
  }

  @Override
  public Connection getConnection() throws SQLException {
    return patiently(super::getConnection);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return patiently(() -> super.getConnection(user, password));
  }

  private Connection patiently(Retryable<Connection> connecting) throws SQLException {
    try {
      return retry.execute(connecting);
    } catch (RetryException e) {
      throw e.getCause() instanceof SQLException away ? away : new SQLException(e.getCause());
    }
  }

  private static boolean isAway(Throwable error) {
    return error instanceof SQLException failed
        && (PSQLState.isConnectionError(failed.getSQLState())
            || CANNOT_CONNECT_NOW.equals(failed.getSQLState()));
  }
}
