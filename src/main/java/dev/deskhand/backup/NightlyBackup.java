package dev.deskhand.backup;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Makes a backup and keeps the newest ones. What fails is said once and counted, and put down. */
@Component
class NightlyBackup {

  private static final Logger log = LoggerFactory.getLogger(NightlyBackup.class);

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'deskhand-'uuuu-MM-dd'T'HHmmss'Z.zip'").withZone(ZoneOffset.UTC);
  private static final Pattern OURS =
      Pattern.compile("deskhand-\\d{4}-\\d\\d-\\d\\dT\\d{6}Z\\.zip");

  private final BackupService backups;
  private final BackupRuns runs;
  private final BackupProperties properties;
  private final Clock clock;
  private final MeterRegistry meters;

  NightlyBackup(
      BackupService backups,
      BackupRuns runs,
      BackupProperties properties,
      Clock clock,
      MeterRegistry meters) {
    this.backups = backups;
    this.runs = runs;
    this.properties = properties;
    this.clock = clock;
    this.meters = meters;
  }

  void run() {
    Instant begun = clock.instant();
    Path folder = Objects.requireNonNull(properties.folder()).toAbsolutePath();
    Path file = folder.resolve(NAME.format(begun));
    String outcome = "failed";
    try {
      prepare(folder);
      BackupService.Summary made = backups.write(file, false, Progress.NONE);
      runs.succeeded(begun, clock.instant(), file, made.bytes());
      outcome = "made";
      log.info("Backed up {} rows to {} ({} bytes)", made.rows(), file, made.bytes());
      forgetOld(folder);
    } catch (BackupFailed | IOException | DataAccessException e) {
      BackupFailed failure =
          e instanceof BackupFailed known ? known : new BackupFailed("It went wrong", e);
      log.error("The nightly backup to {} failed: {}", file, failure.getMessage());
      note(begun, file, String.valueOf(failure.getMessage()));
    }
    meters.counter("deskhand.backups", "outcome", outcome).increment();
  }

  private void note(Instant begun, Path file, String why) {
    try {
      runs.failed(begun, clock.instant(), file, why);
    } catch (DataAccessException e) {
      // the database is why it failed, which is said already
      log.debug("The failure could not be put down", e);
    }
  }

  /** Makes the folder where it is absent, and clears away what a killed desk left unfinished. */
  private static void prepare(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, BackupWriter.UNFINISHED + "*.part")) {
      for (Path unfinished : left) {
        Files.deleteIfExists(unfinished);
      }
    }
  }

  private void forgetOld(Path folder) throws IOException {
    List<Path> old;
    try (Stream<Path> all = Files.list(folder)) {
      old =
          all.filter(file -> OURS.matcher(String.valueOf(file.getFileName())).matches())
              .sorted(Comparator.<Path>naturalOrder().reversed())
              .skip(properties.keep())
              .toList();
    }
    for (Path file : old) {
      Files.deleteIfExists(file);
    }
  }
}
