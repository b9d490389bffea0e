package dev.deskhand.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.DeskCommandRun;
import dev.deskhand.testing.DeskProcess;
import dev.deskhand.testing.DesksInProcesses;
import dev.deskhand.testing.SharedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore as a person gives the commands, in processes of their own. */
@DesksInProcesses
class BackupCommandsTest {

  @TempDir private Path folder;

  @Test
  void aDeskIsBackedUpVerifiedAndMovedInCommands() throws Exception {
    String desk = filled(30);
    String target = SharedPostgres.get().emptyDatabase();

    DeskCommandRun backup = run(start(desk, "backup", "desk.zip"));
    assertThat(backup.err()).isEmpty();
    assertThat(backup.code()).isZero();
    assertThat(backup.out().lines()).singleElement().asString().contains("desk.zip", "rows");

    DeskCommandRun verify = run(start("none", "verify", "desk.zip"));
    assertThat(verify.code()).isZero();
    assertThat(verify.out().lines()).singleElement().asString().contains("is whole");

    DeskCommandRun again = run(start(desk, "backup", "desk.zip"));
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err().lines()).singleElement().asString().contains("--force");

    DeskCommandRun restore = run(start(target, "restore", "desk.zip"));
    assertThat(restore.err()).isEmpty();
    assertThat(restore.code()).isZero();
    assertThat(restore.out().lines()).singleElement().asString().contains("undelivered release");
    assertThat(value(target, "select count(*) from incident")).isEqualTo("30");

    DeskCommandRun onto = run(start(target, "restore", "desk.zip"));
    assertThat(onto.code()).isEqualTo(1);
    assertThat(onto.err().lines()).singleElement().asString().contains("not empty");
  }

  @Test
  void aDeskWithADatabaseOfItsOwnIsBackedUpWhileItServesAndGoesOnElsewhere() throws Exception {
    Files.writeString(folder.resolve(".env"), "SERVER_PORT=0\n");
    DeskProcess.hasRunBefore(folder);
    try (DeskProcess desk = DeskProcess.start(folder, "desk.log")) {
      assertThat(ask(desk.port(), "employee", "report the printer is on fire")).contains("INC-1");

      try (DeskProcess backup = DeskProcess.start(folder, "backup.log", "backup", "desk.zip")) {
        assertThat(backup.exitCode()).as(backup.output().toString()).isZero();
      }
      try (DeskProcess onto = DeskProcess.start(folder, "onto.log", "restore", "desk.zip")) {
        assertThat(onto.exitCode()).isEqualTo(1);
        assertThat(onto.output()).singleElement().asString().contains("another desk");
      }
    }
    String elsewhere = "--deskhand.database.data-dir=" + folder.resolve("elsewhere");
    try (DeskProcess restore =
        DeskProcess.start(folder, "restore.log", elsewhere, "restore", "desk.zip")) {
      assertThat(restore.exitCode()).as(restore.output().toString()).isZero();
    }

    try (DeskProcess desk = DeskProcess.start(folder, "moved.log", elsewhere)) {
      int port = desk.port();
      assertThat(ask(port, "agent", "show INC-1")).contains("the printer is on fire");
      assertThat(ask(port, "employee", "report the other printer, too")).contains("INC-2001");
      assertThat(desk.output())
          .anyMatch(line -> line.contains("The outbox is held since a backup"));
      assertThat(ask(port, "admin", "undelivered list")).contains("undelivered release");
      assertThat(ask(port, "employee", "undelivered release")).doesNotContain("no longer held");
      assertThat(ask(port, "admin", "undelivered release")).contains("no longer held");
      assertThat(ask(port, "admin", "undelivered release")).contains("not held");
    }
  }

  private static String ask(int port, String role, String text) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:%d/api/v1/chat".formatted(port)))
            .header("Authorization", "Bearer demo-" + role)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"text\": \"%s\"}".formatted(text)))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  @Test
  void mistakesAreAnsweredWithOneLine() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "no backup\n".repeat(20));

    DeskCommandRun foreign = run(start("none", "verify", "notes.txt"));
    assertThat(foreign.code()).isEqualTo(1);
    assertThat(foreign.err().lines()).singleElement().asString().contains("no backup");

    DeskCommandRun unreachable =
        run(start("jdbc:postgresql://localhost:1/none", "backup", "desk.zip"));
    assertThat(unreachable.code()).isEqualTo(1);
    assertThat(unreachable.err().lines())
        .singleElement()
        .asString()
        .contains("The database does not let the desk in");
    assertThat(names()).doesNotContain("desk.zip").noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void aFullDiskLeavesNothingBehind() throws Exception {
    String desk = filled(20_000);
    List<String> limited =
        new ArrayList<>(List.of("bash", "-c", "ulimit -f 100; exec \"$@\"", "-"));
    limited.addAll(start(desk, "backup", "desk.zip"));
    limited.add(limited.indexOf("-cp"), "-XX:-UsePerfData");

    DeskCommandRun ended = run(limited);

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err().lines()).singleElement().asString().contains("cannot be written");
    assertThat(names()).doesNotContain("desk.zip").noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void aRestoreThatIsKilledLetsNoDeskStartAndCanBeRunAgain() throws Exception {
    String desk = filled(60_000);
    String target = SharedPostgres.get().emptyDatabase();
    assertThat(run(start(desk, "backup", "desk.zip")).code()).isZero();

    Process restoring =
        new ProcessBuilder(start(target, "restore", "desk.zip"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("killed.txt").toFile())
            .start();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () ->
                "t"
                    .equals(
                        value(
                            target,
                            """
                            select to_regclass('deskhand_restore_history') is not null and exists (
                              select from pg_class
                              where relname = 'incident' and pg_relation_size(oid) > 0)
                            """)));
    restoring.destroyForcibly().waitFor();
    assertThat(restoring.exitValue()).as("it was in the middle").isEqualTo(137);

    Files.writeString(
        folder.resolve(".env"), "SERVER_PORT=0\nSPRING_DATASOURCE_URL=" + target + "\n");
    try (DeskProcess refused = DeskProcess.start(folder, "refused.txt")) {
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.output())
          .singleElement()
          .asString()
          .contains("a backup is being restored into this database");
    }

    DeskCommandRun again = run(start(target, "restore", "desk.zip"));
    assertThat(again.err()).isEmpty();
    assertThat(again.code()).isZero();
    assertThat(value(target, "select count(*) || ' ' || max(id) from incident"))
        .isEqualTo("60000 60000");
  }

  private static String filled(int incidents) throws SQLException {
    String url = SharedPostgres.get().newDatabase();
    execute(url, "insert into person (name) values ('Ann')");
    execute(
        url,
        """
        insert into incident (title, description, state, impact, urgency, priority, requester_id,
          reporter_id, origin, opened_at, changed_at)
        select 'Incident ' || n, repeat(md5(n::text), 5), 'NEW', 'LOW', 'LOW', 'P4', 1, 1, 'slack',
          now(), now()
        from generate_series(1, %d) n
        """
            .formatted(incidents));
    return url;
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<String> start(String url, String... command) {
    List<String> arguments = new ArrayList<>(List.of("--spring.datasource.url=" + url));
    arguments.addAll(List.of(command));
    return DeskCommandRun.command(List.of("-Xmx128m"), arguments.toArray(String[]::new));
  }

  private DeskCommandRun run(List<String> command) throws Exception {
    return DeskCommandRun.ended(folder, command);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
