package dev.deskhand.backup;

import dev.deskhand.database.UnfinishedRestore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reads a backup into an empty database. Until the last statement no desk starts on it, as {@link
 * UnfinishedRestore} says; what was interrupted is cleared away by the next restore.
 */
@Service
public class RestoreService {

  private static final int OLDEST_POSTGRES = 15;

  private final DataSource source;
  private final Flyway flyway;
  private final Clock clock;

  RestoreService(DataSource source, Flyway flyway, Clock clock) {
    this.source = source;
    this.flyway = flyway;
    this.clock = clock;
  }

  /**
   * What was restored.
   *
   * @param schema the version of the schema that it has now
   * @param held how many messages wait until an admin lets them go
   */
  public record Restored(BackupService.Summary backup, String schema, long held) {}

  /**
   * Restores at the schema's version of the backup, then migrates on; holds what waits to be said.
   *
   * @param skip how many numbers to leave out in every numbering; null for what {@code
   *     docs/backup.md} says
   * @throws BackupFailed if the file is not whole or was made by a newer desk, or if the database
   *     is not empty or fails
   */
  public Restored restore(Path file, @Nullable Long skip, Progress progress) {
    try (BackupReader backup = BackupReader.open(file, progress)) {
      try (Connection connection = Connections.open(source)) {
        RestoreTarget.lock(connection);
        requireEmpty(connection);
        MigrationVersion schema = known(backup.manifest());
        try {
          read(connection, backup, schema, skip, progress);
          return finish(connection, file, backup.manifest());
        } catch (SQLException | FlywayException | BackupFailed e) {
          throw undone(e);
        }
      }
    } catch (SQLException | FlywayException e) {
      throw new BackupFailed("The backup cannot be restored", e);
    }
  }

  private void requireEmpty(Connection connection) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    if (major < OLDEST_POSTGRES) {
      throw new BackupFailed(
          "The database is PostgreSQL %d; the desk needs PostgreSQL %d or newer"
              .formatted(major, OLDEST_POSTGRES));
    }
    Catalog catalog = new Catalog(connection);
    if (isUnfinished(catalog)) {
      clear();
    } else if (!catalog.isEmpty()) {
      throw new BackupFailed(
          "The database is not empty; a backup is restored into an empty one only: name another"
              + " with SPRING_DATASOURCE_URL or DESKHAND_DATA_DIR");
    }
  }

  private static boolean isUnfinished(Catalog catalog) throws SQLException {
    return catalog.has(UnfinishedRestore.TABLE) && !catalog.has(Catalog.HISTORY);
  }

  /** Takes away what an interrupted restore left: the database was empty before it. */
  private void clear() {
    migrations().cleanDisabled(false).load().clean();
  }

  private BackupFailed undone(Exception failure) {
    BackupFailed told =
        failure instanceof BackupFailed known
            ? known
            : new BackupFailed("The backup cannot be restored", failure);
    try (Connection connection = Connections.open(source)) {
      if (isUnfinished(new Catalog(connection))) {
        clear();
      }
    } catch (SQLException | FlywayException | BackupFailed e) {
      // the next restore clears it away
      told.addSuppressed(e);
    }
    return told;
  }

  private MigrationVersion known(Manifest manifest) {
    MigrationVersion wanted = MigrationVersion.fromVersion(manifest.schema());
    List<MigrationVersion> known =
        Arrays.stream(migrations().load().info().all())
            .map(MigrationInfo::getVersion)
            .flatMap(Stream::ofNullable)
            .toList();
    Optional<MigrationVersion> latest = known.stream().max(Comparator.naturalOrder());
    if (latest.isEmpty() || wanted.compareTo(latest.get()) > 0) {
      throw new BackupFailed(
          "The backup was made by a newer desk (%s, schema %s; this one knows %s): restore it with"
                  .formatted(
                      manifest.product(), wanted, latest.map(Object::toString).orElse("none"))
              + " that one or a newer one");
    }
    if (!known.contains(wanted)) {
      throw new BackupFailed(
          "The backup has a schema (%s) that this desk never had".formatted(wanted));
    }
    return wanted;
  }

  private FluentConfiguration migrations() {
    return Flyway.configure(flyway.getConfiguration().getClassLoader())
        .configuration(flyway.getConfiguration())
        .table(UnfinishedRestore.TABLE);
  }

  private void read(
      Connection connection,
      BackupReader backup,
      MigrationVersion schema,
      @Nullable Long skip,
      Progress progress)
      throws SQLException {
    migrations().target(schema).load().migrate();
    RestoreTarget target = new RestoreTarget(connection, progress);
    target.fill(backup, skip);
    progress.begins("Migrating", 0);
    migrations().load().migrate();
  }

  /** From here on it is a desk's database. */
  private Restored finish(Connection connection, Path file, Manifest manifest) throws SQLException {
    Instant now = clock.instant();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      long held = OutboxHold.set(connection, manifest.createdAt(), now);
      for (String rename :
          new Catalog(connection).renames(UnfinishedRestore.TABLE, Catalog.HISTORY)) {
        statement.execute(rename);
      }
      String schema =
          new Catalog(connection).schema().map(Object::toString).orElse(manifest.schema());
      connection.commit();
      return new Restored(BackupService.summary(manifest, file.toFile().length()), schema, held);
    }
  }
}
