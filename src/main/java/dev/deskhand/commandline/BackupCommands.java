package dev.deskhand.commandline;

import dev.deskhand.backup.BackupService;
import dev.deskhand.backup.BackupService.Summary;
import dev.deskhand.backup.RestoreService;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The way out and the way back. */
final class BackupCommands {

  private BackupCommands() {}

  static CommandLine addedTo(CommandLine desk, List<String> settings) {
    return desk.addSubcommand(new Backup(settings))
        .addSubcommand(new Verify())
        .addSubcommand(new Restore(settings));
  }

  private static String inWords(Summary backup) {
    return String.format(
        Locale.ROOT,
        "%,d rows in %d tables, as of %s, schema %s, %,d bytes",
        backup.rows(),
        backup.tables(),
        backup.createdAt(),
        backup.schema(),
        backup.bytes());
  }

  private static void say(@Nullable CommandSpec spec, String line) {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** Writes a backup. */
  @Command(
      name = "backup",
      mixinStandardHelpOptions = true,
      description = {
        "Writes all that the desk keeps into one file, as it stands at one moment. The desk may go on"
            + " serving meanwhile.",
        "Whoever can read the file can read every ticket: only you can, until you change that."
      })
  static final class Backup implements Callable<Integer> {

    private final List<String> settings;
    private @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The file to write, such as desk.zip.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replaces a file of that name.")
    private boolean force;

    Backup(List<String> settings) {
      this.settings = settings;
    }

    @Override
    public Integer call() {
      try (DatabaseAlone database = DatabaseAlone.besideADesk(settings);
          TerminalProgress progress = new TerminalProgress()) {
        BackupService backups = database.backups();
        Summary made = backups.write(Objects.requireNonNull(file), force, progress);
        progress.close();
        say(spec, "Backed up to %s: %s".formatted(file, inWords(made)));
      }
      return CommandLine.ExitCode.OK;
    }
  }

  /** Says whether a backup is whole. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description =
          "Says whether a backup is whole: reads every byte and compares it with its checksums."
              + " Needs no database.")
  static final class Verify implements Callable<Integer> {

    private @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that backup has written.")
    private @Nullable Path file;

    @Override
    public Integer call() {
      try (TerminalProgress progress = new TerminalProgress()) {
        Summary whole = BackupService.verify(Objects.requireNonNull(file), progress);
        progress.close();
        say(spec, "%s is whole: %s".formatted(file, inWords(whole)));
      }
      return CommandLine.ExitCode.OK;
    }
  }

  /** Reads a backup back. */
  @Command(
      name = "restore",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a backup into an empty database: the desk's own, or the one that SPRING_DATASOURCE_URL"
            + " names. No desk may be running on it.",
        "Then nothing that waited to be said is sent until an admin says: undelivered release"
      })
  static final class Restore implements Callable<Integer> {

    private final List<String> settings;
    private @Spec @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A file that backup has written.")
    private @Nullable Path file;

    @Option(
        names = "--skip",
        paramLabel = "N",
        description =
            "How many numbers to leave out, so that none which was given out after the backup is"
                + " given again. 0 if the desk was stopped before the backup and not started since."
                + " Without it: a hundredth of what was given out, at least 1,000, rounded up.")
    private @Nullable Long skip;

    Restore(List<String> settings) {
      this.settings = settings;
    }

    @Override
    public Integer call() {
      if (skip != null && (skip < 0 || skip > 1_000_000_000)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(), "--skip is a number from 0 to 1000000000");
      }
      try (DatabaseAlone database = DatabaseAlone.withoutADesk(settings);
          TerminalProgress progress = new TerminalProgress()) {
        RestoreService restores = database.restores();
        RestoreService.Restored done =
            restores.restore(Objects.requireNonNull(file), skip, progress);
        progress.close();
        say(
            spec,
            "Restored %s: %s; the schema is %s now. %s"
                .formatted(file, inWords(done.backup()), done.schema(), held(done.held())));
      }
      return CommandLine.ExitCode.OK;
    }

    private static String held(long messages) {
      return String.format(
          Locale.ROOT,
          "What the desk has to say is held (%,d messages) until an admin says: undelivered release",
          messages);
    }
  }
}
