package dev.deskhand.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a context's database back to what the start of the desk left in it: the first call remembers
 * that, each later one restores it. Sequences count anew, so the first incident is INC-1 again.
 */
public final class DatabaseCleaner {

  private static final String TABLES =
      """
      select quote_ident(tablename) from pg_tables
      where schemaname = 'public'
        and tablename not in ('flyway_schema_history', 'scheduled_tasks', 'leader_lock')
      order by tablename
      """;

  private static final String DEADLOCK = "40P01";

  private final String url;
  private @Nullable List<String> kept;

  DatabaseCleaner(String url) {
    this.url = url;
  }

  public synchronized void clean() {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = SharedPostgres.get().superuser(url);
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        List<String> remembered = kept;
        if (remembered == null) {
          kept = remember(statement);
        } else {
          restore(statement, remembered);
        }
        connection.commit();
        return;
      } catch (SQLException e) {
        // the desk may be at work on something in the background
        if (attempt == 5 || !DEADLOCK.equals(e.getSQLState())) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static List<String> remember(Statement statement) throws SQLException {
    statement.execute("create schema baseline");
    List<String> filled = filled(statement);
    for (String table : filled) {
      statement.execute("create table baseline.%1$s as table public.%1$s".formatted(table));
    }
    statement.execute(
        """
        create table baseline."sequences at start" as
        select format('%I.%I', schemaname, sequencename) as name, start_value, last_value
        from pg_sequences where schemaname = 'public'
        """);
    return filled;
  }

  private static void restore(Statement statement, List<String> kept) throws SQLException {
    // no triggers and no foreign keys: an append-only table may guard itself, and order is ours
    statement.execute("set local session_replication_role = replica");
    List<String> filled = filled(statement);
    if (!filled.isEmpty()) {
      statement.execute("truncate " + String.join(", ", filled) + " cascade");
    }
    for (String table : kept) {
      String columns = writableColumns(statement, table);
      statement.execute(
          "insert into public.%1$s (%2$s) overriding system value select %2$s from baseline.%1$s"
              .formatted(table, columns));
    }
    statement.execute(
        """
        select setval(name::regclass, coalesce(last_value, start_value), last_value is not null)
        from baseline."sequences at start"
        """);
    if (!column(statement, "select to_regclass('public.scheduled_tasks')::text").contains(null)) {
      // what recurs was scheduled at start; the rest is the last test's, and what of it is running
      // ends by itself
      statement.execute(
          "delete from scheduled_tasks where task_instance <> 'recurring' and not picked");
    }
  }

  /** All but what the database works out by itself. */
  private static String writableColumns(Statement statement, String table) throws SQLException {
    String listed =
        """
        select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
        from information_schema.columns
        where table_schema = 'public' and quote_ident(table_name) = '%s' and is_generated = 'NEVER'
        """
            .formatted(table);
    return column(statement, listed).getFirst();
  }

  private static List<String> filled(Statement statement) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (String table : column(statement, TABLES)) {
      if (!column(statement, "select 1 from " + table + " limit 1").isEmpty()) {
        filled.add(table);
      }
    }
    return filled;
  }

  private static List<@Nullable String> column(Statement statement, String sql)
      throws SQLException {
    List<@Nullable String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
