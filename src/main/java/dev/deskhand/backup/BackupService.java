package dev.deskhand.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.springframework.stereotype.Service;

/** Writes backups, and says whether one is whole. */
@Service
public class BackupService {

  private final DataSource source;
  private final Clock clock;

  BackupService(DataSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * What a backup holds.
   *
   * @param createdAt it holds what was committed by then
   * @param schema the version of the schema
   * @param bytes the size of the file
   */
  public record Summary(Instant createdAt, String schema, int tables, long rows, long bytes) {}

  /**
   * Writes what the desk keeps, as it stands at one moment, while the desk goes on.
   *
   * @param replace whether a file of that name is replaced; else it is refused
   * @throws BackupFailed if it cannot be written; nothing is left behind then
   */
  public Summary write(Path file, boolean replace, Progress progress) {
    try (BackupWriter writer = BackupWriter.create(file, replace);
        Connection connection = Connections.open(source)) {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      Summary summary = copy(connection, writer, progress);
      // what failed is rolled back as the connection is closed, and its reason stays the first
      connection.rollback();
      return summary;
    } catch (IOException e) {
      throw new BackupFailed("The backup cannot be written to " + file, e);
    } catch (SQLException e) {
      throw new BackupFailed("The database cannot be read", e);
    }
  }

  private Summary copy(Connection connection, BackupWriter writer, Progress progress)
      throws IOException, SQLException {
    Catalog catalog = new Catalog(connection);
    settle(connection);
    Instant begun = clock.instant();
    List<Catalog.Table> tables = catalog.tables();
    Optional<MigrationVersion> schema = catalog.schema();
    if (schema.isEmpty() || tables.isEmpty()) {
      throw new BackupFailed("The database holds no desk: there is nothing to back up");
    }
    keepShape(connection, tables);
    progress.begins("Backing up", tables.stream().mapToLong(Catalog.Table::bytes).sum());
    CopyManager copying = connection.unwrap(PGConnection.class).getCopyAPI();
    List<Manifest.Content> contents = new ArrayList<>();
    for (Catalog.Table table : tables) {
      RowDigest tally = new RowDigest(progress);
      try (OutputStream rows = writer.table(table.name(), tally)) {
        copy(
            copying.copyOut(
                "copy %s (%s) to stdout"
                    .formatted(Catalog.quoted(table.name()), Catalog.columns(table.columns()))),
            rows);
      }
      contents.add(tally.content(table.name(), table.columns()));
    }
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            version(),
            schema.get().getVersion(),
            connection.getMetaData().getDatabaseMajorVersion(),
            begun,
            contents,
            catalog.sequences().stream().map(Catalog.Sequence::numbering).toList());
    return summary(manifest, writer.complete(manifest));
  }

  /** Where a row cannot be written, that is the reason, and not that the rest is called off. */
  private static void copy(CopyOut from, OutputStream to) throws IOException, SQLException {
    try {
      for (byte[] row = from.readFromCopy(); row != null; row = from.readFromCopy()) {
        to.write(row);
      }
    } catch (IOException e) {
      try {
        from.cancelCopy();
      } catch (SQLException calledOff) {
        e.addSuppressed(calledOff);
      }
      throw e;
    }
  }

  /** Values are written so that every version of PostgreSQL reads them, and no limit ends it. */
  private static void settle(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          set local datestyle = 'ISO, YMD';
          set local intervalstyle = 'postgres';
          set local timezone = 'UTC';
          set local extra_float_digits = 1;
          set local bytea_output = 'hex';
          set local statement_timeout = 0;
          set local idle_in_transaction_session_timeout = 0
          """);
    }
  }

  /** Nobody changes the shape of a table from now on; reading and writing go on. */
  private static void keepShape(Connection connection, List<Catalog.Table> tables)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "lock table %s in access share mode"
              .formatted(Catalog.columns(tables.stream().map(Catalog.Table::name).toList())));
    }
  }

  /**
   * Reads a backup whole and compares it with what it says of itself; needs no database.
   *
   * @throws BackupFailed with what is wrong with it
   */
  public static Summary verify(Path file, Progress progress) {
    try (BackupReader backup = BackupReader.open(file, progress)) {
      backup.verify(progress);
      return summary(backup.manifest(), file.toFile().length());
    }
  }

  static Summary summary(Manifest manifest, long bytes) {
    return new Summary(
        manifest.createdAt(), manifest.schema(), manifest.tables().size(), manifest.rows(), bytes);
  }

  private static String version() {
    return Optional.ofNullable(BackupService.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
