package dev.deskhand.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The backups that the desk makes by itself. */
@DeskhandTest
@ExtendWith(OutputCaptureExtension.class)
class NightlyBackupTest {

  @TempDir private static Path place;

  private final NightlyBackup nightly;
  private final BackupRuns runs;
  private final SettableClock clock;
  private final MeterRegistry meters;
  private final JdbcClient jdbc;
  private final Path folder = place.resolve("backups");

  @Autowired
  NightlyBackupTest(
      NightlyBackup nightly,
      BackupRuns runs,
      SettableClock clock,
      MeterRegistry meters,
      JdbcClient jdbc) {
    this.nightly = nightly;
    this.runs = runs;
    this.clock = clock;
    this.meters = meters;
    this.jdbc = jdbc;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry settings) {
    settings.add("deskhand.backup.folder", () -> place.resolve("backups").toString());
    settings.add("deskhand.backup.at", () -> "03:45");
    settings.add("deskhand.backup.keep", () -> 2);
    settings.add("deskhand.conversation.time-zone", () -> "Asia/Kolkata");
  }

  @BeforeEach
  void clear() throws IOException {
    if (Files.isDirectory(folder)) {
      for (String file : files()) {
        Files.delete(folder.resolve(file));
      }
    }
    Files.deleteIfExists(folder);
  }

  @Test
  void itIsDueAtTheTimeOfDayInTheDesksZone() {
    OffsetDateTime due =
        jdbc.sql("select execution_time from scheduled_tasks where task_name = ?")
            .param(BackupConfiguration.NIGHTLY)
            .query(OffsetDateTime.class)
            .single();

    assertThat(due.atZoneSameInstant(ZoneId.of("Asia/Kolkata")).toLocalTime())
        .isEqualTo(LocalTime.of(3, 45));
  }

  @Test
  void itKeepsTheNewestAndTouchesNothingElse() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("by-hand.zip"), "mine");
    Files.writeString(
        folder.resolve(BackupWriter.UNFINISHED + "1.part"), "of a desk that was killed");

    for (int night = 0; night < 3; night++) {
      nightly.run();
      clock.advance(Duration.ofDays(1));
    }

    List<String> kept = files();
    assertThat(kept).hasSize(3).contains("by-hand.zip");
    for (String file : kept) {
      if (!file.equals("by-hand.zip")) {
        assertThat(BackupService.verify(folder.resolve(file), Progress.NONE).rows()).isPositive();
      }
    }
    assertThat(runs.standing())
        .isEqualTo(new BackupRuns.Standing(clock.instant().minus(Duration.ofDays(1)), null));
    BackupWatch watch = new BackupWatch(runs);
    assertThat(watch.health().getStatus().getCode()).isEqualTo("UP");
  }

  @Test
  void aFailureIsSaidOnceCountedAndShownWithTheLastSuccess(CapturedOutput output)
      throws IOException {
    nightly.run();
    String last = clock.instant().toString();
    clear();
    Files.writeString(folder, "a file where the folder should be");
    clock.advance(Duration.ofDays(1));
    double before = failed();

    nightly.run();

    assertThat(failed()).isEqualTo(before + 1);
    assertThat(output.getAll().lines().filter(line -> line.contains("The nightly backup to")))
        .hasSize(1);
    Health health = new BackupWatch(runs).health();
    assertThat(health.getStatus().getCode()).isEqualTo("WARNING");
    assertThat(health.getDetails()).containsEntry("lastSuccess", last).containsKey("failure");
    assertThat(meters.get("deskhand.backup.last.success.timestamp").gauge().value())
        .isNotNegative();
  }

  private double failed() {
    var counter = meters.find("deskhand.backups").tag("outcome", "failed").counter();
    return counter == null ? 0 : counter.count();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
