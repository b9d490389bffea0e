package dev.deskhand.conversation;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Failures that have nothing to do with what was asked for: the same may work a moment later. */
final class TransientFailure {

  /**
   * What SQLSTATE begins with when the connection broke or could not be had, the server lacks
   * something, is being stopped or started, had trouble with its files, is a standby by now, has
   * ended what took longer than it lets things take, or has had its tables changed by a newer desk.
   */
  private static final Set<String> STATES =
      Set.of(
          "08", "53", "57P01", "57P02", "57P03", "57P05", "58", "25006", "25P03", "25P04", "57014",
          "0A000");

  private TransientFailure() {}

  /** Whether to try again. */
  static boolean is(Throwable failure) {
    return collides(failure) || isOfDatabase(failure);
  }

  private static boolean collides(Throwable failure) {
    return causes(failure).anyMatch(ConcurrencyFailureException.class::isInstance);
  }

  /** Whether the database was out of reach or out of order, so that nothing is known beyond it. */
  static boolean isOfDatabase(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof CannotCreateTransactionException
                    || cause instanceof CannotGetJdbcConnectionException
                    || (cause instanceof SQLException sql && isOfDatabase(sql)));
  }

  private static boolean isOfDatabase(SQLException failure) {
    String state = failure.getSQLState();
    return failure instanceof SQLTransientConnectionException
        || failure instanceof SQLRecoverableException
        // what the server refuses has a state; this is the pool's word that a connection is closed
        || state == null
        || STATES.stream().anyMatch(state::startsWith);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    return Stream.<@Nullable Throwable>iterate(failure, TransientFailure::cause)
        .takeWhile(cause -> cause != null && seen.add(cause))
        .map(cause -> (Throwable) cause);
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure == null ? null : failure.getCause();
  }
}
