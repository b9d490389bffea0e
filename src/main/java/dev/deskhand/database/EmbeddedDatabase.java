package dev.deskhand.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * The database on a data directory, reached with a role that owns it and nothing else. Closing it
 * stops the server, unless another process started it.
 */
final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  /** The name of the database and of the role that owns it. */
  private static final String DESK = "deskhand";

  private static final String SUPERUSER = "postgres";
  private static final Duration JOIN_WITHIN = Duration.ofSeconds(30);
  private static final Duration JOIN_EVERY = Duration.ofMillis(200);

  private final int port;
  private final String password;
  private final @Nullable PostgresServer server;
  private final @Nullable ServerWatch watch;
  private final @Nullable DeskLock lock;

  private EmbeddedDatabase(
      int port,
      String password,
      @Nullable PostgresServer server,
      @Nullable ServerWatch watch,
      @Nullable DeskLock lock) {
    this.port = port;
    this.password = password;
    this.server = server;
    this.watch = watch;
    this.lock = lock;
  }

  /**
   * Starts the database and watches over it, or joins the one that a running desk has started if
   * that is allowed.
   *
   * @param giveUp what is done, with the reason, when its server cannot be kept running
   * @throws DatabaseUnusable with the line to show, if neither can be done
   */
  static EmbeddedDatabase open(DatabaseProperties properties, Consumer<String> giveUp) {
    DataDirectory directory = DataDirectory.open(properties.dataDir());
    Optional<DeskLock> lock = DeskLock.tryTake(directory);
    if (lock.isPresent()) {
      return start(directory, properties, lock.get(), giveUp);
    }
    if (properties.join()) {
      return join(directory);
    }
    throw new DatabaseUnusable(
        "another desk%s is running on %s; stop it, or name another place with DESKHAND_DATA_DIR"
            .formatted(
                directory.holder().map(pid -> " (process " + pid + ")").orElse(""),
                directory.root()));
  }

  private static EmbeddedDatabase start(
      DataDirectory directory,
      DatabaseProperties properties,
      DeskLock lock,
      Consumer<String> giveUp) {
    Instant begun = Instant.now();
    PostgresServer server = null;
    try {
      server = PostgresServer.start(directory, properties);
      String password = directory.passwordOrNew();
      makeDesk(server.port(), password);
      log.info(
          "PostgreSQL {} runs on port {} with its data in {} (ready after {} ms)",
          PostgresServer.MAJOR,
          server.port(),
          directory.root(),
          Duration.between(begun, Instant.now()).toMillis());
      ServerWatch watch = new ServerWatch(server, properties.restartPause(), giveUp);
      watch.start();
      return new EmbeddedDatabase(server.port(), password, server, watch, lock);
    } catch (RuntimeException e) {
      close(server);
      close(lock);
      throw e;
    }
  }

  private static EmbeddedDatabase join(DataDirectory directory) {
    RetryPolicy meanwhile =
        RetryPolicy.builder()
            .includes(SQLException.class)
            .maxRetries(Long.MAX_VALUE)
            .delay(JOIN_EVERY)
            .timeout(JOIN_WITHIN)
            .build();
    try {
      return new RetryTemplate(meanwhile).<EmbeddedDatabase>execute(() -> joined(directory));
    } catch (RetryException e) {
      if (e.getCause() instanceof DatabaseUnusable unusable) {
        throw unusable;
      }
      throw new DatabaseUnusable(
          "a desk holds %s, but its PostgreSQL did not answer within %d s"
              .formatted(directory.root(), JOIN_WITHIN.toSeconds()),
          e);
    }
  }

  /** What a desk that is only starting has not written down yet is asked for again, too. */
  private static EmbeddedDatabase joined(DataDirectory directory) throws SQLException {
    Optional<Integer> port = directory.port();
    Optional<String> password = directory.password();
    if (port.isEmpty() || password.isEmpty()) {
      throw new SQLException("the desk has not said yet where its PostgreSQL is");
    }
    try (Connection connection = connect(port.get(), DESK, DESK, password.get())) {
      log.info("Joined the PostgreSQL of the running desk on port {}", port.get());
      return new EmbeddedDatabase(port.get(), password.get(), null, null, null);
    }
  }

  /**
   * Ends the rights that a copy of the desk holds for a time. Whoever had one is no more: nobody
   * runs on this directory but this process, which has its lock. A database that was joined is left
   * alone.
   */
  void endLeases() {
    if (lock == null) {
      return;
    }
    try (Connection connection = connect(port, DESK, DESK, password)) {
      execute(connection, "delete from leader_lock");
    } catch (SQLException e) {
      // they run out by themselves
      log.warn("What a killed desk held could not be taken over at once: {}", e.getMessage());
    }
  }

  /** Makes the desk's role and database where they are absent. */
  private static void makeDesk(int port, String password) {
    try (Connection connection = connect(port, SUPERUSER, SUPERUSER, password)) {
      connection.setAutoCommit(false);
      if (!exists(connection, "select 1 from pg_roles where rolname = ?")) {
        execute(connection, "create role " + DESK + " login");
        // the driver sends the verifier, so that the password itself is in no statement
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(DESK, password.toCharArray(), "scram-sha-256");
      }
      connection.commit();
      connection.setAutoCommit(true);
      if (!exists(connection, "select 1 from pg_database where datname = ?")) {
        execute(connection, "create database " + DESK + " owner " + DESK);
      }
    } catch (SQLException e) {
      throw new DatabaseUnusable(
          "the embedded PostgreSQL runs, but its database cannot be made (SQL state %s)"
              .formatted(e.getSQLState()),
          e);
    }
  }

  private static boolean exists(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, DESK);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Connection connect(int port, String database, String user, String password)
      throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {PostgresServer.HOST});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setConnectTimeout(5);
    return source.getConnection(user, password);
  }

  @Override
  public String getJdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(PostgresServer.HOST, port, DESK);
  }

  @Override
  public String getUsername() {
    return DESK;
  }

  @Override
  public String getPassword() {
    return password;
  }

  @Override
  public void close() {
    close(watch);
    close(server);
    close(lock);
  }

  private static void close(@Nullable AutoCloseable part) {
    try {
      if (part != null) {
        part.close();
      }
    } catch (IOException | RuntimeException e) {
      log.warn("The embedded PostgreSQL did not stop cleanly: {}", e.getMessage());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "EmbeddedDatabase[" + getJdbcUrl() + "]";
  }
}
