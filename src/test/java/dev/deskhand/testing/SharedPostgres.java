package dev.deskhand.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * One PostgreSQL for all tests of a JVM, with durability off, in a folder that goes when the JVM
 * does. Its databases are copies of one that has been migrated once.
 */
public final class SharedPostgres {

  private static final String OWNER = "deskhand";
  private static final String TEMPLATE = "deskhand_template";

  private final EmbeddedPostgres server;
  private final AtomicInteger made = new AtomicInteger();

  private SharedPostgres() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(
                  Path.of("target", "postgresql-binaries", "unpacked").toFile())
              .setOutputRedirector(Redirect.DISCARD)
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setServerConfig("full_page_writes", "off")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    asSuperuser(
        "postgres",
        "create role " + OWNER + " login",
        "create database " + TEMPLATE + " owner " + OWNER);
    Flyway.configure()
        .dataSource(server.getDatabase(OWNER, TEMPLATE))
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  public static SharedPostgres get() {
    return Holder.INSTANCE;
  }

  /** A new database with every migration applied; answers its JDBC URL, which needs no password. */
  public String newDatabase() {
    String name = "test_" + made.incrementAndGet();
    synchronized (this) {
      asSuperuser(
          "postgres", "create database %s template %s owner %s".formatted(name, TEMPLATE, OWNER));
    }
    return server.getJdbcUrl(OWNER, name);
  }

  /** A new database with nothing in it; answers its JDBC URL, which needs no password. */
  public String emptyDatabase() {
    String name = "empty_" + made.incrementAndGet();
    asSuperuser("postgres", "create database %s owner %s".formatted(name, OWNER));
    return server.getJdbcUrl(OWNER, name);
  }

  /** A connection that may do everything, to the database of that URL. */
  Connection superuser(String url) throws SQLException {
    String path = url.substring(url.lastIndexOf('/') + 1);
    return server
        .getDatabase("postgres", path.contains("?") ? path.substring(0, path.indexOf('?')) : path)
        .getConnection();
  }

  private void asSuperuser(String database, String... statements) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Holder {
    static final SharedPostgres INSTANCE = new SharedPostgres();
  }
}
