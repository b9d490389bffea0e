package dev.deskhand.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.SharedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Backups of real databases, restored into others. */
@Execution(ExecutionMode.CONCURRENT)
class BackupTest {

  @TempDir private Path folder;

  @Test
  void aRestoredDeskHasEveryRowAndTheSameShape() throws Exception {
    try (Database desk = migrated();
        Database empty = empty()) {
      Scene.write(desk, 200);
      Path file = backup(desk);

      RestoreService.Restored restored = empty.restores.restore(file, null, Progress.NONE);

      assertThat(empty.content()).isEqualTo(desk.content()).isNotEmpty();
      assertThat(empty.shape()).isEqualTo(desk.shape());
      assertThat(empty.list("select version from flyway_schema_history order by installed_rank"))
          .isEqualTo(
              desk.list("select version from flyway_schema_history order by installed_rank"));
      assertThat(restored.backup().rows()).isGreaterThan(450);
      empty.migrate();
    }
  }

  @Test
  void whatIsOnlyOfTheMomentIsNotCarried() throws Exception {
    try (Database desk = migrated();
        Database empty = empty()) {
      Scene.write(desk, 1);

      empty.restores.restore(backup(desk), null, Progress.NONE);

      assertThat(empty.value("select count(*) from scheduled_tasks")).isEqualTo("0");
      assertThat(empty.value("select count(*) from leader_lock")).isEqualTo("0");
    }
  }

  @Test
  void numbersJumpAheadSoThatNoneIsGivenTwice() throws Exception {
    try (Database desk = migrated();
        Database empty = empty()) {
      Scene.write(desk, 45);
      // given out, but not in the backup: as by a transaction that was still running
      desk.execute("select nextval('incident_id_seq') from generate_series(1, 3)");
      Path file = backup(desk);

      empty.restores.restore(file, null, Progress.NONE);

      assertThat(empty.value("select nextval('incident_id_seq')")).isEqualTo("2001");
      assertThat(empty.value("select nextval('outbox_id_seq')")).isEqualTo("2001");
      assertThat(empty.value("select nextval('service_request_id_seq')"))
          .as("of which the backup knows none")
          .isEqualTo("1001");
    }
  }

  @Test
  void afterAMoveNumbersGoOnWhereTheyStood() throws Exception {
    try (Database desk = migrated();
        Database empty = empty()) {
      Scene.write(desk, 45);

      empty.restores.restore(backup(desk), 0L, Progress.NONE);

      assertThat(empty.value("select nextval('incident_id_seq')")).isEqualTo("46");
      assertThat(empty.value("select nextval('service_request_id_seq')")).isEqualTo("1");
    }
  }

  @Test
  void anOlderBackupIsRestoredAtItsOwnVersionAndMigratedOn() throws Exception {
    try (Database old = empty().migrated("92");
        Database empty = empty();
        Database today = migrated()) {
      Scene.write(old, 30);
      Path file = backup(old);

      RestoreService.Restored restored = empty.restores.restore(file, null, Progress.NONE);

      assertThat(restored.backup().schema()).isEqualTo("92");
      assertThat(restored.schema())
          .isEqualTo(today.value("select max(version::int) from flyway_schema_history"));
      assertThat(empty.shape()).isEqualTo(today.shape());
      assertThat(empty.value("select count(*) from record_words")).isEqualTo("30");
      assertThat(empty.value("select bool_and(same) from record_check")).isEqualTo("t");
      assertThat(empty.value("select count(*) from outbox_hold")).isEqualTo("1");
    }
  }

  @Test
  void aBackupOfANewerDeskIsRefused() throws Exception {
    try (Database newer = migrated();
        Database empty = empty()) {
      newer.execute(
          """
          insert into flyway_schema_history
            (installed_rank, version, description, type, script, installed_by, execution_time, success)
          values (9999, '99999', 'later', 'SQL', 'V99999__later.sql', 'x', 1, true)
          """);
      Path file = backup(newer);

      assertThatThrownBy(() -> empty.restores.restore(file, null, Progress.NONE))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("newer desk")
          .hasMessageContaining("99999");
      assertThat(
              empty.list(
                  "select relname from pg_class where relnamespace = 'public'::regnamespace"))
          .isEmpty();
    }
  }

