package dev.deskhand.backup;

import dev.deskhand.backup.Catalog.Rebuilt;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A migrated database that a backup is read into, in one transaction. */
final class RestoreTarget {

  /** Any number that nothing else locks. */
  private static final long LOCK = 7_305_161_923_405_817L;

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Connection connection;
  private final Catalog catalog;
  private final Progress progress;

  RestoreTarget(Connection connection, Progress progress) {
    this.connection = connection;
    this.catalog = new Catalog(connection);
    this.progress = progress;
  }

  /**
   * Keeps other restores out of the database as long as the connection lasts. One that was killed
   * may still be at work in the database for a moment; it is waited for.
   */
  static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '20s'");
      statement.execute("select pg_advisory_lock(%d)".formatted(LOCK));
      statement.execute("set lock_timeout = 0; set statement_timeout = 0");
      endWhenAlone(statement);
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw new BackupFailed("Another restore is at work on this database; wait for it");
      }
      throw e;
    }
  }

  /** Has the database give up soon after this process was killed, where its system can. */
  private static void endWhenAlone(Statement statement) {
    try {
      statement.execute("set client_connection_check_interval = '2s'");
    } catch (SQLException e) {
      // it then ends with the statement that it is at
    }
  }

  /**
   * Reads all tables and lets the numberings jump ahead. Meanwhile there are no triggers, foreign
   * keys and indexes: triggers did their work long ago, and the rest is quicker made at once.
   */
  void fill(BackupReader backup, @Nullable Long skip) throws SQLException {
    Manifest manifest = backup.manifest();
    connection.setAutoCommit(false);
    try {
      List<Catalog.Table> tables = catalog.tables();
      requireFit(manifest, tables);
      List<Rebuilt> foreignKeys = catalog.foreignKeys();
      List<Rebuilt> indexes = catalog.indexes();
      execute("set local timezone = 'UTC'", "set local maintenance_work_mem = '256MB'");
      execute(foreignKeys, Rebuilt::drop);
      execute(indexes, Rebuilt::drop);
      execute(tables, table -> triggers(table, "disable"));
      // migrations may have written what the backup holds as well
      execute("truncate " + Catalog.columns(tables.stream().map(Catalog.Table::name).toList()));
      progress.begins("Restoring", manifest.bytes());
      for (Manifest.Content table : manifest.tables()) {
        copy(backup, table);
      }
      progress.begins("Making indexes", 0);
      execute(indexes, Rebuilt::create);
      execute(foreignKeys, Rebuilt::create);
      execute(tables, table -> triggers(table, "enable"));
      jump(manifest, skip);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
    execute("vacuum (analyze)");
  }

  private static void requireFit(Manifest manifest, List<Catalog.Table> tables) {
    Map<String, Catalog.Table> here =
        tables.stream().collect(Collectors.toMap(Catalog.Table::name, Function.identity()));
    for (Manifest.Content table : manifest.tables()) {
      Catalog.Table target = here.get(table.name());
      if (target == null || !target.columns().containsAll(table.columns())) {
        throw new BackupFailed(
            "The backup does not fit this desk: its table %s is not known here"
                .formatted(table.name()));
      }
    }
  }

  private void copy(BackupReader backup, Manifest.Content table) throws SQLException {
    CopyManager copying = connection.unwrap(PGConnection.class).getCopyAPI();
    RowDigest tally = new RowDigest(progress);
    try (InputStream rows = backup.rows(table, tally)) {
      copying.copyIn(
          "copy %s (%s) from stdin"
              .formatted(Catalog.quoted(table.name()), Catalog.columns(table.columns())),
          rows,
          1 << 16);
    } catch (IOException e) {
      throw new BackupFailed("The backup cannot be read", e);
    }
    backup.requireSame(table, tally);
  }

  private void jump(Manifest manifest, @Nullable Long skip) throws SQLException {
    Map<String, Manifest.Numbering> known =
        manifest.sequences().stream()
            .collect(Collectors.toMap(Manifest.Numbering::name, Function.identity()));
    for (Catalog.Sequence sequence : catalog.sequences()) {
      Manifest.Numbering numbering = known.get(sequence.numbering().name());
      if (numbering == null || sequence.increment() < 0) {
        continue;
      }
      long last = numbering.last() == null ? 0 : numbering.last();
      long jumped = KeyJump.from(last, skip, sequence.highest());
      if (jumped > 0) {
        execute(
            "select setval('%s', %d)"
                .formatted(Catalog.quoted(numbering.name()).replace("'", "''"), jumped));
      }
    }
  }

  private static String triggers(Catalog.Table table, String change) {
    return "alter table %s %s trigger user".formatted(Catalog.quoted(table.name()), change);
  }

  private <T> void execute(List<T> parts, Function<T, String> sql) throws SQLException {
    for (T part : parts) {
      execute(sql.apply(part));
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
