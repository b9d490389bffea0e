package dev.deskhand.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What one running database promises, to the desk and against others. */
class EmbeddedDatabaseTest {

  @TempDir private static Path folder;

  private static EmbeddedDatabase database;

  @BeforeAll
  static void open() {
    database = DatabaseProcess.open(folder.resolve("data"), false);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "fsync, on",
    "synchronous_commit, on",
    "full_page_writes, on",
    "listen_addresses, 127.0.0.1",
    "unix_socket_directories, ''",
    "password_encryption, scram-sha-256",
    "server_encoding, UTF8"
  })
  void theServerIsDurableAndListensToThisMachineAlone(String setting, String value) {
    assertThat(ask("postgres", "show " + setting)).isEqualTo(value);
  }

  @Test
  void theProgramsAreOfTheMajorVersionThatTheDeskNames() {
    assertThat(ask("show server_version")).startsWith(PostgresServer.MAJOR + ".");
  }

  @Test
  void theDeskOwnsItsDatabaseAndHasNoOtherPower() {
    assertThat(ask("select pg_get_userbyid(datdba) from pg_database where datname = 'deskhand'"))
        .isEqualTo("deskhand");
    assertThat(
            ask(
                "select rolsuper or rolcreatedb or rolcreaterole from pg_roles"
                    + " where rolname = current_user"))
        .isEqualTo("f");
  }

  @Test
  void textIsLoweredWhateverItsScript() {
    assertThat(ask("select lower('ÜBERTRAGUNG ΣΊΓΜΑ')")).isEqualTo("übertragung σίγμα");
    assertThat(
            ask(
                "select to_tsvector('simple', 'ÜBERTRAGUNG') @@ "
                    + "to_tsquery('simple', 'übertragung')"))
        .isEqualTo("t");
  }

  @Test
  void whoHoldsTheDirectoryEndsWhatAKilledDeskHeldAndWhoJoinedDoesNot() {
    JdbcClient desk =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.getJdbcUrl(), database.getUsername(), database.getPassword()));
    desk.sql("create table leader_lock (name text)").update();
    desk.sql("insert into leader_lock values ('discord')").update();
    try (EmbeddedDatabase joined = DatabaseProcess.open(folder.resolve("data"), true)) {
      joined.endLeases();
      assertThat(ask("select count(*) from leader_lock")).isEqualTo("1");
    }
    database.endLeases();
    assertThat(ask("select count(*) from leader_lock")).isEqualTo("0");
    desk.sql("drop table leader_lock").update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deskhand", "postgres"})
  void nobodyGetsInWithoutThePassword(String user) {
    assertThatThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), user, ""))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password");
    assertThatThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), user, "wrong"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
  }

  @Test
  void everyRuleOfTheServerAsksForAPassword() {
    assertThat(
            ask("postgres", "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
        .isEqualTo("scram-sha-256");
  }

  @Test
  void theFolderAndThePasswordAreTheOwnersAlone() throws IOException {
    Path data = folder.resolve("data");
    assumeThat(Files.getFileStore(data).supportsFileAttributeView("posix")).isTrue();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("postgresql.password"))))
        .isEqualTo("rw-------");
    assertThat(Files.readString(data.resolve("postgresql.password")).strip())
        .isEqualTo(database.getPassword())
        .hasSize(48);
  }

  /** What lies in the temporary files may be anybody's: nothing there is looked at or run. */
  @Test
  void theProgramsAreRunFromAFolderThatNobodyElseCanEnter() throws IOException {
    Path outer = Path.of("target/postgresql-binaries");
    assumeThat(Files.getFileStore(outer).supportsFileAttributeView("posix")).isTrue();

    assertThat(ask("postgres", "select setting from pg_config() where name = 'BINDIR'"))
        .startsWith(outer.toAbsolutePath().toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outer)))
        .isEqualTo("rwx------");
  }

  @Test
  void thePasswordIsNeitherPrintedNorLogged() throws IOException {
    assertThat(database.toString()).doesNotContain(database.getPassword());
    assertThat(Files.readString(folder.resolve("data/postgresql-start.log")))
        .doesNotContain(database.getPassword());
    try (var logs = Files.list(folder.resolve("data/postgresql/log"))) {
      assertThat(logs)
          .isNotEmpty()
          .allSatisfy(
              log -> assertThat(Files.readString(log)).doesNotContain(database.getPassword()));
    }
  }

  @Test
  void aSecondDeskInTheSameProcessIsRefusedToo() {
    assertThatThrownBy(() -> DatabaseProcess.open(folder.resolve("data"), false))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("another desk (process " + ProcessHandle.current().pid() + ")");
  }

  private static String ask(String sql) {
    return ask(database.getUsername(), sql);
  }

  private static String ask(String user, String sql) {
    return Optional.ofNullable(
            JdbcClient.create(
                    new DriverManagerDataSource(
                        database.getJdbcUrl(), user, database.getPassword()))
                .sql(sql)
                .query((row, number) -> row.getString(1))
                .single())
        .orElseThrow();
  }
}
