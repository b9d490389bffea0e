package dev.deskhand.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.deskhand.testing.DeskhandTest;
import dev.deskhand.testing.LooksAtOutput;
import dev.deskhand.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/** The backups that the desk makes by itself. */
@DeskhandTest
@LooksAtOutput
class NightlyBackupTest {

  @TempDir private static Path place;

  private final NightlyBackup nightly;
  private final BackupRuns runs;
  private final SettableClock clock;
  private final MeterRegistry meters;
  private final JdbcClient jdbc;

  @Value("${local.server.port}")
  private int port;

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
    BackupMetrics watch = new BackupMetrics(runs, clock);
    await().until(() -> watch.health().getStatus().equals(Status.UP));
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
    BackupMetrics watch = new BackupMetrics(runs, clock);
    await().until(() -> watch.health().getStatus().getCode().equals("WARNING"));
    assertThat(watch.health().getDetails())
        .containsEntry("lastSuccess", last)
        .containsKey("failure");
    MeterRegistry shown = new SimpleMeterRegistry();
    watch.bindTo(shown);
    assertThat(shown.get("deskhand.backup.failed").gauge().value()).isEqualTo(1);
    assertThat(shown.get("deskhand.backup.last.success.timestamp").gauge().value())
        .isEqualTo(Instant.parse(last).getEpochSecond());

    Files.delete(folder);
    nightly.run();
    MeterRegistry after = new SimpleMeterRegistry();
    new BackupMetrics(runs, clock).bindTo(after);
    await()
        .untilAsserted(
            () -> assertThat(after.get("deskhand.backup.failed").gauge().value()).isZero());
  }

  @Test
  void theAlertRulesLookAtWhatIsThereUnderThatName() throws IOException {
    List<String> named =
        Pattern.compile("deskhand_backup\\w*")
            .matcher(Files.readString(Path.of("deploy", "prometheus-rules.yaml")))
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
    assertThat(named).hasSize(2);
    String metrics =
        Objects.requireNonNull(
            RestClient.create("http://localhost:" + port)
                .get()
                .uri("/actuator/prometheus")
                .retrieve()
                .body(String.class));
    assertThat(named)
        .allMatch(name -> metrics.lines().anyMatch(line -> line.startsWith(name + " ")));
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
