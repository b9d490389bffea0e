package dev.deskhand.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Ends a desk that runs on while a newer copy changes the schema below it. */
final class SchemaWatch implements AutoCloseable {

  private static final String APPLIED =
      "select version from flyway_schema_history where version is not null";

  private final JdbcConnectionDetails details;
  private final SchemaVersions versions;
  private final Duration every;
  private final Consumer<String> end;
  private final Thread watching =
      Thread.ofPlatform().daemon().name("schema-watch").unstarted(this::run);

  SchemaWatch(
      JdbcConnectionDetails details,
      SchemaVersions versions,
      Duration every,
      Consumer<String> end) {
    this.details = details;
    this.versions = versions;
    this.every = every;
    this.end = end;
  }

  void start() {
    watching.start();
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(every);
        Optional<String> trouble = trouble();
        if (trouble.isPresent()) {
          end.accept(trouble.get());
          return;
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  /** Over a connection of its own, since what is wrong may be that the pool has none. */
  private Optional<String> trouble() {
    try (Connection connection = ServerCheck.connect(details, Duration.ofSeconds(10));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(APPLIED)) {
      while (rows.next()) {
        Optional<String> trouble = versions.trouble(rows.getString(1));
        if (trouble.isPresent()) {
          return trouble;
        }
      }
      return Optional.empty();
    } catch (SQLException e) {
      // the database is away, which others say
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    watching.interrupt();
  }
}
