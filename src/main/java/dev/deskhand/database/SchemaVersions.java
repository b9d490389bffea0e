package dev.deskhand.database;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The versions of the schema that this desk knows. Data that a newer one has changed is left alone:
 * writing to it by the rules of the older one would damage it.
 */
record SchemaVersions(Set<String> known, String newest) {

  static SchemaVersions of(Flyway flyway) {
    Set<String> known =
        Arrays.stream(flyway.info().all())
            .filter(migration -> migration.getState().isResolved())
            .map(MigrationInfo::getVersion)
            .filter(version -> version != null)
            .map(MigrationVersion::getVersion)
            .collect(Collectors.toSet());
    String newest =
        known.stream()
            .map(MigrationVersion::fromVersion)
            .max(MigrationVersion::compareTo)
            .map(MigrationVersion::getVersion)
            .orElse("none");
    return new SchemaVersions(known, newest);
  }

  /**
   * Refuses a database to which a newer desk has applied a migration, before anything is changed.
   *
   * @throws DatabaseUnusable with both versions
   */
  static void refuseNewer(Flyway flyway) {
    SchemaVersions own = of(flyway);
    Arrays.stream(flyway.info().applied())
        .map(MigrationInfo::getVersion)
        .filter(version -> version != null)
        .map(MigrationVersion::getVersion)
        .map(own::trouble)
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            line -> {
              throw new DatabaseUnusable(line);
            });
  }

  /** What is wrong with a version that was applied, if anything is. */
  Optional<String> trouble(String applied) {
    return known.contains(applied)
        ? Optional.empty()
        : Optional.of(
            "the database belongs to a newer Deskhand (its schema has version %s, and this one"
                    .formatted(applied)
                + " knows those up to %s); start that one, or restore the backup from before"
                    .formatted(newest));
  }
}
