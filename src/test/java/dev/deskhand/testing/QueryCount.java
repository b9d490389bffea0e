package dev.deskhand.testing;

import java.sql.Connection;
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

  public void reset() {
    statements.clear();
    commits.set(0);
    rollbacks.set(0);
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
    if (call.getTarget() instanceof Connection && counted()) {
      if (call.getMethod().getName().equals("commit")) {
        commits.incrementAndGet();
      } else if (call.getMethod().getName().equals("rollback")) {
        rollbacks.incrementAndGet();
      }
    }
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
