package dev.deskhand.backup;

import dev.deskhand.database.UnfinishedRestore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;

/** What there is in the desk's schema, as PostgreSQL's own catalog says; extensions aside. */
final class Catalog {

  /** Where Flyway notes which version the schema has. */
  static final String HISTORY = "flyway_schema_history";

  /**
   * What is not carried: what migrating writes by itself, what the scheduler is about to do, and
   * who holds a right for the moment. A desk that starts makes all of it anew.
   */
  private static final Set<String> LEFT_OUT =
      Set.of(HISTORY, UnfinishedRestore.TABLE, "scheduled_tasks", "leader_lock");

  private static final String OURS =
      """
      %1$s.relnamespace = current_schema()::regnamespace and not exists (
        select 1 from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = %1$s.oid and d.deptype = 'e')
      """;

  private final Connection connection;

  Catalog(Connection connection) {
    this.connection = connection;
  }

  /**
   * A table whose rows are carried.
   *
   * @param columns all but those that PostgreSQL works out
   * @param bytes about how large it is
   */
  record Table(String name, List<String> columns, long bytes) {}

  /** A sequence; {@code numbering} says how far it has counted. */
  record Sequence(Manifest.Numbering numbering, long increment, long highest) {}

  /** Something that is taken away while much is read in, and made anew after it. */
  record Rebuilt(String drop, String create) {}

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  List<Table> tables() throws SQLException {
    return list(
            """
            select c.relname, array_agg(a.attname::text order by a.attnum), pg_table_size(c.oid)
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              and a.attgenerated = ''
            where c.relkind = 'r' and %s
            group by c.oid, c.relname order by c.relname
            """
                .formatted(OURS.formatted("c")),
            row ->
                new Table(
                    row.getString(1),
                    Arrays.asList((String[]) row.getArray(2).getArray()),
                    row.getLong(3)))
        .stream()
        .filter(table -> !LEFT_OUT.contains(table.name()))
        .toList();
  }

  List<Sequence> sequences() throws SQLException {
    return list(
        """
        select sequencename, last_value, increment_by, max_value from pg_sequences
        where schemaname = current_schema() order by sequencename
        """,
        row -> {
          long last = row.getLong(2);
          return new Sequence(
              new Manifest.Numbering(row.getString(1), row.wasNull() ? null : last),
              row.getLong(3),
              row.getLong(4));
        });
  }

  /** Foreign keys, in the order in which they were made. */
  List<Rebuilt> foreignKeys() throws SQLException {
    return list(
        """
        select format('alter table %%I drop constraint %%I', c.relname, k.conname),
          format('alter table %%I add constraint %%I %%s', c.relname, k.conname,
            pg_get_constraintdef(k.oid))
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype = 'f' and k.conparentid = 0 and %s order by k.oid
        """
            .formatted(OURS.formatted("c")),
        row -> new Rebuilt(row.getString(1), row.getString(2)));
  }

  /** Indexes on which no constraint hangs. */
  List<Rebuilt> indexes() throws SQLException {
    return list(
        """
        select format('drop index %%I', i.relname), pg_get_indexdef(i.oid)
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
        where c.relkind = 'r' and not c.relispartition and not exists (
            select 1 from pg_constraint k
            where k.conindid = i.oid and k.contype in ('p', 'u', 'x'))
          and %s
        order by i.oid
        """
            .formatted(OURS.formatted("c")),
        row -> new Rebuilt(row.getString(1), row.getString(2)));
  }

  /** Whether nothing at all is there. */
  boolean isEmpty() throws SQLException {
    return list(
            "select 1 from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and %s limit 1"
                .formatted(OURS.formatted("c")),
            row -> row.getInt(1))
        .isEmpty();
  }

  boolean has(String table) throws SQLException {
    return list(
            "select to_regclass(current_schema() || '.%s') is not null".formatted(table),
            row -> row.getBoolean(1))
        .getFirst();
  }

  /** What gives a table another name, and all on it that is called after it. */
  List<String> renames(String table, String name) throws SQLException {
    return list(
        """
        select format('alter table %%I rename constraint %%I to %%I', c.relname, k.conname,
            replace(k.conname, c.relname, '%2$s'))
          from pg_class c join pg_constraint k on k.conrelid = c.oid
          where c.oid = to_regclass('%1$s') and starts_with(k.conname, c.relname)
        union all
        select format('alter index %%I rename to %%I', i.relname,
            replace(i.relname, c.relname, '%2$s'))
          from pg_class c join pg_index x on x.indrelid = c.oid
          join pg_class i on i.oid = x.indexrelid
          where c.oid = to_regclass('%1$s') and starts_with(i.relname, c.relname)
            and not x.indisprimary
        union all
        select 'alter table %1$s rename to %2$s'
        """
            .formatted(table, name),
        row -> row.getString(1));
  }

  /** The version to which the schema was migrated; empty if no desk was ever here. */
  Optional<MigrationVersion> schema() throws SQLException {
    if (!has(HISTORY)) {
      return Optional.empty();
    }
    return list(
            "select version from %s where success and version is not null".formatted(HISTORY),
            row -> MigrationVersion.fromVersion(row.getString(1)))
        .stream()
        .max(Comparator.naturalOrder());
  }

  private <T> List<T> list(String sql, Row<T> row) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String columns(List<String> names) {
    return String.join(", ", names.stream().map(Catalog::quoted).toList());
  }
}
