package dev.deskhand.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * What the desk has sent to its database since {@link #reset}, whichever thread sent it, except
 * those that do so by themselves: the scheduler's, and the one that keeps home screens up to date.
 */
public final class QueryCount implements QueryExecutionListener, MethodExecutionListener {

  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final AtomicInteger rollbacks = new AtomicInteger();
  private final AtomicInteger transactions = new AtomicInteger();

  public void reset() {
    statements.clear();
    commits.set(0);
    rollbacks.set(0);
    transactions.set(0);
  }

  /** The statements executed, in order; a batch is one. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  public int commits() {
    return commits.get();
  }

  public int rollbacks() {
    return rollbacks.get();
  }

  /**
   * Commits, and statements of no transaction, which the database commits too. What delivers
   * messages is counted here; what only looks for due work is not, nor what marks home screens once
   * for all that happens in a while.
   */
  public int transactions() {
    return transactions.get();
  }

  /** Statements, commits and rollbacks: the driver sends a transaction's begin with the first. */
  public int roundTrips() {
    return statements.size() + commits() + rollbacks();
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    // only what has been executed counts
  }

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    if (!isAsideOfWork() && isItsOwnTransaction(execution)) {
      transactions.incrementAndGet();
    }
    if (counted()) {
      statements.add(queries.stream().map(QueryInfo::getQuery).collect(Collectors.joining("; ")));
    }
  }

  @Override
  public void beforeMethod(MethodExecutionContext call) {
    // only what has been executed counts
  }

  @Override
  public void afterMethod(MethodExecutionContext call) {
    if (call.getTarget() instanceof Connection) {
      String method = call.getMethod().getName();
      if (method.equals("commit") && !isAsideOfWork()) {
        transactions.incrementAndGet();
      }
      if (method.equals("commit") && counted()) {
        commits.incrementAndGet();
      } else if (method.equals("rollback") && counted()) {
        rollbacks.incrementAndGet();
      }
    }
  }

  private static boolean isItsOwnTransaction(ExecutionInfo execution) {
    try {
      return execution.getStatement().getConnection().getAutoCommit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isAsideOfWork() {
    String thread = Thread.currentThread().getName();
    return thread.startsWith("db-scheduler-execute")
        || thread.startsWith("db-scheduler-house")
        || thread.startsWith("homes-");
  }

  private static boolean counted() {
    String thread = Thread.currentThread().getName();
    return !thread.startsWith("db-scheduler") && !thread.startsWith("homes-");
  }

  /** For the message of a failed assertion. */
  @Override
  public String toString() {
    return "%d statements, %d commits, %d rollbacks:%n%s"
        .formatted(
            statements.size(),
            commits(),
            rollbacks(),
            String.join(System.lineSeparator(), statements));
  }
}