  @Test
  void aDatabaseThatHoldsSomethingIsRefused() throws Exception {
    try (Database desk = migrated();
        Database foreign = empty()) {
      Scene.write(desk, 5);
      foreign.execute("create table of_somebody_else (id int)");
      Path file = backup(desk);
      Map<String, String> before = desk.content();

      for (Database full : List.of(desk, foreign)) {
        assertThatThrownBy(() -> full.restores.restore(file, null, Progress.NONE))
            .isInstanceOf(BackupFailed.class)
            .hasMessageContaining("not empty");
      }
      assertThat(desk.content()).as("onto itself").isEqualTo(before);
      assertThat(foreign.value("select count(*) from of_somebody_else")).isEqualTo("0");
    }
  }

  @Test
  void aRestoreThatFailsLeavesTheDatabaseEmpty() throws Exception {
    try (Database desk = migrated();
        Database empty = empty()) {
      Scene.write(desk, 5);
      // a row that the schema does not allow, as from a desk that somebody changed by hand
      desk.execute(
          "alter table incident drop constraint incident_ended",
          "update incident set ended_at = now() where id = 3");
      Path file = backup(desk);

      assertThatThrownBy(() -> empty.restores.restore(file, null, Progress.NONE))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("incident_ended");
      assertThat(
              empty.list(
                  "select relname from pg_class where relnamespace = 'public'::regnamespace"))
          .isEmpty();
    }
  }

  @Test
  void aBackupMadeUnderLoadHoldsOneMoment() throws Exception {
    String url = SharedPostgres.get().newDatabase();
    try (Database desk = new Database(url);
        Database empty = empty()) {
      Scene.write(desk, 20);
      AtomicBoolean done = new AtomicBoolean();
      AtomicInteger written = new AtomicInteger();
      Thread[] reporters =
          IntStream.range(0, 3)
              .mapToObj(n -> Thread.ofVirtual().start(() -> report(url, done, written)))
              .toArray(Thread[]::new);
      Path file;
      int before;
      try {
        await().until(() -> written.get() > 50);
        before = written.get();
        file = backup(desk);
        int after = written.get();
        await().until(() -> written.get() > after + 20);
      } finally {
        done.set(true);
        for (Thread reporter : reporters) {
          reporter.join();
        }
      }

      empty.restores.restore(file, null, Progress.NONE);

      // each report wrote three rows in one transaction: all of it, or nothing
      assertThat(
              empty.value(
                  """
                  select count(*) from incident i where i.origin = 'load' and (
                    not exists (select 1 from record_entry h where h.subject_kind = 'INC' and h.subject_id = i.id)
                    or not exists (select 1 from outbox o where o.subject = 'INC-' || i.id))
                  """))
          .isEqualTo("0");
      assertThat(
              empty.value(
                  "select count(*) from record_entry h where not exists"
                      + " (select 1 from incident i where i.id = h.subject_id)"))
          .isEqualTo("0");
      int restored =
          Integer.parseInt(empty.value("select count(*) from incident where origin = 'load'"));
      assertThat(restored).isBetween(before, written.get());
      // the same rows as in the desk, which goes on: nothing that is written is changed later
      assertThat(empty.list("select i::text from incident i order by id"))
          .isEqualTo(
              desk.list(
                  "select i::text from incident i where id in (%s) order by id"
                      .formatted(String.join(",", empty.list("select id from incident")))));
    }
  }

