package dev.deskhand.backup;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A database, with what writes and reads backups of it. */
final class Database implements AutoCloseable {

  final HikariDataSource pool;
  final BackupService backups;
  final RestoreService restores;

  Database(String url) {
    this(url, Clock.systemUTC());
  }

  Database(String url, Clock clock) {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setMaximumPoolSize(8);
    pool = new HikariDataSource(settings);
    backups = new BackupService(pool, clock);
    restores = new RestoreService(pool, migrations(null), clock);
  }

  private Flyway migrations(@Nullable String target) {
    var configured = Flyway.configure().dataSource(pool).locations("classpath:db/migration");
    return (target == null ? configured : configured.target(target)).load();
  }

  /** Migrates it, as a desk of that version would have. */
  Database migrated(String target) {
    migrations(target).migrate();
    return this;
  }

  /** As a desk that starts on it. */
  void migrate() {
    migrations(null).migrate();
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  List<String> list(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(String.valueOf(rows.getString(1)));
      }
      return all;
    }
  }

  String value(String sql) throws SQLException {
    return list(sql).getFirst();
  }

  /** A digest of all rows of every table, whatever their order: with what PostgreSQL works out. */
  Map<String, String> content() throws SQLException {
    return content("true");
  }

  /** The same without what PostgreSQL works out, which may differ between versions of it. */
  Map<String, String> carriedContent() throws SQLException {
    return content("a.attgenerated = ''");
  }

  private Map<String, String> content(String columns) throws SQLException {
    Map<String, String> content = new LinkedHashMap<>();
    for (String table : tables()) {
      content.put(
          table,
          value(
              """
              select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '')
              from (select %s from %s) t
              """
                  .formatted(
                      value(
                          """
                          select string_agg(quote_ident(a.attname), ', ' order by a.attnum)
                          from pg_attribute a where a.attrelid = '%s'::regclass and a.attnum > 0
                            and not a.attisdropped and %s
                          """
                              .formatted(table, columns)),
                      table)));
    }
    return content;
  }

  private List<String> tables() throws SQLException {
    return list(
        """
        select quote_ident(tablename) from pg_tables
        where schemaname = 'public'
          and tablename not in
            ('flyway_schema_history', 'scheduled_tasks', 'leader_lock', 'outbox_hold')
        order by tablename
        """);
  }

  /** Everything but rows: columns, constraints, indexes, triggers. */
  List<String> shape() throws SQLException {
    return list(
        """
        select 'column ' || table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable
            || coalesce(column_default, '') || coalesce(generation_expression, '')
          from information_schema.columns where table_schema = 'public'
        union all
        select 'constraint ' || conrelid::regclass || ' ' || conname || ' '
            || pg_get_constraintdef(oid) || convalidated::text
          from pg_constraint where connamespace = 'public'::regnamespace
            and (contype <> 'n' or conrelid = 'flyway_schema_history'::regclass)
        union all
        select 'index ' || indexdef from pg_indexes where schemaname = 'public'
        union all
        select 'trigger ' || pg_get_triggerdef(oid) || tgenabled::text
          from pg_trigger where not tgisinternal
        order by 1
        """);
  }

  @Override
  public void close() {
    pool.close();
  }
}
