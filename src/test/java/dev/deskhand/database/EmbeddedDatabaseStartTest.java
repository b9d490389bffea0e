package dev.deskhand.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** Starts that find something: data, a killed desk, a running desk, or what they cannot use. */
@Execution(ExecutionMode.CONCURRENT)
class EmbeddedDatabaseStartTest {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  /** Making a cluster takes most of a start's time, so one is made and copied. */
  @BeforeAll
  static void makeCluster() {
    DatabaseProcess.open(shared.resolve("data"), false).close();
  }

  /** A data directory in which a desk has run before. */
  private void usedBefore() throws IOException {
    usedBefore(data());
  }

  private static void usedBefore(Path data) throws IOException {
    FileSystemUtils.copyRecursively(shared.resolve("data"), data);
    if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(
          data.resolve("postgresql"), PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void dataIsKeptFromRunToRun() throws IOException {
    usedBefore();
    try (EmbeddedDatabase first = open()) {
      client(first).sql("create table kept (word text)").update();
      client(first).sql("insert into kept values ('yes')").update();
    }
    assertThat(folder.resolve("data/postgresql/postmaster.pid")).doesNotExist();

    try (EmbeddedDatabase second = open()) {
      assertThat(kept(second)).containsExactly("yes");
    }
  }

  @Test
  void whereSeveralBeginAtOnceOnThePortThatAllOfThemHadEachStarts() throws Exception {
    List<Path> copies = Stream.of("a", "b", "c").map(folder::resolve).toList();
    for (Path copy : copies) {
      usedBefore(copy);
    }
    List<CompletableFuture<EmbeddedDatabase>> starting =
        copies.stream()
            .map(copy -> CompletableFuture.supplyAsync(() -> DatabaseProcess.open(copy, false)))
            .toList();
    try {
      for (CompletableFuture<EmbeddedDatabase> each : starting) {
        assertThat(isReachable(each.get())).isTrue();
      }
    } finally {
      starting.forEach(each -> each.thenAccept(EmbeddedDatabase::close));
    }
  }

  @Test
  void aDeskKilledWithItsPostgresStillRunningLosesNothingAndTheNextOneStarts() throws Exception {
    usedBefore();
    DatabaseProcess killed = DatabaseProcess.start(data());
    remember(killed);
    ProcessHandle server = server();
    killed.kill();
    assertThat(server.isAlive()).isTrue();

    try (EmbeddedDatabase next = open()) {
      assertThat(kept(next)).containsExactly("yes");
      await().until(() -> !server.isAlive());
    }
  }

  @Test
  void aDeskKilledTogetherWithItsPostgresLosesNothingAndTheNextOneStarts() throws Exception {
    usedBefore();
    DatabaseProcess killed = DatabaseProcess.start(data());
    remember(killed);
    ProcessHandle server = server();
    killed.kill();
    server.destroyForcibly();
    await().until(() -> !server.isAlive());
    assertThat(folder.resolve("data/postgresql/postmaster.pid")).exists();

    try (EmbeddedDatabase next = open()) {
      assertThat(kept(next)).containsExactly("yes");
    }
  }

  @Test
  void aStaleLockWhoseNumberIsNowAnotherProgramsDoesNotKeepTheDeskOut() throws IOException {
    usedBefore();
    Files.write(
        folder.resolve("data/postgresql/postmaster.pid"),
        List.of(
            Long.toString(ProcessHandle.current().pid()),
            folder.resolve("data/postgresql").toString(),
            "1700000000",
            "1",
            "",
            "127.0.0.1",
            "",
            "ready"));

    try (EmbeddedDatabase next = open()) {
      assertThat(client(next).sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }
  }

  @Test
  void aStartThatWasKilledWhileItMadeTheClusterIsBegunAnew() throws IOException {
    Path cluster = Files.createDirectories(folder.resolve("data/postgresql"));
    Files.writeString(cluster.resolve("PG_VERSION"), PostgresServer.MAJOR + "\n");
    Files.writeString(cluster.resolve("postgresql.conf"), "");

    try (EmbeddedDatabase next = open()) {
      assertThat(client(next).sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }
  }

  @Test
  void aSecondDeskIsRefusedWithTheProcessOfTheFirstAndACommandMayJoin() throws Exception {
    usedBefore();
    try (DatabaseProcess first = DatabaseProcess.start(data())) {
      assertThatThrownBy(this::open)
          .isInstanceOf(DatabaseUnusable.class)
          .hasMessageContaining("another desk (process " + first.pid() + ") is running on");

      try (EmbeddedDatabase joined = DatabaseProcess.open(data(), true)) {
        assertThat(joined.getJdbcUrl()).isEqualTo(first.url());
        client(joined).sql("create table kept (word text)").update();
      }

      try (EmbeddedDatabase again = DatabaseProcess.open(data(), true)) {
        assertThat(kept(again)).isEmpty();
      }
    }
  }

  @Test
  void aCommandThatMayJoinStartsTheDatabaseWhereNoDeskRuns() throws IOException {
    usedBefore();
    try (EmbeddedDatabase alone = DatabaseProcess.open(data(), true)) {
      assertThat(client(alone).sql("select 1").query(Integer.class).single()).isEqualTo(1);
    }
    assertThat(folder.resolve("data/postgresql/postmaster.pid")).doesNotExist();
  }

  @Test
  void dataOfAnotherMajorVersionIsRefusedAndLeftAsItIs() throws IOException {
    Path cluster = Files.createDirectories(folder.resolve("data/postgresql"));
    Files.writeString(cluster.resolve("PG_VERSION"), "17\n");

    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("holds data of PostgreSQL 17, and this is PostgreSQL 18");
    assertThat(cluster.resolve("PG_VERSION")).hasContent("17");
  }

  @Test
  void aFolderThatCannotBeHadIsNamed() throws IOException {
    Files.writeString(data(), "a file");

    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining(data().toString())
        .hasMessageContaining("DESKHAND_DATA_DIR");
  }

  @Test
  void dataWithoutItsPasswordIsRefusedAndTheFileNamed() throws IOException {
    usedBefore();
    Files.delete(folder.resolve("data/postgresql.password"));

    assertThatThrownBy(this::open)
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("postgresql.password is missing");
  }

  @Test
  void aServerThatEndsAgainAtEachStartIsGivenUpWithOneLineThatSaysWhy() throws Exception {
    usedBefore();
    List<String> givenUp = new CopyOnWriteArrayList<>();
    try (EmbeddedDatabase database =
        EmbeddedDatabase.open(DatabaseProcess.on(data(), false), givenUp::add)) {
      Files.delete(data().resolve("postgresql/global/pg_control"));
      server().destroyForcibly();

      await().atMost(Duration.ofSeconds(60)).until(() -> !givenUp.isEmpty());
      assertThat(givenUp)
          .singleElement()
          .asString()
          .startsWith("its PostgreSQL ended 6 times in a row (")
          .contains("pg_control");
      assertThat(database.getJdbcUrl()).contains("127.0.0.1");
    }
  }

  @Test
  void whatAKilledServerLeftRunningDoesNotKeepTheNextOneFromStarting() throws Exception {
    usedBefore();
    try (EmbeddedDatabase database = open()) {
      ProcessHandle server = server();
      List<ProcessHandle> workers = server.descendants().toList();
      for (ProcessHandle worker : workers) {
        new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).start().waitFor();
      }
      server.destroyForcibly();
      await().until(() -> !server.isAlive() || ServerProcesses.isZombie(server));

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> client(database).sql("select 1").query(Integer.class).single() == 1);
      assertThat(server().pid()).isNotEqualTo(server.pid());
      assertThat(workers).allMatch(worker -> !worker.isAlive() || ServerProcesses.isZombie(worker));
    }
  }

  @Test
  void aDeskThatOnlyJoinedDoesNotStartTheServerOfTheOther() throws Exception {
    usedBefore();
    try (DatabaseProcess other = DatabaseProcess.start(data());
        EmbeddedDatabase joined = DatabaseProcess.open(data(), true)) {
      ProcessHandle server = server();
      other.kill();
      server.destroyForcibly();
      await().until(() -> !server.isAlive());

      await()
          .during(Duration.ofSeconds(1))
          .atMost(Duration.ofSeconds(30))
          .until(() -> !isReachable(joined));
    }
  }

  private static boolean isReachable(EmbeddedDatabase database) {
    try {
      return client(database).sql("select 1").query(Integer.class).single() == 1;
    } catch (DataAccessException e) {
      return false;
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private EmbeddedDatabase open() {
    return DatabaseProcess.open(data(), false);
  }

  private ProcessHandle server() throws IOException {
    String pid = Files.readAllLines(folder.resolve("data/postgresql/postmaster.pid")).getFirst();
    return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
  }

  private void remember(DatabaseProcess process) throws IOException {
    JdbcClient client =
        client(process.url(), Files.readString(folder.resolve("data/postgresql.password")).strip());
    client.sql("create table kept (word text)").update();
    client.sql("insert into kept values ('yes')").update();
  }

  private static List<@Nullable String> kept(EmbeddedDatabase database) {
    return client(database).sql("select word from kept").query(String.class).list();
  }

  private static JdbcClient client(EmbeddedDatabase database) {
    return client(database.getJdbcUrl(), database.getPassword());
  }

  private static JdbcClient client(String url, String password) {
    return JdbcClient.create(new DriverManagerDataSource(url, "deskhand", password));
  }
}