  private static void report(String url, AtomicBoolean done, AtomicInteger written) {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try (PreparedStatement report =
              connection.prepareStatement(
                  """
              with i as (
                insert into incident (title, description, state, impact, urgency, priority,
                  requester_id, reporter_id, origin, opened_at, changed_at)
                values ('t', 'd', 'NEW', 'LOW', 'LOW', 'P4', 1, 1, 'load', now(), now())
                returning id
              )
              insert into record_entry (subject_kind, subject_id, subject_name, happened_at,
                recorded_at, actor_name, place, verb, before, after, visibility, correlation_id)
              select 'INC', id, '', now(), now(), 'a', 'p', 'REPORT', '{}', '{}', 'PUBLIC', 'c'
              from i
              returning subject_id
              """);
          PreparedStatement post =
              connection.prepareStatement(
                  """
                  insert into outbox (conversation, platform, address, kind, subject, payload,
                    created_at, correlation_id)
                  values ('slack:U1', 'slack', '{}', 'CARD', ?, '{}', now(), 'c')
                  """)) {
        while (!done.get()) {
          try (var rows = report.executeQuery()) {
            rows.next();
            post.setString(1, "INC-" + rows.getLong(1));
          }
          post.executeUpdate();
          connection.commit();
          written.incrementAndGet();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onlyItsOwnerReadsABackupAndNothingElseIsLeft() throws Exception {
    try (Database desk = migrated()) {
      Path file = backup(desk);

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(list()).containsExactly("desk.zip");
    }
  }

  @Test
  void aFileThatIsThereIsReplacedOnlyIfThatIsWanted() throws Exception {
    try (Database desk = migrated()) {
      Path file = Files.writeString(folder.resolve("desk.zip"), "precious");

      assertThatThrownBy(() -> backup(desk))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("--force");
      assertThat(file).hasContent("precious");

      desk.backups.write(file, true, Progress.NONE);
      assertThat(BackupService.verify(file, Progress.NONE).tables()).isGreaterThan(20);
      assertThat(list()).containsExactly("desk.zip");
    }
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws Exception {
    try (Database desk = migrated();
        Database nobody = empty()) {
      assertThatThrownBy(
              () -> desk.backups.write(folder.resolve("none/desk.zip"), false, Progress.NONE))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("none/desk.zip");
      assertThatThrownBy(() -> desk.backups.write(folder, true, Progress.NONE))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("is a folder");
      assertThatThrownBy(() -> backup(nobody))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("holds no desk");
      assertThat(list()).isEmpty();
    }
  }

  @Test
  void whatIsNoWholeBackupIsTold() throws Exception {
    Path file;
    try (Database desk = migrated()) {
      Scene.write(desk, 20);
      file = backup(desk);
    }
    byte[] whole = Files.readAllBytes(file);
    assertThat(BackupService.verify(file, Progress.NONE).rows()).isGreaterThan(80);

    for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 500)) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 1;
      refused(flipped, "");
    }
    for (int length : new int[] {1, 29, 60, 200, whole.length / 2, whole.length - 1}) {
      refused(Arrays.copyOf(whole, length), length > 49 ? "not whole" : "no backup");
    }
    refused(Arrays.copyOf(whole, whole.length + 1), "not whole");
    refused(new byte[0], "empty");
    refused("id,name\n".repeat(100).getBytes(StandardCharsets.UTF_8), "no backup");
    assertThatThrownBy(() -> BackupService.verify(folder, Progress.NONE))
        .isInstanceOf(BackupFailed.class);
    assertThatThrownBy(() -> BackupService.verify(folder.resolve("none.zip"), Progress.NONE))
        .isInstanceOf(BackupFailed.class)
        .hasMessageContaining("there is no");
  }

  private void refused(byte[] content, String why) throws IOException {
    Path file = Files.write(folder.resolve("damaged.zip"), content);
    assertThatThrownBy(() -> BackupService.verify(file, Progress.NONE))
        .isInstanceOf(BackupFailed.class)
        .hasMessageContaining("damaged.zip")
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aDamagedBackupTouchesNoDatabase() throws Exception {
    try (Database desk = migrated();
        Database empty = empty()) {
      Path file = backup(desk);
      byte[] content = Files.readAllBytes(file);
      content[content.length / 2] ^= 4;
      Files.write(file, content);

      assertThatThrownBy(() -> empty.restores.restore(file, null, Progress.NONE))
          .isInstanceOf(BackupFailed.class)
          .hasMessageContaining("not whole");
      assertThat(
              empty.list(
                  "select relname from pg_class where relnamespace = 'public'::regnamespace"))
          .isEmpty();
    }
  }

  private Path backup(Database of) {
    Path file = folder.resolve("desk.zip");
    of.backups.write(file, false, Progress.NONE);
    return file;
  }

  private List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static Database migrated() {
    return new Database(SharedPostgres.get().newDatabase());
  }

  private static Database empty() {
    return new Database(SharedPostgres.get().emptyDatabase());
  }
}
